using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Hotspots.Overlays;

/// <summary>The significance test of an overlay on any grid: Gi* over touching cells, Benjamini-Hochberg, and whether there is enough to
/// test at all.</summary>
internal sealed class GiStarTest(HotspotParameters parameters)
{
    /// <summary>Class from which a cell is called hot.</summary>
    public const int LeastHotClass = 1;

    /// <summary>Which cells are neighbours: squares that share a corner, hexagons that share an edge.</summary>
    public static Contiguity ContiguityOf(CellGrid grid) => grid is SquareGrid ? Contiguity.Queen : Contiguity.Hexagon;

    /// <summary>Gi* of the counts of all cells.</summary>
    public static GiStar Of(WindowCells cells, double[] counts) => GetisOrd.Star(new GridContiguity(cells, ContiguityOf(cells.Grid)), counts);

    /// <summary>Whether counts, of cells or of street segments, suffice for a test.</summary>
    public static HotspotOutcome OutcomeOf(double[] counts, int minIncidents, int minUnitsWithIncidents) =>
        OutcomeOf(counts.Sum(), Math.Min(counts.Length, counts.Count(count => count > 0)), minIncidents, minUnitsWithIncidents);

    /// <summary>Whether so many incidents in so many units suffice for a test.</summary>
    public static HotspotOutcome OutcomeOf(double incidents, int unitsWithIncidents, int minIncidents, int minUnitsWithIncidents) =>
        incidents < minIncidents ? HotspotOutcome.TooFewIncidents
        : unitsWithIncidents < minUnitsWithIncidents ? HotspotOutcome.TooFewCells
        : HotspotOutcome.Ok;

    /// <summary>Whether the counts suffice for a test.</summary>
    public HotspotOutcome OutcomeOf(double[] counts) => OutcomeOf(counts, parameters.MinIncidents, parameters.MinCellsWithIncidents);

    /// <summary>Whether each cell is hot at 90 % or more; null when there is not enough to test.</summary>
    public bool[]? HotCells(WindowCells cells, double[] counts)
    {
        if (OutcomeOf(counts) != HotspotOutcome.Ok)
        {
            return null;
        }

        var gi = Of(cells, counts);
        return [.. gi.Z.Zip(MultipleTesting.BenjaminiHochberg(gi.P), (z, q) => SignificanceClass.Of(z, q) >= LeastHotClass)];
    }
}
