namespace SongshanRoad.Gis.Trackers.Jtt808;

/// <summary>Parts of a long message that did not come.</summary>
/// <param name="FirstSerial">Serial number of its first part.</param>
/// <param name="Numbers">Numbers of the missing parts, ascending from 1.</param>
public sealed record Jtt808MissingParts(ushort FirstSerial, IReadOnlyList<ushort> Numbers);
