namespace SongshanRoad.Gis.Hotspots.Forecasts;

/// <summary>Events before an instant, oldest first. The only thing a forecast is given: what happened at the instant or after it is
/// not in it. Immutable.</summary>
public sealed class EventHistory
{
    private readonly ForecastEvent[] _events;

    private EventHistory(ForecastEvent[] events, int count, double untilDay) => (_events, Count, UntilDay) = (events, count, untilDay);

    /// <summary>Number of events.</summary>
    public int Count { get; }

    /// <summary>The instant, in days; every event is before it.</summary>
    public double UntilDay { get; }

    /// <summary>Day of the oldest event, or <see cref="UntilDay"/> when there is none.</summary>
    public double FirstDay => Count > 0 ? _events[0].Day : UntilDay;

    /// <summary>The events, oldest first; those of one instant by northing and easting.</summary>
    public ReadOnlySpan<ForecastEvent> Events => _events.AsSpan(0, Count);

    /// <summary>The events before an instant.</summary>
    /// <param name="events">Events in any order; later ones are left out.</param>
    /// <param name="untilDay">The instant.</param>
    /// <exception cref="ArgumentException">A position or day is not finite.</exception>
    public static EventHistory Of(ReadOnlySpan<ForecastEvent> events, double untilDay)
    {
        if (!double.IsFinite(untilDay))
        {
            throw new ArgumentOutOfRangeException(nameof(untilDay), untilDay, "The instant must be finite.");
        }

        var kept = new List<ForecastEvent>(events.Length);
        for (var i = 0; i < events.Length; i++)
        {
            var (place, day) = events[i];
            if (!double.IsFinite(place.EastingM) || !double.IsFinite(place.NorthingM) || !double.IsFinite(day))
            {
                throw new ArgumentException($"Event {i} lies at {place} on day {day}; finite numbers are needed.", nameof(events));
            }

            if (day < untilDay)
            {
                kept.Add(events[i]);
            }
        }

        var sorted = kept.ToArray();
        Array.Sort(sorted, static (a, b) =>
            (a.Day, a.Place.NorthingM, a.Place.EastingM).CompareTo((b.Day, b.Place.NorthingM, b.Place.EastingM)));
        return new EventHistory(sorted, sorted.Length, untilDay);
    }

    /// <summary>The part before an earlier instant.</summary>
    /// <param name="untilDay">The instant, at most <see cref="UntilDay"/>.</param>
    public EventHistory Before(double untilDay)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(untilDay, UntilDay);
        return new EventHistory(_events, CountBefore(untilDay), untilDay);
    }

    /// <summary>Number of events before an instant.</summary>
    public int CountBefore(double day)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _events[middle].Day < day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The events from one instant to before another.</summary>
    public ReadOnlySpan<ForecastEvent> Between(double fromDay, double untilDay) => Events[CountBefore(fromDay)..CountBefore(untilDay)];
}
