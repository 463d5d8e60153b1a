using System.Collections.Immutable;
using SongshanRoad.Gis.Contracts.Alerts;
using SongshanRoad.Gis.Patrols.Alerts;
using SongshanRoad.Gis.Server.Live;

namespace SongshanRoad.Gis.Server.Alerts;

/// <summary>The open alerts as this process knows them, shown to its subscribers. The database has the last word.</summary>
internal sealed class AlertBoard(LiveFeed feed, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private ImmutableDictionary<Guid, Alert> _open = ImmutableDictionary<Guid, Alert>.Empty;
    private ImmutableDictionary<Guid, int> _rings = ImmutableDictionary<Guid, int>.Empty;

    /// <summary>The open alerts.</summary>
    public IEnumerable<Alert> Open => Volatile.Read(ref _open).Values;

    /// <summary>Raised with every alert that was new or changed; handlers must not wait.</summary>
    public event Action<Alert>? Changed;

    /// <summary>Shows alerts as the database has them now.</summary>
    public void Take(IEnumerable<Alert> alerts)
    {
        var now = clock.GetUtcNow();
        foreach (var alert in alerts)
        {
            lock (_gate)
            {
                if (_open.TryGetValue(alert.AlertId, out var shown) && shown.Version >= alert.Version)
                {
                    continue;
                }

                _open = alert.IsClosed ? _open.Remove(alert.AlertId) : _open.SetItem(alert.AlertId, alert);
                _rings = alert.IsUnanswered ? _rings.SetItem(alert.AlertId, AlertRules.Rings(alert, now)) : _rings.Remove(alert.AlertId);
            }

            Show(alert.ToView(now));
            Changed?.Invoke(alert);
        }
    }

    /// <summary>Shows those again whose time to ring has come.</summary>
    public void RingAgain()
    {
        var now = clock.GetUtcNow();
        foreach (var alert in Open.Where(alert => alert.IsUnanswered))
        {
            var rings = AlertRules.Rings(alert, now);
            lock (_gate)
            {
                if (_rings.GetValueOrDefault(alert.AlertId) >= rings)
                {
                    continue;
                }

                _rings = _rings.SetItem(alert.AlertId, rings);
            }

            Show(alert.ToView(now));
        }
    }

    /// <summary>Shows a new subscriber all that is open. It is among the feed's subscribers already, so that nothing falls between.</summary>
    public void ShowTo(LiveSubscriber subscriber)
    {
        var now = clock.GetUtcNow();
        subscriber.Notices.OfferWhole(Open.Select(alert => alert.ToView(now)));
    }

    private void Show(AlertView alert)
    {
        foreach (var subscriber in feed.Subscribers)
        {
            subscriber.Notices.Offer(alert);
            subscriber.Ring();
        }
    }
}
