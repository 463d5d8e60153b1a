using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Load.Measures;
using SongshanRoad.Gis.Load.Walks;

namespace SongshanRoad.Gis.Load.Trackers;

/// <summary>One unit's evening: walks, makes fixes by the clock, sends what waits and keeps a ledger of what was acknowledged.</summary>
internal sealed class TrackerRun(ITracker tracker, UnitLedger ledger, StreetWalk walk, LoadOptions options, TimeSpan resolution, int seed, TimeProvider clock)
{
    /// <summary>Most fixes in a message, when many wait.</summary>
    public const int MostAtOnce = 500;

    private readonly List<ReportedFix> _waiting = [];
    private readonly Random _random = new(seed);
    private long _sequence;

    /// <summary>Makes fixes until told to end, then sends what waits until it is gone or nobody waits for it any longer.</summary>
    public async Task RunAsync(DateTimeOffset begin, TimeSpan phase, CancellationToken making, CancellationToken draining)
    {
        var between = TimeSpan.FromSeconds(1 / options.RatePerSecond);
        var due = begin + phase;
        while (!making.IsCancellationRequested)
        {
            var wait = due - clock.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, making).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            // A tracker that was held up makes what it missed: the load does not shrink because the server is slow.
            while (due <= clock.GetUtcNow() && !making.IsCancellationRequested)
            {
                for (var back = options.Batch - 1; back >= 0; back--)
                {
                    Make(due - (between * back), between);
                }

                due += between * options.Batch;
            }

            await SendWaitingAsync(making);
        }

        while (_waiting.Count > 0 && !draining.IsCancellationRequested)
        {
            await SendWaitingAsync(draining);
        }
    }

    private void Make(DateTimeOffset time, TimeSpan since)
    {
        var place = walk.Step(since);
        var timeMs = time.ToUnixTimeMilliseconds();
        timeMs -= timeMs % (long)resolution.TotalMilliseconds;
        _waiting.Add(new ReportedFix(_sequence++, timeMs, place.LonDeg, place.LatDeg, 5, walk.SpeedMps, place.HeadingDeg, 0.8));
        ledger.Made(timeMs);
    }

    private async Task SendWaitingAsync(CancellationToken ending)
    {
        while (_waiting.Count > 0 && !ending.IsCancellationRequested)
        {
            var batch = _waiting.Take(MostAtOnce).ToList();
            var sentAt = clock.GetTimestamp();
            try
            {
                // Not ended in the middle: an answer that is on its way counts.
                await tracker.SendAsync(batch, CancellationToken.None);
                ledger.Acknowledged(batch, sentAt, clock.GetTimestamp());
                _waiting.RemoveRange(0, batch.Count);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                ledger.Failed(failure);
                await Task.Delay(TimeSpan.FromSeconds(_random.NextDouble()), clock, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
