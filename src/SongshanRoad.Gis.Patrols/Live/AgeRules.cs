namespace SongshanRoad.Gis.Patrols.Live;

/// <summary>How old the latest fix of a unit is, in the three steps people act on.</summary>
public enum SignalAge
{
    /// <summary>The fix is as fresh as the unit's reporting lets expect.</summary>
    Live = 0,

    /// <summary>信号陈旧: older than t1.</summary>
    Stale = 1,

    /// <summary>失联: older than t2.</summary>
    Silent = 2,
}

/// <summary>When a unit's latest fix counts as stale and as silent. A unit that reports seldom is given longer: three missed
/// reports before stale, ten before silent.</summary>
public sealed record AgeRules
{
    private const int MissedUntilStale = 3;
    private const int MissedUntilSilent = 10;

    /// <summary>The default: stale after 60 s, silent after 5 min, a report expected every 10 s until the unit shows its own pace.</summary>
    public static AgeRules Default { get; } = new();

    /// <summary>t1, the least age of a stale fix; 60 s by default. Must be positive.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>t2, the least age of a silent unit's fix; 5 min by default. Must be longer than <see cref="StaleAfter"/>.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Expected time to the next report before the unit has sent two fixes; 10 s by default.</summary>
    public TimeSpan FirstInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest reporting interval that is granted; 2 min by default. Beyond it silence looks the same as the pace.</summary>
    public TimeSpan LongestInterval { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>From this instant a fix is stale.</summary>
    /// <param name="fixTime">Time of the fix, UTC.</param>
    /// <param name="interval">The unit's reporting interval.</param>
    public DateTimeOffset StaleAt(DateTimeOffset fixTime, TimeSpan interval) => fixTime + Longer(StaleAfter, MissedUntilStale * Granted(interval));

    /// <summary>From this instant a unit is silent.</summary>
    /// <param name="fixTime">Time of the fix, UTC.</param>
    /// <param name="interval">The unit's reporting interval.</param>
    public DateTimeOffset SilentAt(DateTimeOffset fixTime, TimeSpan interval) => fixTime + Longer(SilentAfter, MissedUntilSilent * Granted(interval));

    private TimeSpan Granted(TimeSpan interval) => interval < LongestInterval ? interval : LongestInterval;

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
