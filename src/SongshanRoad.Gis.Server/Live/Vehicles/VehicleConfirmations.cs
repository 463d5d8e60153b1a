using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SongshanRoad.Gis.Patrols.Alerts;
using SongshanRoad.Gis.Server.Alerts;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Storage.Alerts;

namespace SongshanRoad.Gis.Server.Live.Vehicles;

/// <summary>Tells cars that somebody has accepted their call for help, and notes when the terminal has confirmed it. What a car did not hear it is
/// told again: every 10 s, and when it is back.</summary>
internal sealed class VehicleConfirmations(
    AlertBoard board, VehicleSessions sessions, AlertStore alerts, TimeProvider clock, ILogger<VehicleConfirmations> log) : BackgroundService
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<Guid, byte> _telling = new();
    private readonly Bell _bell = new();
    private int _readyCount;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        board.Changed += Note;
        sessions.Ready += NoteReady;
        await using var again = clock.CreateTimer(_ => _bell.Ring(), null, AgainAfter, AgainAfter);
        try
        {
            while (true)
            {
                await _bell.RungAsync(stoppingToken);
                _bell.Hear();
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
            _bell.Ring();
        }
    }

    private void NoteReady()
    {
        Interlocked.Increment(ref _readyCount);
        _bell.Ring();
    }

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
        catch (Exception failure) when (StorageFailureHandler.IsOutage(failure))
        {
            log.WorkerWaits(nameof(VehicleConfirmations), failure.Message);
        }
        finally
        {
            _telling.TryRemove(alert.AlertId, out _);
            if (Volatile.Read(ref _readyCount) != readyBefore)
            {
                // A terminal that came back meanwhile was passed over.
                _bell.Ring();
            }
        }
    }
}
