using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Streets;

/// <summary>A street segment as a unit of its own (a micro-place): the street between two junctions or dead ends.</summary>
/// <param name="FromNode">Node at its start; segments that share a node are neighbours.</param>
/// <param name="ToNode">Node at its end; the same for a loop.</param>
/// <param name="Corners">Its corners from start to end, metres; at least two.</param>
public readonly record struct StreetSegment(int FromNode, int ToNode, IReadOnlyList<MetricPoint> Corners);
