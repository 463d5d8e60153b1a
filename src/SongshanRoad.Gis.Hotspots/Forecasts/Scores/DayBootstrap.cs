using SongshanRoad.Gis.Hotspots.Statistics;
using SongshanRoad.Gis.Hotspots.Synthetic;

namespace SongshanRoad.Gis.Hotspots.Forecasts.Scores;

/// <summary>Interval of a hit rate by drawing whole days with replacement (Efron 1979, percentiles): events of one day, near repeats
/// among them, stay together, so that it is wider than Wilson's where they come in bursts.</summary>
public static class DayBootstrap
{
    private const int Draws = 2000;

    /// <summary>The interval.</summary>
    /// <param name="hitsByDay">Events in the forecast area on each day.</param>
    /// <param name="eventsByDay">All events on each day.</param>
    /// <param name="seed">Seed; the same seed gives the same interval.</param>
    /// <returns>Null when there is no event.</returns>
    /// <exception cref="ArgumentException">The numbers of days differ.</exception>
    public static ConfidenceInterval? OfHitRate(IReadOnlyList<int> hitsByDay, IReadOnlyList<int> eventsByDay, int seed)
    {
        ArgumentNullException.ThrowIfNull(hitsByDay);
        ArgumentNullException.ThrowIfNull(eventsByDay);
        if (hitsByDay.Count != eventsByDay.Count)
        {
            throw new ArgumentException($"{hitsByDay.Count} days of hits for {eventsByDay.Count} days of events.", nameof(hitsByDay));
        }

        if (eventsByDay.Sum() == 0)
        {
            return null;
        }

        var random = new SplitMix64((ulong)seed);
        var rates = new double[Draws];
        for (var draw = 0; draw < Draws;)
        {
            var (hits, events) = (0, 0);
            for (var i = 0; i < eventsByDay.Count; i++)
            {
                var day = random.Below(eventsByDay.Count);
                hits += hitsByDay[day];
                events += eventsByDay[day];
            }

            // A draw of empty days says nothing about the rate.
            if (events > 0)
            {
                rates[draw++] = (double)hits / events;
            }
        }

        Array.Sort(rates);
        return new ConfidenceInterval(rates[(int)(0.025 * Draws)], rates[(int)(0.975 * Draws) - 1]);
    }
}
