using BenchmarkDotNet.Attributes;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Overlays;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Benchmarks.Hotspots;

/// <summary>One more incident in a district of 4,225 cells: the whole overlay with density and the 27 grids of the stability lens.</summary>
[MemoryDiagnoser]
public class RunningOverlayBenchmarks
{
    private readonly Random _random = new(1);
    private RunningOverlay _running = null!;

    [Params(1, 1_000_000)]
    public int Stored { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var window = new PolygonWindow(new GeometryFactory().ToGeometry(new Envelope(0, 3_250, 0, 3_250)));
        _running = new RunningOverlay([.. Enumerable.Range(0, Stored).Select(_ => Next())], window, new HotspotParameters { Grid = new SquareGrid(0, 0, 50) });
    }

    [Benchmark]
    public HotspotOverlay One_more_incident()
    {
        _running.Apply([new IncidentChange(Next(), 1)]);
        return _running.ToOverlay();
    }

    private MetricPoint Next() => new(3_250 * Math.Pow(_random.NextDouble(), 1.5), 3_250 * _random.NextDouble());
}
