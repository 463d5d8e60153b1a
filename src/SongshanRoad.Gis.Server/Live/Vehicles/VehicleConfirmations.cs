using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SongshanRoad.Gis.Patrols.Alerts;
using SongshanRoad.Gis.Server.Alerts;
using SongshanRoad.Gis.Storage.Alerts;

namespace SongshanRoad.Gis.Server.Live.Vehicles;

/// <summary>Tells cars that somebody has accepted their call for help, and notes when the terminal has confirmed it. What a car did not hear it is
/// told again: every 10 s, and when it is back.</summary>
internal sealed class VehicleConfirmations(
    AlertBoard board, VehicleSessions sessions, AlertStore alerts, TimeProvider clock, ILogger<VehicleConfirmations> log) : BackgroundService
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<Guid, byte> _telling = new();
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private int _readyCount;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        board.Changed += Note;
        sessions.Ready += NoteReady;
        await using var again = clock.CreateTimer(_ => Ring(), null, AgainAfter, AgainAfter);
        try
        {
            while (await _bell.Reader.WaitToReadAsync(stoppingToken))
            {
                _bell.Reader.TryRead(out _);
                // Each alert by itself: a terminal that is silent must not keep the others waiting.
                foreach (var alert in board.Open.Where(MustBeTold).Where(alert => _telling.TryAdd(alert.AlertId, 0)))
                {
                    _ = TellAsync(alert, stoppingToken);
                }
            }
        }
        finally
        {
            board.Changed -= Note;
            sessions.Ready -= NoteReady;
        }
    }

    // Whichever door opened it: a car may have pressed its button after a phone of its unit called.
    private static bool MustBeTold(Alert alert) => alert is { Kind: AlertKind.Sos, AcceptedAt: not null, UnitToldAt: null };

    private void Note(Alert alert)
    {
        if (MustBeTold(alert))
        {
            Ring();
        }
    }

    private void NoteReady()
    {
        Interlocked.Increment(ref _readyCount);
        Ring();
    }

    private void Ring() => _bell.Writer.TryWrite(true);

    private async Task TellAsync(Alert alert, CancellationToken stopping)
    {
        var readyBefore = Volatile.Read(ref _readyCount);
        try
        {
            if (await sessions.ConfirmAlarmAsync(alert.UnitId, stopping))
            {
                await alerts.UnitToldAsync(alert.AlertId, alert.UnitId, clock.GetUtcNow(), stopping);
            }
        }
        catch (Exception failure) when (failure is NpgsqlException or SocketException or TimeoutException)
        {
            log.WorkerWaits(nameof(VehicleConfirmations), failure.Message);
        }
        finally
        {
            _telling.TryRemove(alert.AlertId, out _);
            if (Volatile.Read(ref _readyCount) != readyBefore)
            {
                // A terminal that came back meanwhile was passed over.
                Ring();
            }
        }
    }
}
