using BenchmarkDotNet.Attributes;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Benchmarks.Hotspots;

/// <summary>Gate: conditional permutation of 10,000 cells with queen neighbours, 99 draws each, in 100 ms.</summary>
[MemoryDiagnoser]
public class PermutationBenchmarks
{
    private GridContiguity _grid = null!;
    private double[] _values = null!;
    private ulong[] _keys = null!;

    [Params(99, 999)]
    public int Permutations { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _grid = new GridContiguity(WindowCells.Box(new SquareGrid(0, 0, 50), new GridCell(0, 0), 100, 100), Contiguity.Queen);
        _values = [.. Enumerable.Range(0, _grid.Count).Select(_ => -Math.Log(1 - random.NextDouble()))];
        _keys = [.. _grid.Cells.All().Select(UnitKey.Of)];
    }

    [Benchmark]
    public ConditionalPermutation Pseudo_p_of_10_000_cells() => ConditionalPermutation.Test(_grid, _values, _keys, Permutations, 1);
}
