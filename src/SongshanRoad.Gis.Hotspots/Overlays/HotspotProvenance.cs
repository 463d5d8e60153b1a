using SongshanRoad.Gis.Hotspots.Density;
using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Hotspots.Overlays;

/// <summary>How an overlay came about: enough to repeat it and to print beside it.</summary>
/// <param name="Method">The statistics in words, e.g. <c>kde quartic diggle; gi* queen self binary; bh</c>.</param>
/// <param name="Kernel">Kernel of the density.</param>
/// <param name="BandwidthM">Its bandwidth, metres.</param>
/// <param name="EdgeCorrection">Correction at the rim.</param>
/// <param name="Grid">The grid: shape, origin and width of the cells, metres.</param>
/// <param name="WindowAreaM2">Area of the study window, square metres.</param>
/// <param name="IncidentsUsed">Incidents in the density: those in the window or in one of its cells.</param>
/// <param name="IncidentsInCells">Those in a cell; the rest of <paramref name="IncidentsUsed"/> lies at the rim, in cells
/// whose centre is outside the window.</param>
/// <param name="IncidentsOutside">Incidents given but not used, because they lie outside.</param>
/// <param name="IncidentsFloored">Incidents whose edge correction was held at its limit.</param>
/// <param name="CellsTested">Cells in the significance test, empty ones included.</param>
/// <param name="CellsWithIncidents">Cells with at least one incident.</param>
/// <param name="CellsUndefined">Cells for which Gi* is 0/0.</param>
/// <param name="CellsDependingOnGrid">Hot cells that are hot on few of the grids drawn otherwise.</param>
/// <param name="WeightInCells">Sum of the counts of all cells; with weights less than <paramref name="IncidentsInCells"/>.</param>
/// <param name="MinIncidents">Threshold used.</param>
/// <param name="MinCellsWithIncidents">Threshold used.</param>
public sealed record HotspotProvenance(
    string Method,
    Kernel Kernel,
    double BandwidthM,
    EdgeCorrection EdgeCorrection,
    CellGrid Grid,
    double WindowAreaM2,
    int IncidentsUsed,
    int IncidentsInCells,
    int IncidentsOutside,
    int IncidentsFloored,
    int CellsTested,
    int CellsWithIncidents,
    int CellsUndefined,
    int CellsDependingOnGrid,
    double WeightInCells,
    int MinIncidents,
    int MinCellsWithIncidents);
