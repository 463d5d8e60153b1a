namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>One straight piece of street in one direction. A street open both ways is two arcs; a one-way street is one, and walkers
/// may use it against its direction all the same.</summary>
/// <param name="FromNode">Number of the node where it begins.</param>
/// <param name="ToNode">Number of the node where it ends.</param>
/// <param name="AllowsCars">Whether one may drive it.</param>
/// <param name="AllowsFoot">Whether one may walk it.</param>
public readonly record struct StreetArc(int FromNode, int ToNode, bool AllowsCars = true, bool AllowsFoot = true);
