using BenchmarkDotNet.Attributes;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Benchmarks.Hotspots;

/// <summary>Counts, Gi* and Benjamini-Hochberg of whole cities: 30 x 30 km in cells of 50 m, 100 x 80 km in cells of 10 m.</summary>
[MemoryDiagnoser]
public class SparseBenchmarks
{
    private WindowCells _cells = null!;
    private MetricPoint[] _incidents = null!;

    [Params(50, 10)]
    public int CellM { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        var (columns, rows) = CellM == 50 ? (600, 600) : (10_000, 8_000);
        _cells = WindowCells.Box(new SquareGrid(0, 0, CellM), new GridCell(0, 0), columns, rows);
        // Incidents pile up at places, as they do.
        MetricPoint[] places = [.. Enumerable.Range(0, 20_000).Select(_ => new MetricPoint(columns * CellM * random.NextDouble(), rows * CellM * random.NextDouble()))];
        _incidents = [.. Enumerable.Range(0, 1_000_000).Select(_ => places[(int)(places.Length * Math.Pow(random.NextDouble(), 2))])];
    }

    [Benchmark]
    public SparseGiStar Sparse_counts_Gi_star_and_BH_of_1_000_000_incidents() => SparseGiStar.Of(SparseCells.Count(_cells, _incidents), Contiguity.Queen);
}
