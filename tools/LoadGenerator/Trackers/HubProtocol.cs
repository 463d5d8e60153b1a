using SongshanRoad.Gis.Client.Accounts;
using SongshanRoad.Gis.Client.Live;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Load.Deployment;

namespace SongshanRoad.Gis.Load.Trackers;

/// <summary>Batches over a hub connection, as the client library sends them.</summary>
internal sealed class HubProtocol : ITrackerProtocol
{
    public string Name => "hub";

    public TimeSpan TimeResolution => TimeSpan.FromMilliseconds(1);

    public async Task<ITracker> OpenAsync(LoadTarget target, LoadDevice device, CancellationToken cancellation)
    {
        var session = ServerSession.OfDevice(target.Server, device.Token);
        var client = new LiveClient(session);
        await client.UntilAsync(state => state.Link.Kind == LinkKind.Connected, cancellation);
        return new Tracker(session, client);
    }

    private sealed class Tracker(ServerSession session, LiveClient client) : ITracker
    {
        public Task SendAsync(IReadOnlyList<ReportedFix> fixes, CancellationToken cancellation) =>
            client.ReportAsync(new PositionBatch("wgs84", fixes), cancellation);

        public async ValueTask DisposeAsync()
        {
            await client.DisposeAsync();
            session.Dispose();
        }
    }
}
