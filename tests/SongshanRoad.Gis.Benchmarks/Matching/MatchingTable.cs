using System.Diagnostics;
using System.Globalization;
using System.Text;
using SongshanRoad.Gis.Formats.Matching;
using SongshanRoad.Gis.Patrols.Matching;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Projections;

namespace SongshanRoad.Gis.Benchmarks.Matching;

/// <summary><c>-- matching DIR</c>: how far matched routes differ from the true ones on a folder of cases like <c>kubicka2015</c>, per
/// sampling interval, and how many fixes a second one thread matches.</summary>
internal static class MatchingTable
{
    public const string Verb = "matching";

    private static readonly double[] IntervalsS = [1, 5, 10, 15, 30, 60, 120];

    public static void Run(string folder)
    {
        var cases = Directory.GetDirectories(folder).Order(StringComparer.Ordinal).Select(Case.Read).ToList();
        var perCase = new StringBuilder("id        " + string.Join("", IntervalsS.Select(s => FormattableString.Invariant($"{s,8:F0} s"))) + "\n");
        var scores = cases.Select(one => IntervalsS.Select(one.Score).ToArray()).ToList();
        foreach (var (i, one) in cases.Index())
        {
            perCase.AppendLine(CultureInfo.InvariantCulture, $"{one.Id}  {string.Join("", scores[i].Select(score => FormattableString.Invariant($"{100 * score.Mismatch,8:F2} %")))}");
        }

        Console.WriteLine("Route mismatch fraction: (missed + wrongly added) / true length, arcs with direction and multiplicity.");
        Console.WriteLine(perCase);
        Console.WriteLine("interval  tuned half  other half   all mean   worst  tracks > 5 %  correct, length-weighted  1 - weighted mismatch");
        for (var s = 0; s < IntervalsS.Length; s++)
        {
            var column = scores.ConvertAll(row => row[s]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{IntervalsS[s],6:F0} s  {Mean(column, 0),8:F2} %  {Mean(column, 1),8:F2} %  {100 * column.Average(one => one.Mismatch),7:F2} %  {100 * column.Max(one => one.Mismatch),5:F1} %  {column.Count(one => one.Mismatch > 0.05),10}  {100 * (1 - (column.Sum(one => one.MissedM) / column.Sum(one => one.TrueM))),22:F2} %  {100 * (1 - (column.Sum(one => one.MissedM + one.AddedM) / column.Sum(one => one.TrueM))),18:F2} %"));
        }

        Speed(cases);
    }

    /// <summary>Halves are every second case in the order of their names.</summary>
    private static double Mean(List<Score> column, int half) => 100 * column.Where((_, i) => i % 2 == half).Average(one => one.Mismatch);

    /// <summary>Processor time of one thread, second pass, with matchers made before: what a long-running server sees.</summary>
    private static void Speed(List<Case> cases)
    {
        var matchers = cases.ConvertAll(one => one.Matcher());
        Pass();
        Pass();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var before = Process.GetCurrentProcess().UserProcessorTime;
        var clock = Stopwatch.StartNew();
        Pass();
        clock.Stop();
        var seconds = (Process.GetCurrentProcess().UserProcessorTime - before).TotalSeconds;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var fixes = cases.Sum(one => one.Fixes.Count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\n{fixes} fixes of 1 s tracks: {fixes / seconds:F0} a second of processor time, {fixes / clock.Elapsed.TotalSeconds:F0} a second on the clock, {(double)allocated / fixes:F0} bytes a fix (the answer's own pieces)"));

        void Pass()
        {
            foreach (var (i, one) in cases.Index())
            {
                matchers[i].Match(one.Fixes);
            }
        }
    }

    private readonly record struct Score(double MissedM, double AddedM, double TrueM)
    {
        public double Mismatch => (MissedM + AddedM) / TrueM;
    }

    private sealed record Case(string Id, MatchNetwork Network, IReadOnlyList<double> LengthsM, IReadOnlyList<TrackFix> Fixes, IReadOnlyList<int> Route)
    {
        public static Case Read(string folder)
        {
            var id = Path.GetFileName(folder);
            var file = Path.Combine(folder, id);
            var nodes = MatchFiles.ReadNodes(file + ".nodes");
            var projection = MetricProjection.FromSrid((nodes[0].LatDeg < 0 ? 32700 : 32600) + (int)Math.Floor((nodes[0].LonDeg + 180) / 6) + 1);
            MetricPoint[] metric = [.. nodes.Select(projection.ToMetric)];
            var arcs = MatchFiles.ReadArcs(file + ".arcs", nodes.Count);
            return new Case(id, MatchNetwork.From(metric, arcs), [.. arcs.Select(arc => metric[arc.FromNode].DistanceM(metric[arc.ToNode]))],
                [.. MatchFiles.ReadTrack(file + ".track").Select(fix => new TrackFix(fix.TimeS, projection.ToMetric(fix.At)))],
                MatchFiles.ReadRoute(file + ".route", arcs.Count));
        }

        public TrackMatcher Matcher() => new(Network, ProfileGuess.Of(Fixes));

        public Score Score(double everyS)
        {
            var fixes = new List<TrackFix>();
            foreach (var fix in Fixes)
            {
                if (everyS <= 1 || fixes.Count == 0 || fix.TimeS - fixes[^1].TimeS >= everyS)
                {
                    fixes.Add(fix);
                }
            }

            var balance = Route.CountBy(arc => arc).ToDictionary();
            foreach (var arc in new TrackMatcher(Network, ProfileGuess.Of(fixes)).Match(fixes).ArcNumbers())
            {
                balance[arc] = balance.GetValueOrDefault(arc) - 1;
            }

            return new Score(
                balance.Sum(one => Math.Max(one.Value, 0) * LengthsM[one.Key]),
                balance.Sum(one => Math.Max(-one.Value, 0) * LengthsM[one.Key]),
                Route.Sum(arc => LengthsM[arc]));
        }
    }
}
