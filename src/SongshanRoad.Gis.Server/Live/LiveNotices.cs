using SongshanRoad.Gis.Contracts.Coverage;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Contracts.Incidents;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>Tells open maps that something other than positions changed. Never waits: every subscriber keeps the latest notice of
/// each kind until it can take it; volunteers are told nothing.</summary>
public sealed class LiveNotices
{
    private readonly LiveFeed _feed;

    internal LiveNotices(LiveFeed feed) => _feed = feed;

    /// <summary>The standing hotspot overlay was recomputed.</summary>
    public void Send(HotspotsChanged change) => Each(subscriber => subscriber.Notices.Offer(change));

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
