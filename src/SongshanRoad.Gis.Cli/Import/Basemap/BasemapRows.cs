using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Cli.Import.Features;
using SongshanRoad.Gis.Storage.Basemap.Import;

namespace SongshanRoad.Gis.Cli.Import.Basemap;

/// <summary>Makes features of the base map of checked features.</summary>
internal static class BasemapRows
{
    /// <summary>Kind by layer.</summary>
    public static IReadOnlyDictionary<string, string> KindByLayer { get; } = new Dictionary<string, string>
    {
        ["buildings"] = "building",
        ["green"] = "green",
        ["water"] = "water",
        ["landmarks"] = "landmark",
    };

    /// <summary>Geometry types a kind may have.</summary>
    public static IReadOnlyList<OgcGeometryType> TypesOf(string kind) => kind switch
    {
        "landmark" => [OgcGeometryType.Point, OgcGeometryType.Polygon, OgcGeometryType.MultiPolygon],
        "water" => [OgcGeometryType.LineString, OgcGeometryType.MultiLineString, OgcGeometryType.Polygon, OgcGeometryType.MultiPolygon],
        _ => [OgcGeometryType.Polygon, OgcGeometryType.MultiPolygon],
    };

    /// <summary>Makes the feature.</summary>
    public static RowsOf<StagedBasemapFeature> Of(CheckedFeature feature, string kind)
    {
        var featureClass = feature.Attributes.Take("class", "type", "building", "fclass");
        if (StorableText.Check(feature.Line, "The class", featureClass, TextLimits.Class) is { } refusal)
        {
            return new RowsOf<StagedBasemapFeature>([], refusal);
        }

        return new RowsOf<StagedBasemapFeature>(
            [new StagedBasemapFeature(feature.Line, kind, feature.ExternalId, feature.Name, featureClass, feature.ShapeWgs84,
                feature.Source, feature.AccuracyM, feature.Reality, feature.Attributes.RestAsJson())],
            null);
    }
}
