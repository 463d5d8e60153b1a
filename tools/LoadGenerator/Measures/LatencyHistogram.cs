namespace SongshanRoad.Gis.Load.Measures;

/// <summary>Counts of durations by the millisecond up to a minute, in as much memory however many there are. Thread-safe.</summary>
internal sealed class LatencyHistogram(TimeProvider clock)
{
    private readonly long[] _counts = new long[60_001];
    private long _from = long.MaxValue;
    private long _to = long.MaxValue;

    /// <summary>Counts from now on only what began in this time.</summary>
    public void Measure(long from, long to)
    {
        Volatile.Write(ref _to, to);
        Volatile.Write(ref _from, from);
    }

    /// <summary>Adds a duration in ticks of the clock; a negative one counts as none.</summary>
    /// <param name="ticks">The duration.</param>
    /// <param name="begunAt">When it began, a timestamp of the clock.</param>
    public void Add(long ticks, long begunAt)
    {
        if (begunAt >= Volatile.Read(ref _from) && begunAt < Volatile.Read(ref _to))
        {
            var ms = Math.Clamp(ticks * 1000 / clock.TimestampFrequency, 0, _counts.Length - 1);
            Interlocked.Increment(ref _counts[ms]);
        }
    }

    /// <summary>The figures, milliseconds.</summary>
    public Latencies Read()
    {
        var total = _counts.Sum();
        return new Latencies(total, At(0.5, total), At(0.95, total), At(0.99, total), At(1, total));
    }

    // The smallest duration that a share of all does not exceed (nearest rank).
    private int? At(double share, long total)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * total));
        var seen = 0L;
        for (var ms = 0; ms < _counts.Length && total > 0; ms++)
        {
            seen += _counts[ms];
            if (seen >= rank)
            {
                return ms;
            }
        }

        return null;
    }
}

/// <summary>Durations in milliseconds; null when there were none.</summary>
internal sealed record Latencies(long Count, int? P50Ms, int? P95Ms, int? P99Ms, int? WorstMs);
