namespace SongshanRoad.Gis.Client.Live;

/// <summary>Whose positions a queue keeps, and how many.</summary>
/// <param name="UnitId">The unit that the fixes are of. A file is of one unit: another unit's fixes must not be sent as its own.</param>
public sealed record PositionQueueOptions(string UnitId)
{
    /// <summary>What the degrees refer to: <c>wgs84</c> (default), <c>gcj02</c> or <c>bd09</c>.</summary>
    public string Datum { get; init; } = "wgs84";

    /// <summary>The most fixes that are kept; beyond it the oldest is dropped and counted. 100,000 by default: 27 hours at 1 Hz, 8.5 MB.</summary>
    public int MaxFixes { get; init; } = 100_000;
}
