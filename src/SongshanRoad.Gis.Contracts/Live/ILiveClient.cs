using SongshanRoad.Gis.Contracts.Alerts;
using SongshanRoad.Gis.Contracts.Coverage;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Contracts.Incidents;

namespace SongshanRoad.Gis.Contracts.Live;

/// <summary>What the server sends to clients of the live hub.</summary>
public interface ILiveClient
{
    /// <summary>Units that changed or left the view since the previous frame; at most four a second.</summary>
    Task Frame(LiveFrame frame);

    /// <summary>Alerts that are new, changed or rang again; after the first subscription all open ones. Volunteers get those of their own unit.</summary>
    Task AlertsChanged(AlertsChanged change);

    /// <summary>There is a new standing hotspot overlay, with the cells that changed their class; the open map may fetch the new run.</summary>
    Task HotspotsChanged(HotspotsChanged change);

    /// <summary>Alleys whose covered metres changed tonight.</summary>
    Task CoverageChanged(CoverageChanged change);

    /// <summary>Incidents were added or altered in a window; the open map may reload its incident tiles.</summary>
    Task IncidentsChanged(IncidentsChanged change);
}
