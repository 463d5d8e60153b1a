using SongshanRoad.Gis.Contracts.Alerts;
using SongshanRoad.Gis.Contracts.Coverage;
using SongshanRoad.Gis.Contracts.Incidents;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Server.Hotspots;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>Notices one subscriber has yet to get: the latest of each kind, of each alley, each hotspot cell and each alert, so that it never grows.</summary>
/// <param name="own">The only unit and night whose calls for help the subscriber sees, and nothing else: a volunteer's; null for the office.</param>
internal sealed class NoticeSlots((string UnitId, string Night)? own)
{
    private readonly bool _ofOffice = own is null;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, AlertView> _alerts = [];
    private readonly Dictionary<long, AlleyCoverageView> _alleys = [];
    private string _night = "";
    private bool _alertsAreWhole;
    private OverlayChange? _hotspots;
    private IncidentsChanged? _incidents;

    /// <summary>Keeps a notice about hotspots; changes that were not sent yet go on with it.</summary>
    public void Offer(OverlayChange change)
    {
        if (!_ofOffice)
        {
            return;
        }

        lock (_gate)
        {
            _hotspots = _hotspots?.Then(change) ?? change;
        }
    }

    /// <summary>Keeps a notice about incidents.</summary>
    public void Offer(IncidentsChanged change)
    {
        lock (_gate)
        {
            _incidents = _ofOffice ? change : null;
        }
    }

    /// <summary>Keeps the latest of an alert.</summary>
    public void Offer(AlertView alert)
    {
        if (Concerns(alert))
        {
            lock (_gate)
            {
                Keep(alert);
            }
        }
    }

    /// <summary>Keeps all open alerts: what the client shows beside them has ended.</summary>
    public void OfferWhole(IEnumerable<AlertView> open)
    {
        lock (_gate)
        {
            _alertsAreWhole = true;
            foreach (var alert in open.Where(Concerns))
            {
                Keep(alert);
            }
        }
    }

    /// <summary>Keeps the latest coverage of each alley; a new night replaces the one before.</summary>
    public void Offer(CoverageChanged change)
    {
        if (!_ofOffice)
        {
            return;
        }

        lock (_gate)
        {
            if (change.Night != _night)
            {
                _alleys.Clear();
                _night = change.Night;
            }

            foreach (var alley in change.Alleys)
            {
                _alleys[alley.PlaceId] = alley;
            }
        }
    }

    /// <summary>Sends what is kept, each notice once.</summary>
    public async Task SendAsync(ILiveClient client)
    {
        OverlayChange? hotspots;
        IncidentsChanged? incidents;
        CoverageChanged? coverage;
        AlertsChanged? alerts;
        lock (_gate)
        {
            alerts = _alertsAreWhole || _alerts.Count > 0 ? new AlertsChanged(_alertsAreWhole, [.. _alerts.Values]) : null;
            _alertsAreWhole = false;
            _alerts.Clear();
            (hotspots, _hotspots) = (_hotspots, null);
            (incidents, _incidents) = (_incidents, null);
            coverage = _alleys.Count == 0 ? null : new CoverageChanged(_night, [.. _alleys.Values]);
            _alleys.Clear();
        }

        if (alerts is not null)
        {
            await client.AlertsChanged(alerts);
        }

        if (hotspots is not null)
        {
            await client.HotspotsChanged(hotspots.ToNotice());
        }

        if (incidents is not null)
        {
            await client.IncidentsChanged(incidents);
        }

        if (coverage is not null)
        {
            await client.CoverageChanged(coverage);
        }
    }

    private bool Concerns(AlertView alert) => own is not { } mine || (alert.Kind == "sos" && (alert.UnitId, alert.Night) == mine);

    private void Keep(AlertView alert)
    {
        if (!_alerts.TryGetValue(alert.AlertId, out var kept) || kept.Version <= alert.Version)
        {
            _alerts[alert.AlertId] = alert;
        }
    }
}
