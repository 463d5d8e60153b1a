using BenchmarkDotNet.Attributes;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Hotspots.Density;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Overlays;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Benchmarks.Hotspots;

/// <summary>The whole overlay of a district of about 9 km² on 50 m cells, from arrays to cells.</summary>
[MemoryDiagnoser]
public class OverlayBenchmarks
{
    private MetricPoint[] _incidents = null!;
    private PolygonWindow _window = null!;

    [Params(7_500, 1_000_000)]
    public int Incidents { get; set; }

    [Params(Kernel.Quartic, Kernel.Gaussian)]
    public Kernel Kernel { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(3);
        var corners = Enumerable.Range(0, 120).Select(i => 2 * Math.PI * i / 120)
            .Select(angle => (Angle: angle, RadiusM: 1_600 + (150 * random.NextDouble())))
            .Select(corner => new Coordinate(465_500 + (corner.RadiusM * Math.Cos(corner.Angle)), 3_841_000 + (1.1 * corner.RadiusM * Math.Sin(corner.Angle)))).ToArray();
        _window = new PolygonWindow(new GeometryFactory().CreatePolygon([.. corners, corners[0]]));
        _incidents = [.. Enumerable.Range(0, Incidents).Select(_ => new MetricPoint(463_800 + (3_400 * random.NextDouble()), 3_839_200 + (3_600 * random.NextDouble())))];
    }

    [Benchmark]
    public HotspotOverlay Overlay() => HotspotOverlay.Compute(_incidents, [], _window, new HotspotParameters
    {
        Grid = new SquareGrid(465_000, 3_838_000, 50),
        Kernel = Kernel,
        BandwidthM = Kernel == Kernel.Quartic ? 150 : 150 / Math.Sqrt(8),
    });
}
