using System.Collections.Immutable;
using SongshanRoad.Gis.Contracts.Alerts;
using SongshanRoad.Gis.Contracts.Coverage;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Contracts.Incidents;

namespace SongshanRoad.Gis.Client.Live;

/// <summary>
/// What the server has told besides positions, as of the latest notice of each kind: an observer that skips states misses none that still counts.
/// Volunteers are told of their own unit's calls for help only. What changed while the connection was lost is not told, but for alerts, which come
/// whole on every new connection: whoever shows coverage, hotspots or incidents asks for them anew when <see cref="LiveState.SnapshotCount"/> has
/// gone up.
/// </summary>
public sealed record NoticeState
{
    internal static NoticeState Empty { get; } = new();

    /// <summary>The open alerts by id; those that were closed or withdrawn are gone.</summary>
    public ImmutableDictionary<string, AlertView> Alerts { get; private init; } = ImmutableDictionary<string, AlertView>.Empty;

    /// <summary>Whether <see cref="Alerts"/> are all open ones: they were told whole once, and every change since.</summary>
    public bool HasAllAlerts { get; private init; }

    /// <summary>The night, <c>yyyy-MM-dd</c>, that <see cref="Alleys"/> are of; null before the first notice.</summary>
    public string? CoverageNight { get; private init; }

    /// <summary>The latest of each alley whose coverage has changed since the client began or the night did, by place id.</summary>
    public ImmutableDictionary<long, AlleyCoverageView> Alleys { get; private init; } = ImmutableDictionary<long, AlleyCoverageView>.Empty;

    /// <summary>The latest notice about the standing hotspot overlay, or null.</summary>
    public HotspotsChanged? Hotspots { get; private init; }

    /// <summary>The latest notice about incidents, or null.</summary>
    public IncidentsChanged? Incidents { get; private init; }

    internal NoticeState After(AlertsChanged change)
    {
        var alerts = change.IsWhole ? Alerts.Clear() : Alerts;
        foreach (var alert in change.Alerts)
        {
            // Of two views the one with the higher version is the newer, whichever came first.
            var newest = Alerts.TryGetValue(alert.AlertId, out var known) && known.Version > alert.Version ? known : alert;
            alerts = newest.Progress is "closed" or "withdrawn" ? alerts.Remove(newest.AlertId) : alerts.SetItem(newest.AlertId, newest);
        }

        return this with { Alerts = alerts, HasAllAlerts = HasAllAlerts || change.IsWhole };
    }

    internal NoticeState After(CoverageChanged change) => this with
    {
        CoverageNight = change.Night,
        Alleys = (change.Night == CoverageNight ? Alleys : Alleys.Clear()).SetItems(change.Alleys.Select(alley => KeyValuePair.Create(alley.PlaceId, alley))),
    };

    internal NoticeState After(HotspotsChanged change) => this with { Hotspots = change };

    internal NoticeState After(IncidentsChanged change) => this with { Incidents = change };

    /// <summary>What is known stays; of alerts, changes may be missing now.</summary>
    internal NoticeState Lost() => this with { HasAllAlerts = false };
}
