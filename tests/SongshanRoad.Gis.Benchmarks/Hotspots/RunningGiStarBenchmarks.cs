using BenchmarkDotNet.Attributes;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Benchmarks.Hotspots;

/// <summary>Gate: one more incident among 90,000 cells, with exact classes of all, in a few ms.</summary>
[MemoryDiagnoser]
public class RunningGiStarBenchmarks
{
    private RunningGiStar _running = null!;
    private int _next;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        var grid = new GridContiguity(WindowCells.Box(new SquareGrid(0, 0, 50), new GridCell(0, 0), 300, 300), Contiguity.Queen);
        _running = new RunningGiStar(grid.ToList(), [.. Enumerable.Range(0, grid.Count).Select(_ => (int)(-3 * Math.Log(1 - random.NextDouble())))]);
    }

    [Benchmark]
    public IReadOnlyList<ClassChange> One_incident_among_90_000_cells() => _running.Add(_next = (_next + 7_919) % _running.Count);
}
