using System.Diagnostics;
using System.Globalization;
using SongshanRoad.Gis.Benchmarks.Hotspots;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Density;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.NearRepeat;
using SongshanRoad.Gis.Hotspots.Trends;

namespace SongshanRoad.Gis.Benchmarks.Growth;

/// <summary>How the time of each analysis grows with its input: medians of several runs, as a table on standard output and a plot.</summary>
internal static class GrowthRun
{
    /// <summary>The word that asks for it: <c>growth FILE.svg</c>.</summary>
    public const string Verb = "growth";

    private const int Runs = 5;

    /// <summary>Runs before those that count: code is compiled anew once it is known to be hot.</summary>
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(1);

    /// <summary>Measures all jobs.</summary>
    /// <param name="plotPath">Where the plot goes.</param>
    public static void Run(string plotPath)
    {
        GrowthSeries[] series =
        [
            Measure("KDE on 300 x 300 cells, Diggle, Gaussian (points)", [1_000, 10_000, 100_000, 1_000_000], count =>
            {
                var incidents = ExactDensityBenchmarks.IncidentsOf(count);
                var grid = WindowGrid.Box(new SquareGrid(0, 0, 50), new GridCell(0, 0), 300, 300);
                return () => new PlanarKde(Kernel.Gaussian, 100, EdgeCorrection.Diggle, ExactDensityBenchmarks.City).OnGrid(incidents, [], grid);
            }),
            Measure("exact KDE at the points, 25 m (points)", [1_000, 10_000, 100_000, 1_000_000], count =>
            {
                var incidents = ExactDensityBenchmarks.IncidentsOf(count);
                return () => ExactDensityBenchmarks.DensityOf(incidents, EdgeCorrection.Uniform);
            }),
            Measure("Gi* and Benjamini-Hochberg (cells)", [10_000, 90_000, 1_000_000], count =>
            {
                var (side, random) = ((int)Math.Sqrt(count), new Random(1));
                var cells = WindowCells.Box(new SquareGrid(0, 0, 50), new GridCell(0, 0), side, side);
                double[] values = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(9))];
                return () => MultipleTesting.BenjaminiHochberg(GetisOrd.Star(new GridContiguity(cells, Contiguity.Queen), values).P);
            }),
            Measure("Mann-Kendall (series of 24)", [1_000, 10_000, 100_000, 1_000_000], count =>
            {
                var random = new Random(1);
                double[] values = [.. Enumerable.Range(0, 24 * count).Select(_ => (double)random.Next(4))];
                return () => MannKendall.TestAll(values, 24);
            }),
            Measure("Knox, 999 permutations (events)", [1_000, 5_000, 20_000], count =>
            {
                var (incidents, random) = (ExactDensityBenchmarks.IncidentsOf(count), new Random(3));
                double[] days = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(365))];
                return () => NearRepeatTest.Of(incidents, days, PlanarDistance.Euclidean, NearRepeatBands.UpTo(400), NearRepeatBands.UpTo(14), 999, 1);
            }),
            Measure("self-exciting fit and forecast (events)", [1_000, 4_000, 16_000], count =>
            {
                var events = ForecastBenchmarks.EventsOf(count);
                return () => ForecastBenchmarks.FitOf(events);
            }),
            Measure("backtest of all methods (events)", [1_000, 4_000, 16_000], count =>
            {
                var events = ForecastBenchmarks.EventsOf(count);
                return () => ForecastBenchmarks.BacktestOf(events);
            }),
        ];
        File.WriteAllText(plotPath, GrowthPlot.Svg(series));
    }

    private static GrowthSeries Measure(string job, int[] counts, Func<int, Func<object>> prepare)
    {
        var points = new List<(int Count, double Ms)>();
        foreach (var count in counts)
        {
            var work = prepare(count);
            for (var warming = Stopwatch.StartNew(); warming.Elapsed < Warm;)
            {
                work();
            }

            var times = new double[Runs];
            for (var run = 0; run < Runs; run++)
            {
                var clock = Stopwatch.StartNew();
                work();
                times[run] = clock.Elapsed.TotalMilliseconds;
            }

            Array.Sort(times);
            points.Add((count, times[Runs / 2]));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{job}; {count}; median {times[Runs / 2]:F1} ms; {times[0]:F1}-{times[^1]:F1} ms"));
        }

        return new GrowthSeries(job, points);
    }
}

/// <summary>Times of one job.</summary>
/// <param name="Job">What is done.</param>
/// <param name="Points">Size of the input and median time, milliseconds.</param>
internal sealed record GrowthSeries(string Job, IReadOnlyList<(int Count, double Ms)> Points);
