using BenchmarkDotNet.Attributes;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Benchmarks.Hotspots;

/// <summary>Gate: queen neighbours, Gi* and Benjamini-Hochberg of 300 x 300 cells in 20 ms all together; the other sizes show how it grows.</summary>
[MemoryDiagnoser]
public class ClusteringBenchmarks
{
    private double[] _values = null!;

    [Params(100, 300, 1_000)]
    public int Side { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        // Distinct values, so that no sort and no tail gains from ties.
        _values = [.. Enumerable.Range(0, Side * Side).Select(_ => -Math.Log(1 - random.NextDouble()))];
    }

    [Benchmark]
    public double[] Queen_neighbours_Gi_star_and_BH()
    {
        var cells = WindowCells.Box(new SquareGrid(0, 0, 50), new GridCell(0, 0), Side, Side);
        return MultipleTesting.BenjaminiHochberg(GetisOrd.Star(new GridContiguity(cells, Contiguity.Queen), _values).P);
    }
}
