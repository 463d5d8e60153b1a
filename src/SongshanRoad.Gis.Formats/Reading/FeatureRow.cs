using NetTopologySuite.Geometries;

namespace SongshanRoad.Gis.Formats.Reading;

/// <summary>One feature of an input file: a geometry with attributes, before any conversion or check against the database.</summary>
/// <param name="Line">Where it begins: line of a text file, record number of a binary one, both from 1.</param>
/// <param name="ExternalId">The file's own stable id (<c>way/123</c>, a GeoJSON <c>id</c>), or null when it has none.</param>
/// <param name="GeometryInSourceCrs">Coordinates exactly as in the file, x before y, z dropped; null when the file gives none.
/// <see cref="SourceCrs.TryToWgs84(Geometry, out Geometry?, out string?)"/> makes WGS-84 of it.</param>
/// <param name="Attributes">Values by the file's own names: string, long, double, bool, DateOnly or null; nested JSON stays JSON text.</param>
public sealed record FeatureRow(
    long Line,
    string? ExternalId,
    Geometry? GeometryInSourceCrs,
    IReadOnlyDictionary<string, object?> Attributes);
