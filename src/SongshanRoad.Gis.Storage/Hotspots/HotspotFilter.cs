namespace SongshanRoad.Gis.Storage.Hotspots;

/// <summary>Which incidents an overlay is made of.</summary>
/// <param name="From">Start of the data window, UTC, inclusive.</param>
/// <param name="To">End of the data window, UTC, exclusive.</param>
/// <param name="Categories">Category codes; empty means all.</param>
/// <param name="CalledInOnly">Whether incidents found by patrols are left out.</param>
/// <param name="Hours">Hours of the week looked at, by the office's clock; null means all.</param>
public sealed record HotspotFilter(
    DateTimeOffset From, DateTimeOffset To, IReadOnlyList<string> Categories, bool CalledInOnly, HoursOfWeek? Hours = null);
