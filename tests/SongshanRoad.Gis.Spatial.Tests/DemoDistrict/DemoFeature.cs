using System.Text.Json;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Spatial.Projections;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Spatial.Tests.DemoDistrict;

/// <summary>A feature of a file in <c>geodata/</c>, read without any of the product's readers.</summary>
/// <param name="File">Name of the file without extension.</param>
/// <param name="Properties">Its properties.</param>
/// <param name="Wgs84">Its geometry in degrees.</param>
/// <param name="Metric">Its geometry in EPSG:4547.</param>
internal sealed record DemoFeature(string File, JsonElement Properties, Geometry Wgs84, Geometry Metric)
{
    public static readonly IProjection Projection = MetricProjection.FromSrid(MetricProjection.DefaultSrid);

    public static readonly IReadOnlyList<string> Files =
    [
        "alleys", "buildings", "communities", "courtyards", "district", "green", "landmarks", "school-perimeters", "schools", "streets",
        "trouble-areas", "venues", "water",
    ];

    private static readonly Lazy<Dictionary<string, List<DemoFeature>>> Read = new(() =>
        Files.ToDictionary(file => file, ReadFile));

    public string Id => Text("id");

    public static string Folder => Path.Combine(ReferenceFiles.RepositoryRoot, "geodata");

    public static List<DemoFeature> Of(string file) => Read.Value[file];

    public static IEnumerable<DemoFeature> All => Read.Value.Values.SelectMany(features => features);

    public string Text(string property) => Properties.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String
        ? value.GetString()!
        : throw new InvalidDataException($"{File}: no text {property} in {Properties}");

    private static List<DemoFeature> ReadFile(string file)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(Folder, file + ".geojson")));
        return [.. document.RootElement.GetProperty("features").EnumerateArray().Select(feature =>
        {
            var wgs84 = ReadGeometry(feature.GetProperty("geometry"));
            return new DemoFeature(file, feature.GetProperty("properties").Clone(), wgs84, Projection.ToMetric(wgs84));
        })];
    }

    private static Geometry ReadGeometry(JsonElement geometry)
    {
        var factory = new GeometryFactory(new PrecisionModel(), 4326);
        var coordinates = geometry.GetProperty("coordinates");
        return geometry.GetProperty("type").GetString() switch
        {
            "Point" => factory.CreatePoint(ReadCoordinate(coordinates)),
            "LineString" => factory.CreateLineString([.. coordinates.EnumerateArray().Select(ReadCoordinate)]),
            "Polygon" => factory.CreatePolygon(
                factory.CreateLinearRing([.. Assert.Single(coordinates.EnumerateArray()).EnumerateArray().Select(ReadCoordinate)])),
            var other => throw new InvalidDataException($"Geometry type {other} is not used in the demo district."),
        };
    }

    private static Coordinate ReadCoordinate(JsonElement pair)
    {
        Assert.Equal(2, pair.GetArrayLength());
        return new Coordinate(pair[0].GetDouble(), pair[1].GetDouble());
    }
}
