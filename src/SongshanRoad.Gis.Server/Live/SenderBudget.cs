using System.Collections.Concurrent;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>How much one unit's devices may send: a token bucket of fixes, filled at 200 a second up to 20,000. A batch costs its
/// fixes, but at least 20, so that ten batches a second are sustained. A night's backlog of 1 Hz fixes fits in at once.</summary>
internal sealed class SenderBudget(TimeProvider clock)
{
    public const int CapacityFixes = 20_000;
    private const int FixesPerSecond = 200;
    private const int LeastCost = 20;

    // One entry per unit at most: callers are authenticated.
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new();

    /// <summary>Takes a batch from the unit's budget.</summary>
    /// <returns>Null when there was room, else how long to wait.</returns>
    public TimeSpan? Spend(string unitCode, int fixes)
    {
        var cost = Math.Max(LeastCost, fixes);
        var now = clock.GetTimestamp();
        var bucket = _buckets.GetOrAdd(unitCode, _ => new Bucket(now));
        lock (bucket)
        {
            bucket.Fixes = Math.Min(CapacityFixes, bucket.Fixes + (clock.GetElapsedTime(bucket.FilledAt, now).TotalSeconds * FixesPerSecond));
            bucket.FilledAt = now;
            if (bucket.Fixes < cost)
            {
                return TimeSpan.FromSeconds((cost - bucket.Fixes) / FixesPerSecond);
            }

            bucket.Fixes -= cost;
            return null;
        }
    }

    private sealed class Bucket(long filledAt)
    {
        public double Fixes { get; set; } = CapacityFixes;

        public long FilledAt { get; set; } = filledAt;
    }
}
