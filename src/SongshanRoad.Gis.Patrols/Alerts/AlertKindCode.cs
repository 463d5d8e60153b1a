namespace SongshanRoad.Gis.Patrols.Alerts;

/// <summary>The one spelling of <see cref="AlertKind"/> on the wire and in the database, e.g. <c>sos</c>.</summary>
public static class AlertKindCode
{
    private static readonly string[] Codes = ["sos", "fenceEntered", "fenceLeft"];

    /// <summary>The code of a kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no kind.</exception>
    public static string ToCode(this AlertKind kind) => Enum.IsDefined(kind)
        ? Codes[(int)kind]
        : throw new ArgumentOutOfRangeException(nameof(kind), kind, $"An alert kind is one of {string.Join(", ", Codes)}.");

    /// <summary>The kind of a code; case matters.</summary>
    /// <exception cref="FormatException">The code names no kind.</exception>
    public static AlertKind Parse(string code)
    {
        var index = Array.IndexOf(Codes, code);
        return index >= 0 ? (AlertKind)index : throw new FormatException($"Alert kind '{code}' is none of {string.Join(", ", Codes)}.");
    }
}
