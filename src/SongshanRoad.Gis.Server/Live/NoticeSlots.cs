using SongshanRoad.Gis.Contracts.Coverage;
using SongshanRoad.Gis.Contracts.Incidents;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Server.Hotspots;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>Notices one subscriber has yet to get: the latest of each kind, of each alley and each hotspot cell, so that it never grows.</summary>
/// <param name="ofOffice">Whether the subscriber gets any: volunteers see their own duty only.</param>
internal sealed class NoticeSlots(bool ofOffice)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, AlleyCoverageView> _alleys = [];
    private string _night = "";
    private OverlayChange? _hotspots;
    private IncidentsChanged? _incidents;

    /// <summary>Keeps a notice about hotspots; changes that were not sent yet go on with it.</summary>
    public void Offer(OverlayChange change)
    {
        if (!ofOffice)
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
            _incidents = ofOffice ? change : null;
        }
    }

    /// <summary>Keeps the latest coverage of each alley; a new night replaces the one before.</summary>
    public void Offer(CoverageChanged change)
    {
        if (!ofOffice)
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
        lock (_gate)
        {
            (hotspots, _hotspots) = (_hotspots, null);
            (incidents, _incidents) = (_incidents, null);
            coverage = _alleys.Count == 0 ? null : new CoverageChanged(_night, [.. _alleys.Values]);
            _alleys.Clear();
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
}
