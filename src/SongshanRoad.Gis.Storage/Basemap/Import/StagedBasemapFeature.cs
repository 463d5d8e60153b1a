using NetTopologySuite.Geometries;

namespace SongshanRoad.Gis.Storage.Basemap.Import;

/// <summary>A checked feature of the base map on its way into the database.</summary>
/// <param name="Line">Where it stood in the file.</param>
/// <param name="Kind"><c>building</c>, <c>green</c>, <c>water</c> or <c>landmark</c>.</param>
/// <param name="ExternalId">Id within the kind that stays the same from file to file.</param>
/// <param name="Name">Name, or null.</param>
/// <param name="FeatureClass">Finer class, or null.</param>
/// <param name="ShapeWgs84">Valid geometry in WGS-84 degrees (SRID 4326).</param>
/// <param name="Source">Where the drawing comes from.</param>
/// <param name="AccuracyM">Accuracy of the drawing in metres.</param>
/// <param name="Reality"><c>real</c>, <c>approximate</c> or <c>invented</c>.</param>
/// <param name="AttributesJson">Further attributes, a JSON object.</param>
public sealed record StagedBasemapFeature(
    long Line,
    string Kind,
    string ExternalId,
    string? Name,
    string? FeatureClass,
    Geometry ShapeWgs84,
    string Source,
    double AccuracyM,
    string Reality,
    string AttributesJson);
