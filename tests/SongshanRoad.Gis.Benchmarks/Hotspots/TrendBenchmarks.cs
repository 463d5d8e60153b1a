using BenchmarkDotNet.Attributes;
using SongshanRoad.Gis.Hotspots.Trends;

namespace SongshanRoad.Gis.Benchmarks.Hotspots;

/// <summary>Gate: Mann-Kendall of 100,000 series of 24 in 150 ms.</summary>
[MemoryDiagnoser]
public class TrendBenchmarks
{
    private double[] _values = null!;

    /// <summary>Counts have ties, which take a second look.</summary>
    [Params(true, false)]
    public bool Counts { get; set; }

    [Params(10_000, 100_000)]
    public int Series { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _values = [.. Enumerable.Range(0, 24 * Series).Select(_ => Counts ? random.Next(4) : random.NextDouble())];
    }

    [Benchmark]
    public TrendTest[] Mann_Kendall_of_series_of_24() => MannKendall.TestAll(_values, 24);
}
