using System.CommandLine;
using System.Globalization;

namespace SongshanRoad.Gis.Cli.Analyze;

/// <summary>What an analysis refused, said with the option that gave it: the analyses name their own parameters, which nobody typed.</summary>
internal static class ArgumentRefusal
{
    /// <summary>Options that may have given a parameter; which of them did, the command that ran decides.</summary>
    private static readonly Dictionary<string, string[]> Sources = new(StringComparer.Ordinal)
    {
        ["bandwidthM"] = ["--sigma", "--radius", "--bandwidth"],
        ["cellM"] = ["--cell", "--grid"],
        ["columns"] = ["--grid"],
        ["rows"] = ["--grid"],
        ["grid"] = ["--cell", "--grid"],
        ["count"] = ["--k-nearest", "--step"],
        ["starts"] = ["--space", "--days"],
        ["positions"] = ["--points"],
        ["events"] = ["--events", "--points", "--incidents"],
        ["values"] = ["--values", "--series"],
        ["length"] = ["--step"],
        ["cube"] = ["--step"],
        ["permutations"] = ["--permutations"],
    };

    /// <summary>The refusal in one sentence.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="command">The command that ran.</param>
    public static string Sentence(ArgumentException refusal, Command command)
    {
        // Without what .NET adds: "(Parameter 'name')" and, on a line of its own, "Actual value was".
        var added = refusal.Message.IndexOf($" (Parameter '{refusal.ParamName}')", StringComparison.Ordinal);
        var sentence = added < 0 ? refusal.Message : refusal.Message[..added];
        var actual = refusal is ArgumentOutOfRangeException { ActualValue: { } value } ? Convert.ToString(value, CultureInfo.InvariantCulture)! : null;
        var given = actual is null || sentence.Contains($"'{actual}'", StringComparison.Ordinal) ? "" : $" It is {actual}.";
        var options = Sources.GetValueOrDefault(refusal.ParamName ?? "", []).Intersect(command.Options.Select(option => option.Name)).ToList();
        return options.Count > 0 ? $"{string.Join(" or ", options)}: {sentence}{given}" : $"{sentence}{given}";
    }
}
