using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using SongshanRoad.Gis.Server.Alerts;
using SongshanRoad.Gis.Server.Deployment;
using SongshanRoad.Gis.Storage.Live.Quarantine;
using SongshanRoad.Gis.Storage.Live.Vehicles;

namespace SongshanRoad.Gis.Server.Live.Vehicles;

/// <summary>Takes the connections of patrol-car terminals from Kestrel.</summary>
internal sealed class VehicleConnectionHandler(
    TerminalStore terminals, PositionDoor door, SosDesk sos, QuarantineStore quarantine, VehicleSessions sessions, VehicleDoorOptions options, UnknownVehicles unknown,
    VehicleCuts cuts, TimeProvider clock, ILogger<VehicleConnectionHandler> log) : ConnectionHandler
{
    private int _connections;

    /// <inheritdoc/>
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        Action? known = null;
        try
        {
            if (Interlocked.Increment(ref _connections) > options.MaxConnections)
            {
                cuts.Note("too many connections");
                return;
            }

            known = unknown.Add(connection.Abort);
            var outbox = new VehicleOutbox();
            var reports = new VehicleReports(door, sos, quarantine, outbox, cuts, clock, log, connection.ConnectionClosed);
            var dialogue = new VehicleDialogue(terminals, sessions, outbox, reports, connection.Abort, known, cuts, clock, log);
            await new VehicleConnection(connection, outbox, reports, dialogue, options, cuts, clock).RunAsync();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            log.TerminalConnectionFailed(failure);
        }
        finally
        {
            known?.Invoke();
            Interlocked.Decrement(ref _connections);
        }
    }
}
