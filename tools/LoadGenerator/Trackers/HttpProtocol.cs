using SongshanRoad.Gis.Client.Accounts;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Load.Deployment;

namespace SongshanRoad.Gis.Load.Trackers;

/// <summary>JSON batches to <c>POST /api/positions</c>, a connection for each device.</summary>
internal sealed class HttpProtocol : ITrackerProtocol
{
    public string Name => "http";

    public TimeSpan TimeResolution => TimeSpan.FromMilliseconds(1);

    public Task<ITracker> OpenAsync(LoadTarget target, LoadDevice device, CancellationToken cancellation) =>
        Task.FromResult<ITracker>(new Tracker(ServerSession.OfDevice(target.Server, device.Token)));

    private sealed class Tracker(ServerSession session) : ITracker
    {
        public Task SendAsync(IReadOnlyList<ReportedFix> fixes, CancellationToken cancellation) =>
            session.ReportAsync(new PositionBatch("wgs84", fixes), cancellation);

        public ValueTask DisposeAsync()
        {
            session.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
