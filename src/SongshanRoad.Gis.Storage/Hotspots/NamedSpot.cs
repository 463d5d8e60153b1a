namespace SongshanRoad.Gis.Storage.Hotspots;

/// <summary>A point with the name of the nearest alley or street.</summary>
/// <param name="Name">Name, or empty when none is within 150 m.</param>
/// <param name="LonDeg">WGS-84 longitude.</param>
/// <param name="LatDeg">WGS-84 latitude.</param>
public sealed record NamedSpot(string Name, double LonDeg, double LatDeg);
