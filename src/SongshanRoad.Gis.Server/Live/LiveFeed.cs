using System.Collections.Concurrent;
using System.Globalization;
using SongshanRoad.Gis.Patrols.Live;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>The newest picture and who looks at it.</summary>
internal sealed class LiveFeed
{
    private readonly ConcurrentDictionary<string, LiveSubscriber> _subscribers = new();

    // No earlier server used this name.
    private LivePicture _current = new LivePictureWriter(Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)).Current;

    public LivePicture Current => Volatile.Read(ref _current);

    public IEnumerable<LiveSubscriber> Subscribers => _subscribers.Values;

    /// <summary>Shows a newer picture; never waits for a subscriber.</summary>
    public void Publish(LivePicture picture)
    {
        Volatile.Write(ref _current, picture);
        foreach (var subscriber in Subscribers)
        {
            subscriber.Ring();
        }
    }

    public void Add(LiveSubscriber subscriber) => _subscribers[subscriber.ConnectionId] = subscriber;

    public void Remove(LiveSubscriber subscriber) => _subscribers.TryRemove(subscriber.ConnectionId, out _);
}
