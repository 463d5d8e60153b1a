namespace SongshanRoad.Gis.Storage.Hotspots.Units;

/// <summary>Incidents of a unit of a run and of those around it.</summary>
/// <param name="Units">How many units that is, the unit itself among them.</param>
/// <param name="Incidents">Incidents of all of them.</param>
/// <param name="OwnIncidents">Incidents of the unit itself.</param>
public sealed record UnitSum(int Units, double Incidents, double OwnIncidents);
