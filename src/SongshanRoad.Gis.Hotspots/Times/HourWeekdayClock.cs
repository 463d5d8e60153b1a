namespace SongshanRoad.Gis.Hotspots.Times;

/// <summary>Incidents by hour and weekday, those with an interval spread over it. Immutable.</summary>
public sealed class HourWeekdayClock
{
    private readonly double[] _hours;

    private HourWeekdayClock(double[] hours) => _hours = hours;

    /// <summary>Incidents counted; the sum of all hours but for rounding.</summary>
    public int Incidents { get; private init; }

    /// <summary>Incidents whose end is before their start; they count at the start.</summary>
    public int EndBeforeStart { get; private init; }

    /// <summary>Incidents spread over an interval of less than a week.</summary>
    public int Spread { get; private init; }

    /// <summary>Incidents spread evenly over all hours, as their interval is a week or longer.</summary>
    public int WeekOrMore { get; private init; }

    /// <summary>Weights by <see cref="HourOfWeek"/>.</summary>
    public IReadOnlyList<double> Hours => _hours;

    /// <summary>Weight of one hour.</summary>
    /// <param name="day">Weekday.</param>
    /// <param name="hour">Hour, 0 to 23.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such hour or day.</exception>
    public double this[DayOfWeek day, int hour] => _hours[HourOfWeek.Of(day, hour)];

    /// <summary>Counts incidents. Those without a start cannot be given; say how many were left out. The same incidents in another order
    /// give the same bits.</summary>
    public static HourWeekdayClock Of(ReadOnlySpan<IncidentTime> times)
    {
        var sorted = times.ToArray();
        Array.Sort(sorted, IncidentTime.Compare);
        var hours = new double[HourOfWeek.Count];
        foreach (var time in sorted)
        {
            Aoristic.AddTo(time, hours);
        }

        var weekOrMore = sorted.Count(Aoristic.IsWeekOrMore);
        return new HourWeekdayClock(hours)
        {
            Incidents = sorted.Length,
            EndBeforeStart = sorted.Count(time => time.EndsBeforeItStarts),
            Spread = sorted.Count(time => time.SpreadMinutes > 0) - weekOrMore,
            WeekOrMore = weekOrMore,
        };
    }
}
