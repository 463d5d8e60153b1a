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
        var bucket = BucketOf(unitCode);
        lock (bucket)
        {
            var wait = Missing(bucket, cost);
            bucket.Fixes -= wait is null ? cost : 0;
            return wait;
        }
    }

    /// <summary>How long to wait until so many fixes, in full batches, have room in the unit's budget; null when they have. Takes nothing.</summary>
    /// <param name="unitCode">The unit.</param>
    /// <param name="fixes">At most <see cref="CapacityFixes"/>.</param>
    public TimeSpan? WaitFor(string unitCode, int fixes)
    {
        var rest = fixes % PositionDoor.MaxFixes;
        var bucket = BucketOf(unitCode);
        lock (bucket)
        {
            return Missing(bucket, fixes - rest + (rest == 0 ? 0 : Math.Max(LeastCost, rest)));
        }
    }

    private Bucket BucketOf(string unitCode) => _buckets.GetOrAdd(unitCode, _ => new Bucket(clock.GetTimestamp()));

    private TimeSpan? Missing(Bucket bucket, int cost)
    {
        var now = clock.GetTimestamp();
        bucket.Fixes = Math.Min(CapacityFixes, bucket.Fixes + (clock.GetElapsedTime(bucket.FilledAt, now).TotalSeconds * FixesPerSecond));
        bucket.FilledAt = now;
        return bucket.Fixes < cost ? TimeSpan.FromSeconds((cost - bucket.Fixes) / FixesPerSecond) : null;
    }

    private sealed class Bucket(long filledAt)
    {
        public double Fixes { get; set; } = CapacityFixes;

        public long FilledAt { get; set; } = filledAt;
    }
}
