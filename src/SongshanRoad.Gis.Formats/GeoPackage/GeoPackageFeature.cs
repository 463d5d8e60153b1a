using NetTopologySuite.Geometries;

namespace SongshanRoad.Gis.Formats.GeoPackage;

/// <summary>A row of a feature table.</summary>
/// <param name="ShapeWgs84">Its shape, degrees, longitude first, SRID 4326.</param>
/// <param name="Values">One value per column of the table, in their order; null where there is none.</param>
public sealed record GeoPackageFeature(Geometry ShapeWgs84, IReadOnlyList<object?> Values);
