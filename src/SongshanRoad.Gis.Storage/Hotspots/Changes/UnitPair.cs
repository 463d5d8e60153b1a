using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Storage.Hotspots.Changes;

/// <summary>A cell or street segment of two runs.</summary>
/// <param name="Middle">Its middle, metres.</param>
/// <param name="Before">Incidents in the run of the earlier window.</param>
/// <param name="After">Incidents in the run of the later window.</param>
public sealed record UnitPair(MetricPoint Middle, double Before, double After);
