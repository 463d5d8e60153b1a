namespace SongshanRoad.Gis.Trackers.Jtt808;

/// <summary>Which part of a long message a frame carries (JT/T 808-2013, 4.4.3, table 3).</summary>
/// <param name="Count">Parts of the message, at least 1.</param>
/// <param name="Number">Number of this one, 1 to <paramref name="Count"/>.</param>
public readonly record struct Jtt808Part(ushort Count, ushort Number);
