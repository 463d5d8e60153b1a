namespace SongshanRoad.Gis.Patrols.DutyNights;

/// <summary>Which duty night an instant belongs to, in the office's own time zone.</summary>
/// <param name="zone">The office's time zone.</param>
/// <param name="nightStart">Local time at which a night starts, e.g. 18:00.</param>
/// <param name="nightEnd">Local time at which it ends on the next day, e.g. 06:00; must be before <paramref name="nightStart"/>.</param>
/// <exception cref="ArgumentException">The night would not run across midnight.</exception>
public sealed class NightCalendar(TimeZoneInfo zone, TimeOnly nightStart, TimeOnly nightEnd)
{
    private readonly TimeOnly _nightStart = nightEnd < nightStart
        ? nightStart
        : throw new ArgumentException($"The night must run across midnight; it starts {nightStart:HH:mm} and ends {nightEnd:HH:mm}.", nameof(nightStart));

    /// <summary>The office's time zone.</summary>
    public TimeZoneInfo Zone => zone;

    /// <summary>The night an instant belongs to. A night's number changes when the night before ends, so that the hours of
    /// daylight belong to the night that follows them and a tour that starts early is not lost.</summary>
    public DutyNight NightAt(DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        var date = DateOnly.FromDateTime(local.DateTime);
        return new DutyNight(TimeOnly.FromDateTime(local.DateTime) < nightEnd ? date.AddDays(-1) : date);
    }

    /// <summary>The dark hours of a night, UTC: from its start to its end on the next day.</summary>
    public (DateTimeOffset Start, DateTimeOffset End) HoursOf(DutyNight night) =>
        (Instant(night.Date, _nightStart), Instant(night.Date.AddDays(1), nightEnd));

    /// <summary>Everything that belongs to a night, UTC: from the end of the night before to its own end.</summary>
    public (DateTimeOffset Start, DateTimeOffset End) DayOf(DutyNight night) =>
        (Instant(night.Date, nightEnd), Instant(night.Date.AddDays(1), nightEnd));

    private DateTimeOffset Instant(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
