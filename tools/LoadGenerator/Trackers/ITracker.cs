using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Load.Deployment;

namespace SongshanRoad.Gis.Load.Trackers;

/// <summary>One device's connection.</summary>
internal interface ITracker : IAsyncDisposable
{
    /// <summary>Sends fixes, oldest first; done when the server has acknowledged every one of them.</summary>
    /// <exception cref="Exception">Some were not acknowledged: the same are sent again.</exception>
    Task SendAsync(IReadOnlyList<ReportedFix> fixes, CancellationToken cancellation);
}

/// <summary>A tracker that keeps a connection and can give it up for another.</summary>
internal interface IReconnecting
{
    /// <summary>Cuts the connection and opens another; done when the server has let it in again.</summary>
    /// <exception cref="Exception">It was not let in.</exception>
    Task ReconnectAsync(CancellationToken cancellation);
}

/// <summary>A way of sending positions. A new one is a file of its own and a line in <see cref="TrackerProtocols"/>.</summary>
internal interface ITrackerProtocol
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>What a fix's time is rounded to on the wire.</summary>
    TimeSpan TimeResolution { get; }

    /// <summary>Connects a device.</summary>
    Task<ITracker> OpenAsync(LoadTarget target, LoadDevice device, CancellationToken cancellation);
}
