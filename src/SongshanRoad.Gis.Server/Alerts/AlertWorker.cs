using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SongshanRoad.Gis.Patrols.Alerts;
using SongshanRoad.Gis.Storage.Alerts;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Server.Alerts;

/// <summary>Hears from the database which alerts changed, whichever process changed them, and puts them on the board; rings again and
/// passes on what nobody accepts.</summary>
internal sealed class AlertWorker(Database database, AlertStore alerts, AlertBoard board, TimeProvider clock, ILogger<AlertWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CrossingsEndAfter = TimeSpan.FromHours(12);
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the first change can be heard.</summary>
    public Task Listening => _listening.Task;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        KeepOnAsync(ListenAsync, stoppingToken),
        KeepOnAsync(RingAsync, stoppingToken));

    private async Task KeepOnAsync(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await work(stopping);
            }
            catch (Exception failure) when (failure is NpgsqlException or SocketException or TimeoutException)
            {
                log.WorkerWaits(nameof(AlertWorker), failure.Message);
            }

            await Task.Delay(RetryAfter, TimeProvider.System, stopping);
        }
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(stopping);
        var heard = new HashSet<Guid>();
        connection.Notification += (_, notice) => heard.Add(Guid.Parse(notice.Payload));
        await using (var listen = new NpgsqlCommand($"listen {AlertStore.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(stopping);
        }

        // What changed before, or while the connection was lost, was not heard.
        await ReadAsync(stopping);
        _listening.TrySetResult();
        while (true)
        {
            await connection.WaitAsync(stopping);
            var changed = heard.ToList();
            heard.Clear();
            board.Take(await alerts.FindAsync(changed, stopping));
        }
    }

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
    }
}
