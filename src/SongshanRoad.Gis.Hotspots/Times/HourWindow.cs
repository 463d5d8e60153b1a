namespace SongshanRoad.Gis.Hotspots.Times;

/// <summary>Some hours of the week, such as Friday and Saturday nights: what the hour and weekday sliders choose. Immutable.</summary>
public sealed class HourWindow
{
    private const int HoursPerDay = 24;

    private readonly bool[] _hours;

    private HourWindow(bool[] hours) => _hours = hours;

    /// <summary>Makes a window.</summary>
    /// <param name="days">Weekdays on which it begins.</param>
    /// <param name="fromHour">First hour, 0 to 23.</param>
    /// <param name="toHour">Hour at which it ends, 1 to 24. At or before the first it is on the next day: Friday 22 to 2 holds the first
    /// two hours of Saturday, as a duty night does.</param>
    /// <exception cref="ArgumentException">There is no day, or no such hour or day.</exception>
    public static HourWindow Of(IEnumerable<DayOfWeek> days, int fromHour, int toHour)
    {
        ArgumentNullException.ThrowIfNull(days);
        if (toHour is < 1 or > HoursPerDay)
        {
            throw new ArgumentOutOfRangeException(nameof(toHour), toHour, "The hour at which a window ends must be 1 to 24.");
        }

        var hours = new bool[HourOfWeek.Count];
        foreach (var day in days)
        {
            var first = HourOfWeek.Of(day, fromHour);
            var length = toHour > fromHour ? toHour - fromHour : toHour + HoursPerDay - fromHour;
            for (var i = 0; i < length; i++)
            {
                hours[(first + i) % hours.Length] = true;
            }
        }

        return Array.IndexOf(hours, true) >= 0 ? new HourWindow(hours) : throw new ArgumentException("A window needs at least one weekday.", nameof(days));
    }

    /// <summary>Whether a moment lies in it.</summary>
    public bool Holds(DateTime moment) => _hours[HourOfWeek.Of(moment)];

    /// <summary>How much of an incident lies in it, 0 to 1: its weight in a density of these hours.</summary>
    public double ShareOf(IncidentTime time)
    {
        if (time.SpreadMinutes == 0)
        {
            return Holds(time.Start) ? 1 : 0;
        }

        Span<double> hours = stackalloc double[HourOfWeek.Count];
        hours.Clear();
        Aoristic.AddTo(time, hours);
        var share = 0.0;
        for (var i = 0; i < hours.Length; i++)
        {
            share += _hours[i] ? hours[i] : 0;
        }

        // Sixty twelfths of a fifth may add up to a bit more than 1.
        return Math.Min(1, share);
    }
}
