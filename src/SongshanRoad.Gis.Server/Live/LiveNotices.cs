using SongshanRoad.Gis.Contracts.Coverage;
using SongshanRoad.Gis.Contracts.Incidents;
using SongshanRoad.Gis.Server.Hotspots;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>Tells open maps that something other than positions changed. Never waits: every subscriber keeps the latest notice of
/// each kind, or what several together say, until it can take it; volunteers are told nothing.</summary>
public sealed class LiveNotices
{
    private readonly LiveFeed _feed;

    internal LiveNotices(LiveFeed feed) => _feed = feed;

    /// <summary>There is a new standing hotspot overlay.</summary>
    internal void Send(OverlayChange change) => Each(subscriber => subscriber.Notices.Offer(change));

    /// <summary>Coverage of alleys changed.</summary>
    public void Send(CoverageChanged change) => Each(subscriber => subscriber.Notices.Offer(change));

    /// <summary>Incidents changed.</summary>
    public void Send(IncidentsChanged change) => Each(subscriber => subscriber.Notices.Offer(change));

    private void Each(Action<LiveSubscriber> offer)
    {
        foreach (var subscriber in _feed.Subscribers)
        {
            offer(subscriber);
            subscriber.Ring();
        }
    }
}
