using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Storage.Hotspots;

namespace SongshanRoad.Gis.Server.Hotspots.Ranks;

/// <summary>The ranks of a duty day, for the volunteers' phones. They are computed when first asked for and kept until the next duty day, from
/// the incidents of the whole duty days before it: a rank that changed with an incident would give it away. Nobody waits long for them,
/// and whatever goes wrong, a route is shown without.</summary>
internal sealed class HotspotRanks(
    HotspotStore store, NightCalendar nights, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<HotspotRanks> log)
{
    /// <summary>The phone asks again every 15 s; ranks that take longer than this come with a later answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>After a failure it is not tried again before this time has passed.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private Computation? _latest;
    private DutyNight? _loggedNight;

    /// <summary>The ranks of the duty day that is now; no street has one while they cannot be had.</summary>
    public async Task<RankedStreets> OfTodayAsync(CancellationToken cancellation)
    {
        try
        {
            return await Latest().WaitAsync(Patience, clock, cancellation) ?? RankedStreets.None;
        }
        catch (TimeoutException)
        {
            return RankedStreets.None;
        }
    }

    private Task<RankedStreets?> Latest()
    {
        var now = clock.GetUtcNow();
        var night = nights.NightAt(now);
        lock (_gate)
        {
            if (_latest is not { } latest || latest.Night != night || (latest.HasFailed && now - latest.StartedAt >= RetryAfter))
            {
                _latest = latest = new Computation(night, now, Task.Run(() => ComputeAsync(night), CancellationToken.None));
            }

            return latest.Ranks;
        }
    }

    private async Task<RankedStreets?> ComputeAsync(DutyNight night)
    {
        try
        {
            var to = nights.DayOf(night).Start;
            var filter = new HotspotFilter(to - HotspotRequest.StandingWindow, to, [], false);
            return RankedStreets.Of(await store.ReadInputAsync(filter, withStreets: true, lifetime.ApplicationStopping));
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogOnce(night, failure);
            return null;
        }
    }

    private void LogOnce(DutyNight night, Exception failure)
    {
        lock (_gate)
        {
            if (_loggedNight == night)
            {
                return;
            }

            _loggedNight = night;
        }

        log.RanksMissing(night.ToString(), failure.Message);
    }

    private sealed record Computation(DutyNight Night, DateTimeOffset StartedAt, Task<RankedStreets?> Ranks)
    {
        public bool HasFailed => Ranks.IsCompletedSuccessfully && Ranks.Result is null;
    }
}
