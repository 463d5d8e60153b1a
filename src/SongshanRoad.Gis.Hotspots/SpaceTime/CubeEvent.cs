namespace SongshanRoad.Gis.Hotspots.SpaceTime;

/// <summary>An event for a cube.</summary>
/// <param name="Unit">Number of the unit (cell or segment) it happened in.</param>
/// <param name="From">When it happened, or the earliest it can have.</param>
/// <param name="To">The latest it can have; <paramref name="From"/> when the time is known.</param>
public readonly record struct CubeEvent(int Unit, DateTimeOffset From, DateTimeOffset To);
