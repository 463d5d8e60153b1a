using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Overlays;

/// <summary>One grid of the stability lens with its running counts and Gi*.</summary>
internal sealed class CountedGrid
{
    private readonly NeighbourList _neighbours;
    private readonly int[] _cellAtCentre;
    private int _cellsWithIncidents;

    /// <summary>Counts incidents.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="incidents">The incidents used.</param>
    /// <param name="centres">Centres of the stored grid's cells, at which this grid is asked.</param>
    public CountedGrid(WindowCells cells, MetricPoint[] incidents, MetricPoint[] centres)
    {
        Cells = cells;
        _neighbours = new GridContiguity(cells, GiStarTest.ContiguityOf(cells.Grid)).ToList();
        var counted = cells.CountAll(incidents);
        GiStar = new RunningGiStar(_neighbours, [.. counted.Counts]);
        Incidents = incidents.Length - counted.Outside;
        _cellsWithIncidents = counted.Counts.Count(count => count > 0);
        _cellAtCentre = Array.ConvertAll(centres, centre => (int)cells.IndexOf(centre));
    }

    /// <summary>The cells.</summary>
    public WindowCells Cells { get; }

    /// <summary>Counts and Gi* of the cells.</summary>
    public RunningGiStar GiStar { get; }

    /// <summary>Incidents in the cells.</summary>
    public int Incidents { get; private set; }

    /// <summary>Cells for which Gi* is 0/0: all when their counts are equal, else those that neighbour all others.</summary>
    public int Undefined
    {
        get
        {
            var counts = Enumerable.Range(0, GiStar.Count).Select(GiStar.CountOf).ToArray();
            return counts.Max() == counts.Min() ? counts.Length : Enumerable.Range(0, counts.Length).Count(cell => _neighbours.SizeOf(cell) + 1 == counts.Length);
        }
    }

    /// <summary>Whether there is enough to test.</summary>
    public HotspotOutcome OutcomeOf(HotspotParameters parameters) =>
        GiStarTest.OutcomeOf(Incidents, _cellsWithIncidents, parameters.MinIncidents, parameters.MinCellsWithIncidents);

    /// <summary>Whether the place of a stored cell's centre is hot at 90 % or more here.</summary>
    public bool IsHotAtCentreOf(int storedCell) => _cellAtCentre[storedCell] is >= 0 and var cell
        && SignificanceClass.Of(GiStar.Z(cell), GiStar.Q(cell)) >= GiStarTest.LeastHotClass;

    /// <summary>Takes changes in.</summary>
    public void Apply(IReadOnlyList<IncidentChange> changes)
    {
        var moves = changes.Select(change => (Unit: (int)Cells.IndexOf(change.Place), change.Sign)).Where(change => change.Unit >= 0)
            .GroupBy(change => change.Unit, change => change.Sign).Select(group => (Unit: group.Key, Change: group.Sum())).Where(move => move.Change != 0).ToList();
        if (moves.Count == 0)
        {
            return;
        }

        Incidents += moves.Sum(move => move.Change);
        _cellsWithIncidents -= moves.Count(move => GiStar.CountOf(move.Unit) > 0);
        GiStar.Apply(moves);
        _cellsWithIncidents += moves.Count(move => GiStar.CountOf(move.Unit) > 0);
    }
}
