using SongshanRoad.Gis.Hotspots.Density;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Networks;
using SongshanRoad.Gis.Hotspots.Overlays;
using SongshanRoad.Gis.Storage.Hotspots;

namespace SongshanRoad.Gis.Server.Hotspots;

/// <summary>What an overlay is asked for.</summary>
/// <param name="Filter">Which incidents.</param>
/// <param name="Unit">Shape of the cells, <see cref="Square"/> or <see cref="Hexagon"/>, or <see cref="Segment"/>.</param>
/// <param name="CellM">Side of a square or width of a hexagon, metres; 0 for segments.</param>
/// <param name="BandwidthM">Kernel radius (quartic, Epanechnikov) or standard deviation (Gaussian), metres; for segments along the streets.</param>
/// <param name="Kernel">Kernel of the density.</param>
/// <param name="Standing">Whether this is the overlay that maps show by default.</param>
/// <param name="Split">What the kernel does at junctions, <see cref="Continuous"/> or <see cref="Discontinuous"/>; null for cells.</param>
internal sealed record HotspotRequest(
    HotspotFilter Filter, string Unit, double CellM, double BandwidthM, Kernel Kernel, bool Standing, string? Split = null)
{
    /// <summary>Cells are squares.</summary>
    public const string Square = "square";

    /// <summary>Cells are hexagons with a corner to the north.</summary>
    public const string Hexagon = "hexagon";

    /// <summary>Units are the street segments of the district.</summary>
    public const string Segment = "segment";

    /// <summary>Equal split, continuous.</summary>
    public const string Continuous = "continuous";

    /// <summary>Equal split, discontinuous.</summary>
    public const string Discontinuous = "discontinuous";

    /// <summary>Width of a cell, metres.</summary>
    public const double DefaultCellM = 50;

    /// <summary>Kernel radius, metres.</summary>
    public const double DefaultBandwidthM = 150;

    /// <summary>Length of the standing overlay's window, counted back from the last midnight UTC so that it changes once a day.</summary>
    public static readonly TimeSpan StandingWindow = TimeSpan.FromDays(180);

    /// <summary>The overlay that maps show by default.</summary>
    public static HotspotRequest StandingAt(DateTimeOffset now)
    {
        var to = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(1);
        return new HotspotRequest(
            new HotspotFilter(to - StandingWindow, to, [], false), Square, DefaultCellM, DefaultBandwidthM, Kernel.Quartic, true);
    }

    /// <summary>The grid of cells. It counts from the origin of the metric CRS itself, which never moves, whatever happens to the district's outline.</summary>
    public CellGrid Grid() => Unit == Hexagon ? new HexGrid(0, 0, CellM) : new SquareGrid(0, 0, CellM);

    /// <summary>Grid and kernel of an overlay on cells.</summary>
    public HotspotParameters OnCells() => new() { Grid = Grid(), BandwidthM = BandwidthM, Kernel = Kernel };

    /// <summary>How density spreads along the streets.</summary>
    public SegmentParameters AlongStreets() => new()
    {
        BandwidthM = BandwidthM,
        Kernel = Kernel == Kernel.Epanechnikov ? NetworkKernel.Epanechnikov : NetworkKernel.Quartic,
        Rule = Split == Discontinuous ? NodeRule.EqualSplitDiscontinuous : NodeRule.EqualSplitContinuous,
    };
}
