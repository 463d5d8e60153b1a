using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SongshanRoad.Gis.Patrols.Alerts;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Storage.Alerts;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Server.Alerts;

/// <summary>Hears from the database which alerts changed, whichever process changed them, and puts them on the board; rings again and
/// passes on what nobody accepts.</summary>
internal sealed class AlertWorker(Database database, AlertStore alerts, AlertBoard board, TimeProvider clock, ILogger<AlertWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CrossingsEndAfter = TimeSpan.FromHours(12);
    private readonly DatabaseListener _listener = new(database, AlertStore.Channel);

    /// <summary>Done when the first change can be heard.</summary>
    public Task Listening => _listener.Listening;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        _listener.RunAsync(ReadAsync, HearAsync, NoteWait, stoppingToken),
        RingAsync(stoppingToken));

    private async Task HearAsync(IReadOnlyCollection<string> told, CancellationToken stopping) =>
        board.Take(await alerts.FindAsync([.. told.Select(Guid.Parse)], stopping));

    private void NoteWait(Exception failure) => log.WorkerWaits(nameof(AlertWorker), failure.Message);

    private async Task ReadAsync(CancellationToken stopping)
    {
        var known = board.Open.Select(alert => alert.AlertId).ToList();
        board.Take(await alerts.OpenAsync(stopping));
        board.Take(await alerts.FindAsync(known, stopping));
    }

    private async Task RingAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        var readAt = clock.GetTimestamp();
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                // A connection can be dead without a word: then nothing is heard on it.
                if (clock.GetElapsedTime(readAt) >= ReadEvery)
                {
                    readAt = clock.GetTimestamp();
                    await alerts.EndCrossingsBeforeAsync(clock.GetUtcNow() - CrossingsEndAfter, clock.GetUtcNow(), stopping);
                    await ReadAsync(stopping);
                }

                board.RingAgain();
                if (board.Open.Any(alert => AlertRules.MustEscalate(alert, clock.GetUtcNow())))
                {
                    await alerts.EscalateAsync(clock.GetUtcNow(), stopping);
                }
            }
            catch (Exception failure) when (StorageFailureHandler.IsOutage(failure))
            {
                // The next tick tries again.
                NoteWait(failure);
            }
        }
    }
}
