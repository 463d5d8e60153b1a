using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Hotspots.Overlays;

/// <summary>The significance test of an overlay on any grid: Gi* over touching cells, Benjamini-Hochberg, and whether there is enough to
/// test at all.</summary>
internal sealed class GiStarTest(HotspotParameters parameters)
{
    private const int LeastHotClass = 1;

    /// <summary>Which cells are neighbours: squares that share a corner, hexagons that share an edge.</summary>
    public static Contiguity ContiguityOf(CellGrid grid) => grid is SquareGrid ? Contiguity.Queen : Contiguity.Hexagon;

    /// <summary>Gi* of the counts of all cells.</summary>
    public static GiStar Of(WindowCells cells, double[] counts) => GetisOrd.Star(new GridContiguity(cells, ContiguityOf(cells.Grid)), counts);

    /// <summary>Whether the counts suffice for a test.</summary>
    public HotspotOutcome OutcomeOf(double[] counts) =>
        counts.Sum() < parameters.MinIncidents ? HotspotOutcome.TooFewIncidents
        : Math.Min(counts.Length, counts.Count(count => count > 0)) < parameters.MinCellsWithIncidents ? HotspotOutcome.TooFewCells
        : HotspotOutcome.Ok;

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
