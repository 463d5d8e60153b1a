using System.CommandLine;
using SongshanRoad.Gis.Hotspots.Clustering;

namespace SongshanRoad.Gis.Cli.Analyze.Clustering;

/// <summary>Options for p by conditional permutation.</summary>
internal sealed class PermutationOptions
{
    private readonly Option<int> _permutations = AnalysisOptions.Whole("--permutations", 1, 9_999_999, 0,
        "Add p by conditional permutation: so many draws for each unit, its own value kept. Columns p_sim_high, p_sim_low, p_sim (two-sided), p_sim_bh.");
    private readonly Option<int> _seed = AnalysisOptions.Seed();

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_permutations);
        command.Add(_seed);
    }

    /// <summary>Whether draws are wanted.</summary>
    public bool AreWanted(ParseResult parsed) => parsed.GetValue(_permutations) > 0;

    /// <summary>Draws, and adds the columns.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="host">Where remarks go.</param>
    /// <param name="units">What is tested.</param>
    /// <param name="table">The answer.</param>
    /// <param name="isTurned">Whether a unit's statistic falls as the sum of its neighbours rises.</param>
    public void AddColumns(ParseResult parsed, CommandHost host, TestedUnits units, AnswerTable table, Func<int, bool> isTurned)
    {
        if (!AreWanted(parsed))
        {
            return;
        }

        var test = ConditionalPermutation.Test(units.Neighbours, units.Values, units.Keys, parsed.GetValue(_permutations), (ulong)parsed.GetValue(_seed));
        double[] twoSided = [.. Enumerable.Range(0, units.Count).Select(test.TwoSided)];
        var q = MultipleTesting.BenjaminiHochberg(twoSided);
        table.Add("p_sim_high", row => isTurned(row) ? test.Low(row) : test.High(row));
        table.Add("p_sim_low", row => isTurned(row) ? test.High(row) : test.Low(row));
        table.Add("p_sim", row => twoSided[row]);
        table.Add("p_sim_bh", row => q[row]);

        // The least p there can be, found for one unit alone, must pass for any to pass.
        var least = 2.0 / (test.Permutations + 1);
        if (least * units.Count > 0.05)
        {
            host.Error.WriteLine(
                $"p_sim cannot be under {least:G3}: one unit standing out among {units.Count} needs {Math.Ceiling((2 * units.Count / 0.05) - 1):F0} permutations to reach p_sim_bh 0.05");
        }
    }
}
