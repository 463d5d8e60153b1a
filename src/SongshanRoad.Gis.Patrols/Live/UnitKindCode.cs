namespace SongshanRoad.Gis.Patrols.Live;

/// <summary>The one spelling of <see cref="UnitKind"/> on the wire, in files and in the database, e.g. <c>patrolCar</c>.</summary>
public static class UnitKindCode
{
    private static readonly string[] Codes = ["patrolCar", "volunteerTeam", "patrolSquad", "propertyGuard", "communityPolice"];

    /// <summary>Every code, in the order of the enumeration.</summary>
    public static IReadOnlyList<string> All => Codes;

    /// <summary>The code of a kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the five kinds.</exception>
    public static string ToCode(this UnitKind kind) => Enum.IsDefined(kind)
        ? Codes[(int)kind]
        : throw new ArgumentOutOfRangeException(nameof(kind), kind, $"A unit kind is one of {string.Join(", ", Codes)}.");

    /// <summary>The kind of a code; case matters.</summary>
    /// <param name="code">The code, e.g. <c>patrolCar</c>.</param>
    /// <param name="kind">The kind, or <c>default</c>.</param>
    /// <returns>Whether the code names a kind.</returns>
    public static bool TryParse(string? code, out UnitKind kind)
    {
        var index = Array.IndexOf(Codes, code);
        kind = index < 0 ? default : (UnitKind)index;
        return index >= 0;
    }
}
