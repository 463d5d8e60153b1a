namespace SongshanRoad.Gis.Hotspots.Forecasts.Scores;

/// <summary>A 95 % interval.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct ScoreInterval(double Low, double High)
{
    private const double Z = 1.959963984540054;

    /// <summary>Wilson's interval of a share (Wilson 1927), which keeps its level for few events too. It takes the events for
    /// independent; near repeats make it too narrow, see <see cref="DayBootstrap"/>.</summary>
    /// <param name="hits">Events that count, 0 to <paramref name="events"/>.</param>
    /// <param name="events">All events, above 0.</param>
    public static ScoreInterval OfShare(int hits, int events)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(events, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, events);
        double n = events;
        var share = hits / n;
        var middle = share + (Z * Z / (2 * n));
        var half = Z * Math.Sqrt(((share * (1 - share)) + (Z * Z / (4 * n))) / n);
        var scale = 1 + (Z * Z / n);
        return new ScoreInterval(hits == 0 ? 0 : (middle - half) / scale, hits == events ? 1 : (middle + half) / scale);
    }

    /// <summary>The interval of a multiple.</summary>
    public ScoreInterval Times(double factor) => new(Low * factor, High * factor);

    /// <summary>Whether two intervals share a value; then no difference may be claimed.</summary>
    public bool Overlaps(ScoreInterval other) => Low <= other.High && other.Low <= High;
}
