using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Hotspots.Overlays;

namespace SongshanRoad.Gis.Storage.Hotspots;

/// <summary>A stored cell with its place on the ground.</summary>
/// <param name="Cell">Its figures.</param>
/// <param name="LonDeg">WGS-84 longitude of its centre.</param>
/// <param name="LatDeg">WGS-84 latitude of its centre.</param>
/// <param name="Outline">Its outline, WGS-84.</param>
public sealed record PlacedCell(HotspotCell Cell, double LonDeg, double LatDeg, Geometry Outline);
