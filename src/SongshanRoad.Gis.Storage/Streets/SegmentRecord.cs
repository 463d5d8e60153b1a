using NetTopologySuite.Geometries;

namespace SongshanRoad.Gis.Storage.Streets;

/// <summary>A stored street segment.</summary>
/// <param name="ExternalId">Its id in the source.</param>
/// <param name="Name">Name of the street, or null.</param>
/// <param name="Class">Class as in OpenStreetMap's highway tag, e.g. <c>primary</c>.</param>
/// <param name="Oneway">1 = cars drive along the line only, -1 = against it only, 0 = both ways.</param>
/// <param name="Foot">Whether it may be walked.</param>
/// <param name="Car">Whether it may be driven.</param>
/// <param name="CentreLineMetric">Centre line in metres of the deployment's CRS.</param>
public sealed record SegmentRecord(
    string ExternalId, string? Name, string Class, int Oneway, bool Foot, bool Car, LineString CentreLineMetric);
