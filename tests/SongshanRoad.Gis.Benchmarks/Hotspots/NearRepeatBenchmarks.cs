using BenchmarkDotNet.Attributes;
using SongshanRoad.Gis.Hotspots.NearRepeat;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Benchmarks.Hotspots;

/// <summary>Gate: Knox's test of 5,000 events of a year with 999 permutations in 1 s, in a city of 10 x 10 km and in a district of
/// 3 x 3 km, where a tenth of all pairs are close; one pair of limits, and a table of bands.</summary>
[MemoryDiagnoser]
public class NearRepeatBenchmarks
{
    private MetricPoint[] _places = null!;
    private double[] _days = null!;

    [Params(10_000, 3_000)]
    public int SideM { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(4);
        _places = [.. Enumerable.Range(0, 5_000).Select(_ => new MetricPoint(SideM * random.NextDouble(), SideM * random.NextDouble()))];
        _days = [.. _places.Select(_ => (double)random.Next(365))];
    }

    [Benchmark]
    public NearRepeatTable Knox_within_400_m_and_14_days() => NearRepeatTest.Of(
        _places, _days, PlanarDistance.Euclidean, NearRepeatBands.UpTo(400), NearRepeatBands.UpTo(14), 999, 1);

    [Benchmark]
    public NearRepeatTable Table_of_5_by_4_bands() => NearRepeatTest.Of(
        _places, _days, PlanarDistance.Manhattan, NearRepeatBands.HalfOpen(0, 1, 200, 400, 600), NearRepeatBands.HalfOpen(0, 1, 2, 3), 999, 1);
}
