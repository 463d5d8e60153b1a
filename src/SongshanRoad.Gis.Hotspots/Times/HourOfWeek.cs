namespace SongshanRoad.Gis.Hotspots.Times;

/// <summary>The 168 hours of a week, numbered from 0, Monday 0:00 to 1:00.</summary>
public static class HourOfWeek
{
    /// <summary>Hours of a week.</summary>
    public const int Count = 168;

    private const int HoursPerDay = 24;
    private const int DaysPerWeek = 7;

    /// <summary>Weekdays in the order of the numbers, Monday first.</summary>
    public static IReadOnlyList<DayOfWeek> Days { get; } = [.. Enumerable.Range(1, DaysPerWeek).Select(day => (DayOfWeek)(day % DaysPerWeek))];

    /// <summary>Number of an hour.</summary>
    /// <param name="day">Weekday.</param>
    /// <param name="hour">Hour, 0 to 23.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such hour or day.</exception>
    public static int Of(DayOfWeek day, int hour)
    {
        if (hour is < 0 or >= HoursPerDay)
        {
            throw new ArgumentOutOfRangeException(nameof(hour), hour, "An hour must be 0 to 23.");
        }

        return Enum.IsDefined(day)
            ? (((int)day + DaysPerWeek - 1) % DaysPerWeek * HoursPerDay) + hour
            : throw new ArgumentOutOfRangeException(nameof(day), day, "There is no such weekday.");
    }

    /// <summary>Number of the hour a moment lies in.</summary>
    public static int Of(DateTime moment) => Of(moment.DayOfWeek, moment.Hour);
}
