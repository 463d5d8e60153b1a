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
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        board.Changed += Note;
        sessions.Ready += Ring;
        await using var again = clock.CreateTimer(_ => Ring(), null, AgainAfter, AgainAfter);
        try
        {
            // Each alert by itself: a terminal that is silent must not keep the others waiting.
            var telling = new Dictionary<Guid, Task>();
            await foreach (var _ in _bell.Reader.ReadAllAsync(stoppingToken))
            {
                foreach (var done in telling.Where(entry => entry.Value.IsCompleted).Select(entry => entry.Key).ToList())
                {
                    telling.Remove(done);
                }

                foreach (var alert in board.Open.Where(MustBeTold).Where(alert => !telling.ContainsKey(alert.AlertId)))
                {
                    telling.Add(alert.AlertId, TellAsync(alert, stoppingToken));
                }
            }
        }
        finally
        {
            board.Changed -= Note;
            sessions.Ready -= Ring;
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

    private void Ring() => _bell.Writer.TryWrite(true);

    private async Task TellAsync(Alert alert, CancellationToken stopping)
    {
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
    }
}
