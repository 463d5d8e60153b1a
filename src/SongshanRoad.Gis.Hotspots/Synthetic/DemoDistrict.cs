using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Synthetic;

/// <summary>The places that made-up incidents cling to, all in metres of one projection.</summary>
/// <param name="Streets">Centre lines of streets.</param>
/// <param name="Alleys">Centre lines of back alleys.</param>
/// <param name="Venues">Entertainment, hotels, markets, bus stops.</param>
/// <param name="Schools">Schools.</param>
public sealed record DemoDistrict(
    IReadOnlyList<LineString> Streets,
    IReadOnlyList<LineString> Alleys,
    IReadOnlyList<MetricPoint> Venues,
    IReadOnlyList<MetricPoint> Schools);
