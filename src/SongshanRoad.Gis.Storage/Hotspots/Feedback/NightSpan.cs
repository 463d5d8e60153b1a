namespace SongshanRoad.Gis.Storage.Hotspots.Feedback;

/// <summary>A duty night, or several in a row.</summary>
/// <param name="FirstNight">The first of them.</param>
/// <param name="Start">When it begins, UTC.</param>
/// <param name="End">When the last one ends, UTC, exclusive.</param>
public sealed record NightSpan(DateOnly FirstNight, DateTimeOffset Start, DateTimeOffset End);
