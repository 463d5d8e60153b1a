namespace SongshanRoad.Gis.Hotspots.Feedback;

/// <summary>What was recorded at one unit (cell, street segment or community) in one period (shift, night or week).</summary>
/// <param name="Unit">The unit, numbered from 0.</param>
/// <param name="Period">The period, numbered from 0.</param>
/// <param name="CalledIn">Incidents reported by call.</param>
/// <param name="FoundByPatrol">Incidents that patrols came upon.</param>
/// <param name="PatrolMinutes">Minutes of presence of patrols.</param>
public readonly record struct PatrolPeriod(int Unit, int Period, long CalledIn, long FoundByPatrol, double PatrolMinutes);
