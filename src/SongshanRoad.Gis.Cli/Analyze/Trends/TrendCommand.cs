using System.CommandLine;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Trends;

namespace SongshanRoad.Gis.Cli.Analyze.Trends;

/// <summary><c>songshan analyze trend</c>: Mann-Kendall and Sen's slope.</summary>
internal static class TrendCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandHost host)
    {
        var series = AnalysisOptions.File("--series", "JSON array of series, each with name and values at equal steps of time, oldest first.");
        var interval = new Option<bool>("--interval") { Description = "Add the interval of Sen's slope: sen_low, sen_high." };
        var level = AnalysisOptions.Share("--level", 0.95, "Level of that interval. Default 0.95.");
        var exact = new Option<bool>("--exact") { Description = "Add p_exact from the exact distribution, for 4 to 9 values without ties; NA (null) otherwise." };
        var bootstrap = AnalysisOptions.Whole("--bootstrap", 1, 9_999_999, 0,
            "Add p_bootstrap of so many series drawn in blocks, for values that resemble the ones before, and block_length.");
        var block = AnalysisOptions.Whole("--block", 1, int.MaxValue, 0, "With --bootstrap: values per block. Default: chosen from the autocorrelation.");
        var seed = AnalysisOptions.Seed();
        var json = AnalysisOptions.Json();
        var command = new Command("trend", """
            Whether series rise or fall: Mann-Kendall with ties (S, its variance, tau-b, z and two-sided p plain and with continuity
            correction; take the latter) and Sen's slope per step. Fewer than 4 values are not tested; all equal is no trend.
            Example: songshan analyze trend --series weeks.json --json
            Example: songshan analyze trend --series weeks.json --interval --bootstrap 999 --seed 7
            """)
        {
            series, interval, level, exact, bootstrap, block, seed, json,
        };
        command.SetAction(parsed =>
        {
            var all = SeriesFile.Read(parsed.GetRequiredValue(series));
            var tests = all.ConvertAll(one => MannKendall.Test(one.Values));
            var slopes = all.ConvertAll(one => one.Values.Length > SenSlope.MostValues ? None : SenSlope.Of(one.Values, parsed.GetValue(level)));
            var table = new AnswerTable(all.Count);
            table.Add("name", row => all[row].Name);
            table.Add("S", row => tests[row].Score);
            table.Add("var_S", row => tests[row].Variance);
            table.Add("tau_b", row => tests[row].TauB);
            table.Add("z_plain", row => Tested(tests[row], tests[row].ZPlain));
            table.Add("p_plain", row => Tested(tests[row], tests[row].PPlain));
            table.Add("z_cont", row => Tested(tests[row], tests[row].Z));
            table.Add("p_cont", row => Tested(tests[row], tests[row].P));
            table.Add("sen_slope", row => slopes[row].PerStep);
            if (parsed.GetValue(interval))
            {
                table.Add("sen_low", row => slopes[row].Low);
                table.Add("sen_high", row => slopes[row].High);
            }

            if (parsed.GetValue(exact))
            {
                table.Add("p_exact", row => tests[row].PExact);
            }

            if (parsed.GetValue(bootstrap) is > 0 and var draws)
            {
                var drawn = all.ConvertAll(one => BlockBootstrap.Test(one.Values, draws, (ulong)parsed.GetValue(seed) ^ UnitKey.Of(one.Name), Math.Min(parsed.GetValue(block), one.Values.Length)));
                table.Add("p_bootstrap", row => drawn[row].P);
                table.Add("block_length", row => drawn[row].BlockLength);
            }

            Remark(host, all, tests, parsed.GetValue(exact));
            table.Write(host, parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static SenSlope None => new(double.NaN, double.NaN, double.NaN);

    private static double Tested(TrendTest test, double value) => test.Count < MannKendall.FewestValues ? double.NaN : value;

    private static void Remark(CommandHost host, List<NamedSeries> all, List<TrendTest> tests, bool exact)
    {
        foreach (var (series, test) in all.Zip(tests))
        {
            if (test.Count < MannKendall.FewestValues)
            {
                host.Error.WriteLine($"{series.Name}: {test.Count} values are fewer than {MannKendall.FewestValues}: not tested");
            }
            else if (test.Variance == 0)
            {
                host.Error.WriteLine($"{series.Name}: all values are equal: no trend, z = 0 and p = 1");
            }
            else if (!exact && !double.IsNaN(test.PExact))
            {
                host.Error.WriteLine($"{series.Name}: {test.Count} values without ties: p is approximate, --exact adds the exact one");
            }

            if (test.Count > SenSlope.MostValues)
            {
                host.Error.WriteLine($"{series.Name}: no Sen's slope for {test.Count} values, more than {SenSlope.MostValues}; take longer steps");
            }
        }
    }
}
