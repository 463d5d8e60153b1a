using System.Runtime.InteropServices;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Statistics;

namespace SongshanRoad.Gis.Hotspots.Overlays;

/// <summary>The significance test of an overlay on any grid: Gi* over touching cells, Benjamini-Hochberg, and whether there is enough to
/// test at all.</summary>
internal sealed class GiStarTest(HotspotParameters parameters)
{
    /// <summary>Class from which a cell is called hot.</summary>
    public const int LeastHotClass = 1;

    /// <summary>A z that is not above it has a p well above <see cref="SignificanceClass.WidestAlpha"/>.</summary>
    private const double LeastZ = 1.64;

    /// <summary>Which cells are neighbours: squares that share a corner, hexagons that share an edge.</summary>
    public static Contiguity ContiguityOf(CellGrid grid) => grid is SquareGrid ? Contiguity.Queen : Contiguity.Hexagon;

    /// <summary>Gi* of the counts of all cells.</summary>
    public static GiStar Of(WindowCells cells, double[] counts) => GetisOrd.Star(new GridContiguity(cells, ContiguityOf(cells.Grid)), counts);

    /// <summary>Whether counts, of cells or of street segments, suffice for a test.</summary>
    public static HotspotOutcome OutcomeOf(ReadOnlySpan<double> counts, int minIncidents, int minUnitsWithIncidents)
    {
        var (incidents, units) = (0.0, 0);
        foreach (var count in counts)
        {
            incidents += count;
            units += count > 0 ? 1 : 0;
        }

        return OutcomeOf(incidents, units, minIncidents, minUnitsWithIncidents);
    }

    /// <summary>Whether so many incidents in so many units suffice for a test.</summary>
    public static HotspotOutcome OutcomeOf(double incidents, int unitsWithIncidents, int minIncidents, int minUnitsWithIncidents) =>
        incidents < minIncidents ? HotspotOutcome.TooFewIncidents
        : unitsWithIncidents < minUnitsWithIncidents ? HotspotOutcome.TooFewCells
        : HotspotOutcome.Ok;

    /// <summary>Whether the counts suffice for a test.</summary>
    public HotspotOutcome OutcomeOf(ReadOnlySpan<double> counts) => OutcomeOf(counts, parameters.MinIncidents, parameters.MinCellsWithIncidents);

    /// <summary>Tells which cells are hot at 90 % or more.</summary>
    /// <returns>Whether there is enough to test.</returns>
    public bool FindHot(WindowCells cells, ReadOnlySpan<double> counts, Span<double> z, Span<bool> isHot)
    {
        if (OutcomeOf(counts) != HotspotOutcome.Ok)
        {
            return false;
        }

        GetisOrd.Scores(new GridContiguity(cells, ContiguityOf(cells.Grid)), counts, z, []);
        var small = new List<double>();
        foreach (var score in z)
        {
            if (Math.Abs(score) > LeastZ)
            {
                small.Add(NormalTail.TwoSided(score));
            }
        }

        var rejected = MultipleTesting.CountRejected(CollectionsMarshal.AsSpan(small), counts.Length, SignificanceClass.WidestAlpha);
        for (var cell = 0; cell < isHot.Length; cell++)
        {
            isHot[cell] = rejected > 0 && z[cell] > LeastZ
                && counts.Length * NormalTail.TwoSided(z[cell]) / rejected <= SignificanceClass.WidestAlpha;
        }

        return true;
    }
}
