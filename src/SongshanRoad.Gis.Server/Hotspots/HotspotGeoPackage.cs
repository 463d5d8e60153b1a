using System.Text.Encodings.Web;
using System.Text.Json;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Formats.GeoPackage;
using SongshanRoad.Gis.Storage.Hotspots;

namespace SongshanRoad.Gis.Server.Hotspots;

/// <summary>A run as a GeoPackage, for QGIS and its like: table <c>hotspots</c> with the attributes of the GeoJSON export, and table
/// <c>run</c> with what was asked and what came out.</summary>
internal static class HotspotGeoPackage
{
    private static readonly GeoPackageColumn[] Test =
    [
        new("z", GeoPackageType.Number), new("p", GeoPackageType.Number), new("q", GeoPackageType.Number), new("class", GeoPackageType.WholeNumber),
    ];

    private static readonly GeoPackageColumn[] OfCells =
    [
        new("column", GeoPackageType.WholeNumber), new("row", GeoPackageType.WholeNumber), new("count", GeoPackageType.Number),
        new("densityPerKm2", GeoPackageType.Number), .. Test, new("dependsOnGrid", GeoPackageType.Boolean),
    ];

    private static readonly GeoPackageColumn[] OfSegments =
    [
        new("segment", GeoPackageType.WholeNumber), new("name", GeoPackageType.Text), new("lengthM", GeoPackageType.Number),
        new("count", GeoPackageType.Number), new("ratePerKm", GeoPackageType.Number), new("densityPerKm", GeoPackageType.Number),
        new("pieceDensitiesPerKm", GeoPackageType.Text), .. Test,
    ];

    private static readonly GeoPackageTable Parameters = new("run", "What the run was asked and what came out of it",
        [new("name", GeoPackageType.Text), new("value", GeoPackageType.Text)]);

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A run on cells.</summary>
    public static byte[] Write(HotspotRunView run, IReadOnlyList<PlacedCell> cells) => Write(
        run, OfCells, OgcGeometryType.Polygon, cells.Select(placed => new GeoPackageFeature(placed.Outline,
        [
            placed.Cell.Column, placed.Cell.Row, placed.Cell.Count, placed.Cell.DensityPerKm2,
            placed.Cell.Z, placed.Cell.P, placed.Cell.Q, placed.Cell.Class, placed.Cell.DependsOnGrid,
        ])));

    /// <summary>A run on street segments.</summary>
    public static byte[] Write(HotspotRunView run, IReadOnlyList<PlacedSegment> segments) => Write(
        run, OfSegments, OgcGeometryType.LineString, segments.Select(segment => new GeoPackageFeature(segment.LineWgs84,
        [
            segment.Segment, segment.Name, segment.LengthM, segment.Count, segment.RatePerKm, segment.DensityPerKm,
            JsonSerializer.Serialize(segment.PieceDensitiesPerKm), segment.Z, segment.P, segment.Q, segment.Class,
        ])));

    private static byte[] Write(HotspotRunView run, GeoPackageColumn[] columns, OgcGeometryType shape, IEnumerable<GeoPackageFeature> features)
    {
        using var file = new GeoPackageWriter(run.ComputedAt);
        file.AddFeatures(new GeoPackageTable("hotspots", $"Hotspot run {run.RunId}, incidents of {run.From:O} to {run.To:O}", columns), shape, features);
        file.AddAttributes(Parameters, HotspotRunParameters.Of(run).Select(parameter => (IReadOnlyList<object?>)[parameter.Name, TextOf(parameter.Value)]));
        return file.ToBytes();
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => JsonSerializer.Serialize(value, Unescaped),
    };
}
