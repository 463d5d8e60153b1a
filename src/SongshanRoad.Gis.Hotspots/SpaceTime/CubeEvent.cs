using SongshanRoad.Gis.Hotspots.Times;

namespace SongshanRoad.Gis.Hotspots.SpaceTime;

/// <summary>An event for a cube.</summary>
/// <param name="Unit">Number of the unit (cell or segment) it happened in.</param>
/// <param name="Time">When it happened, or could have.</param>
public readonly record struct CubeEvent(int Unit, IncidentTime Time);
