namespace SongshanRoad.Gis.Hotspots.Forecasts.SelfExciting;

/// <summary>For each event the earlier ones that may have set it off: close in space, and before it by more than nothing and not too
/// long. Events of the same instant do not set each other off, so with dates alone repeats of one day are not told apart.</summary>
internal sealed class EventPairs
{
    private readonly int[] _start;

    private EventPairs(int[] start, int[] cause, double[] lagDays, double[] squaredM2) =>
        (_start, Cause, LagDays, SquaredM2) = (start, cause, lagDays, squaredM2);

    /// <summary>Number of the earlier event of each pair.</summary>
    public int[] Cause { get; }

    /// <summary>Days between the two.</summary>
    public double[] LagDays { get; }

    /// <summary>Their squared distance, square metres.</summary>
    public double[] SquaredM2 { get; }

    /// <summary>The pairs of an event, from and to.</summary>
    public (int From, int To) Of(int effect) => (_start[effect], _start[effect + 1]);

    /// <summary>Finds the pairs.</summary>
    /// <param name="events">Events, oldest first.</param>
    /// <param name="withinM">Farthest distance, metres.</param>
    /// <param name="withinDays">Longest time.</param>
    /// <param name="most">Most pairs.</param>
    /// <returns>Null when there are more.</returns>
    public static EventPairs? Find(ReadOnlySpan<ForecastEvent> events, double withinM, double withinDays, int most)
    {
        var blocks = new Dictionary<(long Column, long Row), List<int>>();
        var start = new int[events.Length + 1];
        var (causes, lags, squares) = (new List<int>(), new List<double>(), new List<double>());
        for (var i = 0; i < events.Length; i++)
        {
            var (place, day) = events[i];
            var (column, row) = ((long)Math.Floor(place.EastingM / withinM), (long)Math.Floor(place.NorthingM / withinM));
            for (var r = row - 1; r <= row + 1; r++)
            {
                for (var c = column - 1; c <= column + 1; c++)
                {
                    if (blocks.TryGetValue((c, r), out var members))
                    {
                        // Newest first, until they are too old.
                        for (var m = members.Count - 1; m >= 0 && day - events[members[m]].Day <= withinDays; m--)
                        {
                            var other = events[members[m]];
                            var (east, north) = (place.EastingM - other.Place.EastingM, place.NorthingM - other.Place.NorthingM);
                            var squared = (east * east) + (north * north);
                            if (other.Day < day && squared <= withinM * withinM)
                            {
                                causes.Add(members[m]);
                                lags.Add(day - other.Day);
                                squares.Add(squared);
                            }
                        }
                    }
                }
            }

            if (causes.Count > most)
            {
                return null;
            }

            if (!blocks.TryGetValue((column, row), out var own))
            {
                blocks.Add((column, row), own = []);
            }

            own.Add(i);
            start[i + 1] = causes.Count;
        }

        return new EventPairs(start, [.. causes], [.. lags], [.. squares]);
    }
}
