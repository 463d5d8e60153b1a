using SongshanRoad.Gis.Hotspots.Density;
using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Hotspots.Overlays;

/// <summary>What decides a hotspot overlay besides the incidents and the window.</summary>
public sealed record HotspotParameters
{
    /// <summary>The stored grid. Its origin must stay the same from run to run, or maps cannot be compared. Squares of 50 m by default use.</summary>
    public required CellGrid Grid { get; init; }

    /// <summary>Radius of the quartic or standard deviation of the Gaussian kernel, metres, above 0. Default 150.</summary>
    public double BandwidthM { get; init; } = 150;

    /// <summary>Shape of the density's kernel. Default quartic.</summary>
    public Kernel Kernel { get; init; } = Kernel.Quartic;

    /// <summary>Correction at the window's rim. Default Diggle.</summary>
    public EdgeCorrection EdgeCorrection { get; init; } = EdgeCorrection.Diggle;

    /// <summary>Fewest incidents in the cells for significance to be coloured. Default 60.</summary>
    public int MinIncidents { get; init; } = 60;

    /// <summary>Fewest cells with an incident for significance to be coloured, and fewest cells tested. Default 30.</summary>
    public int MinCellsWithIncidents { get; init; } = 30;
}
