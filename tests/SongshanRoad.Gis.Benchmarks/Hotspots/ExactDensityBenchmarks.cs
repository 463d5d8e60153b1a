using BenchmarkDotNet.Attributes;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Hotspots.Density;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Benchmarks.Hotspots;

/// <summary>Gate: exact kernel density of 100,000 incidents at the incidents themselves, standard deviation 25 m, in 0.5 s.</summary>
[MemoryDiagnoser]
public class ExactDensityBenchmarks
{
    /// <summary>The city.</summary>
    internal static readonly PolygonWindow City = new(new GeometryFactory().ToGeometry(new Envelope(0, 15_000, 0, 15_000)));
    private MetricPoint[] _incidents = null!;

    [Params(EdgeCorrection.None, EdgeCorrection.Uniform)]
    public EdgeCorrection Edge { get; set; }

    [GlobalSetup]
    public void Setup() => _incidents = IncidentsOf(100_000);

    [Benchmark]
    public DensityField Kde_of_100_000_at_themselves() => DensityOf(_incidents, Edge);

    /// <summary>Incidents of a city of 15 x 15 km, half of them round 500 places.</summary>
    public static MetricPoint[] IncidentsOf(int count)
    {
        var random = new Random(6);
        var places = Enumerable.Range(0, 500).Select(_ => (X: 15_000 * random.NextDouble(), Y: 15_000 * random.NextDouble())).ToArray();
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var (x, y) = i % 2 == 0 ? places[random.Next(500)] : (15_000 * random.NextDouble(), 15_000 * random.NextDouble());
            return new MetricPoint(Math.Clamp(x + (200 * (random.NextDouble() - 0.5)), 1, 14_999), Math.Clamp(y + (200 * (random.NextDouble() - 0.5)), 1, 14_999));
        })];
    }

    /// <summary>The density at the incidents.</summary>
    public static DensityField DensityOf(MetricPoint[] incidents, EdgeCorrection edge) =>
        new PlanarKde(Kernel.Gaussian, 25, edge, City).At(incidents, [], incidents);
}
