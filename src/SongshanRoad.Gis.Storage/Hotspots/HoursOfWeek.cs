namespace SongshanRoad.Gis.Storage.Hotspots;

/// <summary>Hours looked at, by the office's clock.</summary>
/// <param name="Weekdays">Days on which they begin, 1 Monday to 7 Sunday (ISO 8601), rising.</param>
/// <param name="FromHour">First hour, 0 to 23.</param>
/// <param name="ToHour">Hour at which they end, 1 to 24; at or before the first it is on the next day.</param>
public sealed record HoursOfWeek(IReadOnlyList<int> Weekdays, int FromHour, int ToHour);
