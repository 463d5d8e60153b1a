using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SongshanRoad.Gis.Server.Deployment;
using SongshanRoad.Gis.Server.Hotspots.Feedback;
using SongshanRoad.Gis.Storage.Accounts;
using SongshanRoad.Gis.Storage.Alerts;
using SongshanRoad.Gis.Storage.Live;
using SongshanRoad.Gis.Storage.Live.Quarantine;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>Once a day: records how long patrols were where, drops the fixes that have been kept long enough, makes the partitions of the coming days and forgets sessions
/// that have ended.</summary>
internal sealed class RetentionWorker(
    ServerOptions options, FixStore fixes, QuarantineStore quarantine, AlertStore alerts, PatrolFeedback feedback, SessionStore sessions, AuditStore audit, TimeProvider clock, ILogger<RetentionWorker> log)
    : BackgroundService
{
    private const int DaysAhead = 2;

    /// <summary>Does a day's work.</summary>
    public async Task RunOnceAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        await fixes.EnsurePartitionsAsync(Enumerable.Range(0, DaysAhead + 1).Select(today.AddDays), cancellation);
        // The day in which the limit falls is kept until all of it is too old.
        var firstKeptDay = DateOnly.FromDateTime((now - TimeSpan.FromDays(options.KeepFixesDays)).UtcDateTime);
        // What is kept of a night for good is taken before its positions go.
        await feedback.RecordAsync(options.KeepFixesDays, cancellation);
        await quarantine.DropBeforeAsync(now - TimeSpan.FromDays(options.KeepFixesDays), cancellation);
        await alerts.ForgetPositionsBeforeAsync(now - TimeSpan.FromDays(options.KeepFixesDays), cancellation);
        await sessions.DropExpiredAsync(now, cancellation);
        var dropped = await fixes.DropBeforeAsync(firstKeptDay, cancellation);
        if (dropped > 0)
        {
            await audit.AddAsync("system", "fix.drop", $"before {firstKeptDay:yyyy-MM-dd}", new { days = dropped }, cancellation);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromDays(1), clock);
        do
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                log.WorkerWaits(nameof(RetentionWorker), failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
