using BenchmarkDotNet.Attributes;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Hotspots.Density;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Benchmarks.Hotspots;

/// <summary>Gate: kernel density of 100,000 incidents to 300 x 300 cells with Diggle's correction in 0.3 s. The kernel is that of the
/// peers' figures: standard deviation 100 m, or a quartic of the same spread.</summary>
[MemoryDiagnoser]
public class DensityBenchmarks
{
    private MetricPoint[] _incidents = null!;
    private WindowGrid _grid = null!;
    private PolygonWindow _window = null!;

    [Params(Kernel.Quartic, Kernel.Gaussian)]
    public Kernel Kernel { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(2);
        // A many-cornered outline, as districts have.
        var corners = Enumerable.Range(0, 200).Select(i => (Angle: 2 * Math.PI * i / 200, RadiusM: 7_000 + (500 * random.NextDouble())))
            .Select(corner => new Coordinate(7_500 + (corner.RadiusM * Math.Cos(corner.Angle)), 7_500 + (corner.RadiusM * Math.Sin(corner.Angle)))).ToArray();
        _window = new PolygonWindow(new GeometryFactory().CreatePolygon([.. corners, corners[0]]));
        _grid = WindowGrid.Box(new SquareGrid(0, 0, 50), new GridCell(0, 0), 300, 300);
        _incidents = [.. Enumerable.Range(0, int.MaxValue).Select(_ => new MetricPoint(15_000 * random.NextDouble(), 15_000 * random.NextDouble()))
            .Where(_window.Contains).Take(100_000)];
    }

    [Benchmark]
    public DensityField Kde_of_100_000_on_90_000_cells_Diggle() =>
        new PlanarKde(Kernel, Kernel == Kernel.Quartic ? 100 * Math.Sqrt(8) : 100, EdgeCorrection.Diggle, _window).OnGrid(_incidents, [], _grid);
}
