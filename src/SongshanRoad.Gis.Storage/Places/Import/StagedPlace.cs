using NetTopologySuite.Geometries;

namespace SongshanRoad.Gis.Storage.Places.Import;

/// <summary>A checked place on its way into the database.</summary>
/// <param name="Line">Where it stood in the file.</param>
/// <param name="Kind">Kind of place, as in the table's constraint.</param>
/// <param name="ExternalId">Id within the kind that stays the same from file to file.</param>
/// <param name="Name">Name for people.</param>
/// <param name="FullName">Full name, or null.</param>
/// <param name="ShapeWgs84">Valid geometry in WGS-84 degrees (SRID 4326).</param>
/// <param name="Source">Where the drawing comes from.</param>
/// <param name="AccuracyM">Accuracy of the drawing in metres.</param>
/// <param name="Reality"><c>real</c>, <c>approximate</c> or <c>invented</c>.</param>
/// <param name="AttributesJson">Further attributes, a JSON object.</param>
/// <param name="CodesJson">JSON array of {issuer, code, validFrom, validTo}.</param>
public sealed record StagedPlace(
    long Line,
    string Kind,
    string ExternalId,
    string Name,
    string? FullName,
    Geometry ShapeWgs84,
    string Source,
    double AccuracyM,
    string Reality,
    string AttributesJson,
    string CodesJson);
