using NetTopologySuite.Geometries;

namespace SongshanRoad.Gis.Storage.Places;

/// <summary>A stored alley with its centre line.</summary>
/// <param name="Id">Number of the place.</param>
/// <param name="Name">Its name.</param>
/// <param name="CommunityCode">Code of the community it lies in, or null.</param>
/// <param name="Reality"><c>real</c>, <c>approximate</c> or <c>invented</c>.</param>
/// <param name="CentreLineWgs84">LineString or MultiLineString in degrees.</param>
/// <param name="CentreLineMetric">The same in metres of the deployment's CRS.</param>
public sealed record AlleyRecord(
    long Id, string Name, string? CommunityCode, string Reality, Geometry CentreLineWgs84, Geometry CentreLineMetric);
