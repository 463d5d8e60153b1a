using BenchmarkDotNet.Attributes;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Benchmarks.Hotspots;

/// <summary>Gate: Gi* and Benjamini-Hochberg for 90,000 cells in 0.1 s.</summary>
[MemoryDiagnoser]
public class ClusteringBenchmarks
{
    private WindowGrid _grid = null!;
    private double[] _values = null!;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _grid = WindowGrid.Box(new SquareGrid(0, 0, 50), new GridCell(0, 0), 300, 300);
        // Distinct values, so that no sort and no tail gains from ties.
        _values = [.. _grid.Cells.Select(_ => -Math.Log(1 - random.NextDouble()))];
    }

    [Benchmark]
    public double[] Gi_star_and_BH_for_90_000_cells() => MultipleTesting.BenjaminiHochberg(GetisOrd.StarOnGrid(_grid, _values).P);
}
