namespace SongshanRoad.Gis.Hotspots.Statistics;

/// <summary>Interval of a share, which keeps its level for few events too.</summary>
/// <remarks>Wilson, J. Am. Stat. Assoc. 22 (1927) 209-212.</remarks>
public static class WilsonInterval
{
    private static readonly double Z = NormalQuantile.TwoSided(ConfidenceInterval.OutsideOf(ConfidenceInterval.UsualLevel));

    /// <summary>The 95 % interval. It takes the events for independent: near repeats make it too narrow.</summary>
    /// <param name="hits">Events that count, 0 to <paramref name="events"/>.</param>
    /// <param name="events">All events, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no event, or the hits are not among the events.</exception>
    public static ConfidenceInterval Of(int hits, int events)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(events, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, events);
        double n = events;
        var share = hits / n;
        var middle = share + (Z * Z / (2 * n));
        var half = Z * Math.Sqrt(((share * (1 - share)) + (Z * Z / (4 * n))) / n);
        var scale = 1 + (Z * Z / n);
        return new ConfidenceInterval(hits == 0 ? 0 : (middle - half) / scale, hits == events ? 1 : (middle + half) / scale);
    }
}
