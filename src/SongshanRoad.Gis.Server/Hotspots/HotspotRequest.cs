using SongshanRoad.Gis.Hotspots.Density;
using SongshanRoad.Gis.Storage.Hotspots;

namespace SongshanRoad.Gis.Server.Hotspots;

/// <summary>What an overlay is asked for.</summary>
/// <param name="Filter">Which incidents.</param>
/// <param name="CellM">Cell side, metres.</param>
/// <param name="BandwidthM">Kernel radius (quartic) or standard deviation (Gaussian), metres.</param>
/// <param name="Kernel">Kernel of the density.</param>
/// <param name="Standing">Whether this is the overlay that maps show by default.</param>
internal sealed record HotspotRequest(HotspotFilter Filter, double CellM, double BandwidthM, Kernel Kernel, bool Standing)
{
    /// <summary>Side of a cell, metres.</summary>
    public const double DefaultCellM = 50;

    /// <summary>Kernel radius, metres.</summary>
    public const double DefaultBandwidthM = 150;

    /// <summary>Length of the standing overlay's window, counted back from the last midnight UTC so that it changes once a day.</summary>
    public static readonly TimeSpan StandingWindow = TimeSpan.FromDays(180);

    /// <summary>The overlay that maps show by default.</summary>
    public static HotspotRequest StandingAt(DateTimeOffset now)
    {
        var to = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(1);
        return new HotspotRequest(new HotspotFilter(to - StandingWindow, to, [], false), DefaultCellM, DefaultBandwidthM, Kernel.Quartic, true);
    }
}
