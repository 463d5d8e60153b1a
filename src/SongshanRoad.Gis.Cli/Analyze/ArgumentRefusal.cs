using System.Globalization;

namespace SongshanRoad.Gis.Cli.Analyze;

/// <summary>What an analysis refused, said with the option that gave it: the analyses name their own parameters, which nobody typed.</summary>
internal static class ArgumentRefusal
{
    private static readonly Dictionary<string, string> Options = new(StringComparer.Ordinal)
    {
        ["bandwidthM"] = "--sigma, --radius or --bandwidth",
        ["cellM"] = "--cell or --grid",
        ["columns"] = "--grid",
        ["rows"] = "--grid",
        ["grid"] = "--cell or --grid",
        ["parameters"] = "--cell or --grid",
        ["count"] = "--k-nearest",
        ["distanceM"] = "--distance-band",
        ["starts"] = "--space or --days",
        ["positions"] = "--points",
        ["events"] = "--points",
        ["points"] = "--points",
        ["values"] = "--values",
        ["length"] = "--step",
        ["cube"] = "--step",
        ["permutations"] = "--permutations",
    };

    /// <summary>The refusal in one sentence.</summary>
    public static string Sentence(ArgumentException refusal)
    {
        // Without what .NET adds: "(Parameter 'name')" and, on a line of its own, "Actual value was".
        var added = refusal.Message.IndexOf($" (Parameter '{refusal.ParamName}')", StringComparison.Ordinal);
        var sentence = added < 0 ? refusal.Message : refusal.Message[..added];
        var actual = refusal is ArgumentOutOfRangeException { ActualValue: { } value } ? Convert.ToString(value, CultureInfo.InvariantCulture)! : null;
        var given = actual is null || sentence.Contains($"'{actual}'", StringComparison.Ordinal) ? "" : $" It is {actual}.";
        return Options.TryGetValue(refusal.ParamName ?? "", out var option) ? $"{option}: {sentence}{given}" : $"{sentence}{given}";
    }
}
