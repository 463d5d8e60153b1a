using SongshanRoad.Gis.Hotspots.NearRepeat;

namespace SongshanRoad.Gis.Cli.Analyze.NearRepeat;

/// <summary>Writes what a near-repeat analysis found.</summary>
internal sealed class NearRepeatAnswer(NearRepeatTable found, string distance)
{
    /// <summary>All bands: a row per pair of bands, or tables with a row per space band.</summary>
    public void WriteTable(CommandHost host, bool json)
    {
        if (json)
        {
            AnalysisAnswer.WriteJson(host, new
            {
                N = found.Events,
                PairsTotal = found.Pairs,
                Distance = distance,
                SpaceIntervals = Names(found.SpaceBands),
                TimeIntervalsDays = Names(found.TimeBands),
                found.ObservedPairs,
                ExpectedPairsExact = found.ExpectedPairs,
                Ratio = PerCell(RatioOf),
                found.P,
                Effective = PerCell(found.IsEffective),
                found.Permutations,
                found.Seed,
            });
            return;
        }

        AnalysisAnswer.WriteHeader(host, "space", "time", "observed", "expected", "ratio", "p", "effective");
        for (var space = 0; space < found.SpaceBands.Count; space++)
        {
            for (var time = 0; time < found.TimeBands.Count; time++)
            {
                AnalysisAnswer.WriteRow(host, found.SpaceBands.Name(space), found.TimeBands.Name(time), found.ObservedPairs[space][time],
                    found.ExpectedPairs[space][time], RatioOf(space, time), found.P[space][time], found.IsEffective(space, time) ? "yes" : "no");
            }
        }
    }

    /// <summary>The pairs close in both.</summary>
    public void WritePair(CommandHost host, bool json)
    {
        if (json)
        {
            AnalysisAnswer.WriteJson(host, new
            {
                N = found.Events,
                PairsTotal = found.Pairs,
                PairsCloseSpace = found.PairsInSpace(0),
                PairsCloseTime = found.PairsInTime(0),
                Observed = found.ObservedPairs[0][0],
                Expected = found.ExpectedPairs[0][0],
                Ratio = RatioOf(0, 0),
                P = found.P[0][0],
                Effective = found.IsEffective(0, 0),
                Distance = distance,
                found.Permutations,
                found.Seed,
            });
            return;
        }

        AnalysisAnswer.WriteHeader(host, "n", "pairs_total", "pairs_close_space", "pairs_close_time", "observed", "expected", "ratio", "p", "effective");
        AnalysisAnswer.WriteRow(host, found.Events, found.Pairs, found.PairsInSpace(0), found.PairsInTime(0), found.ObservedPairs[0][0],
            found.ExpectedPairs[0][0], RatioOf(0, 0), found.P[0][0], found.IsEffective(0, 0) ? "yes" : "no");
    }

    private static string[] Names(NearRepeatBands bands) => [.. Enumerable.Range(0, bands.Count).Select(bands.Name)];

    private double? RatioOf(int space, int time) => AnalysisAnswer.Finite(found.Ratio(space, time));

    private T[][] PerCell<T>(Func<int, int, T> value) =>
        [.. Enumerable.Range(0, found.SpaceBands.Count).Select(space => Enumerable.Range(0, found.TimeBands.Count).Select(time => value(space, time)).ToArray())];
}
