using SongshanRoad.Gis.Hotspots.Times;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Storage.Hotspots;

/// <summary>The incidents of a filter.</summary>
/// <param name="Places">Positions, metres; the order is the database's.</param>
/// <param name="Times">When each happened, by the office's clock; empty when the filter looks at all hours.</param>
/// <param name="Synthetic">How many of them were made for the demo.</param>
public sealed record HotspotIncidents(MetricPoint[] Places, IncidentTime[] Times, int Synthetic);
