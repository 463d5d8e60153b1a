using System.CommandLine;
using SongshanRoad.Gis.Hotspots.Clustering;

namespace SongshanRoad.Gis.Cli.Analyze.Clustering;

/// <summary><c>songshan analyze moran</c>: Local Moran's I.</summary>
internal static class MoranCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandHost host)
    {
        var options = new TestedUnitOptions();
        var permutations = new PermutationOptions();
        var against = new WordOption<MoranNull>("--null", "What I is compared with: the other values spread over the other units, the unit's own kept (spdep's default), or all values over all units.",
            ("conditional", MoranNull.Conditional), ("total", MoranNull.Total));
        var json = AnalysisOptions.Json();
        var command = new Command("moran", """
            Where like values gather and where one stands out: Local Moran's I with weights that add up to 1, its mean and variance under
            randomisation, two-sided p from the normal curve, Benjamini-Hochberg over all units, and the quadrant (high-high, low-low,
            high-low, low-high; none for a unit without neighbours). With --permutations, p_sim_high is that of an I at least as high.
            Example: songshan analyze moran --values v.csv --value-column x --neighbours n.csv
            Example: songshan analyze moran --points p.csv --grid grid.json --permutations 999 --seed 7
            """);
        options.AddTo(command);
        permutations.AddTo(command);
        command.Add(against);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var units = options.Read(parsed, host);
            var moran = LocalMoran.Of(units.Neighbours, units.Values, against.ValueIn(parsed));
            var q = MultipleTesting.BenjaminiHochberg(moran.P);
            var table = units.Table();
            table.Add("moran_i", row => moran.I[row]);
            table.Add("expected", row => moran.Expected[row]);
            table.Add("variance", row => moran.Variance[row]);
            table.Add("moran_z", row => moran.Z[row]);
            table.Add("p_two_sided", row => moran.P[row]);
            table.Add("p_bh", row => q[row]);
            table.Add("quadrant", row => Word(moran.Quadrants[row]));
            permutations.AddColumns(parsed, host, units, table, row => moran.Quadrants[row] is MoranQuadrant.LowLow or MoranQuadrant.LowHigh);
            units.Remark(host, moran.Undefined.Count, withSelf: false, permutations.AreWanted(parsed));
            table.Write(host, parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static string Word(MoranQuadrant quadrant) => quadrant switch
    {
        MoranQuadrant.HighHigh => "high-high",
        MoranQuadrant.LowLow => "low-low",
        MoranQuadrant.HighLow => "high-low",
        MoranQuadrant.LowHigh => "low-high",
        _ => "none",
    };
}
