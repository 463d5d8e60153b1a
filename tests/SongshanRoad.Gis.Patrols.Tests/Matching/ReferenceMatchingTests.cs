using System.IO.Compression;
using System.Globalization;
using SongshanRoad.Gis.Formats.Matching;
using SongshanRoad.Gis.Patrols.Matching;
using SongshanRoad.Gis.Patrols.Matching.Modes;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Projections;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Patrols.Tests.Matching;

/// <summary>Real tracks with routes checked by hand; the whole table is <c>-- matching DIR</c> of the benchmarks.</summary>
public class ReferenceMatchingTests
{
    // Among them the odd ones: a walk with outliers and a way that is missing in the network (02), 30 m off (08, 16), 42 hours (90).
    [Theory]
    [InlineData("00000002", 1, 0.04)]
    [InlineData("00000008", 1, 0.02)]
    [InlineData("00000016", 1, 0.02)]
    [InlineData("00000016", 10, 0.03)]
    [InlineData("00000048", 1, 0.01)]
    [InlineData("00000050", 30, 0.02)]
    [InlineData("00000072", 60, 0.03)]
    [InlineData("00000090", 1, 0.02)]
    public void A_real_track_takes_the_route_that_was_checked_by_hand(string id, double everyS, double most)
    {
        var file = Path.Combine(ReferenceFiles.InSharedOrSkip("reference/routing/mapmatch/kubicka2015"), id, id);
        var nodes = MatchFiles.ReadNodes(file + ".nodes");
        var projection = MetricProjection.FromSrid(32601 + (int)Math.Floor((nodes[0].LonDeg + 180) / 6));
        MetricPoint[] metric = [.. nodes.Select(projection.ToMetric)];
        var arcs = MatchFiles.ReadArcs(file + ".arcs", nodes.Count);
        var fixes = new List<TrackFix>();
        foreach (var (at, timeS) in MatchFiles.ReadTrack(file + ".track"))
        {
            if (everyS <= 1 || fixes.Count == 0 || timeS - fixes[^1].TimeS >= everyS)
            {
                fixes.Add(new TrackFix(timeS, projection.ToMetric(at)));
            }
        }

        var balance = MatchFiles.ReadRoute(file + ".route", arcs.Count).CountBy(arc => arc).ToDictionary();
        var trueM = balance.Sum(one => one.Value * LengthM(one.Key));
        foreach (var arc in new TrackMatcher(MatchNetwork.From(metric, arcs), ProfileGuess.Of(fixes)).Match(fixes).ArcNumbers())
        {
            balance[arc] = balance.GetValueOrDefault(arc) - 1;
        }

        Assert.InRange(balance.Sum(one => Math.Abs(one.Value) * LengthM(one.Key)) / trueM, 0, most);

        double LengthM(int arc) => metric[arcs[arc].FromNode].DistanceM(metric[arcs[arc].ToNode]);
    }

    [Fact]
    public void Walking_and_driving_are_told_apart_on_files_that_were_not_fitted()
    {
        using var zip = ZipFile.OpenRead(ReferenceFiles.InSharedOrSkip("reference/routing/mapmatch/goal-onfoot-driving/trajectories.zip"));
        var (right, all) = (0, 0);
        // Fitted were the first, third, fifth … in the order of names.
        foreach (var (_, entry) in zip.Entries.Where(entry => entry.Name.EndsWith(".csv", StringComparison.Ordinal))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal).Index().Where(one => one.Index % 2 == 1))
        {
            using var reader = new StreamReader(entry.Open());
            var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Trim().Split(',')).ToList();
            var modes = ModeClassifier.Classify(rows.ConvertAll(row => new TrackFix(Seconds(row[0]), new MetricPoint(Number(row[1]), Number(row[2])))));
            right += rows.Zip(modes).Count(pair => pair.First[3] == pair.Second.ToString());
            all += rows.Count;
        }

        Assert.InRange((double)right / all, 0.93, 1);

        static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
        static double Seconds(string cell) => (DateTime.Parse(cell[..Math.Min(cell.Length, 27)], CultureInfo.InvariantCulture) - DateTime.UnixEpoch).TotalSeconds;
    }
}
