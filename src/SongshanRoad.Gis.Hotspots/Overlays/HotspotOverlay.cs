using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Stability;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Overlays;

/// <summary>A hotspot overlay: counts, kernel density and Gi* with Benjamini-Hochberg on one grid, and what of it depends on that grid.
/// The order of the incidents makes no difference to any bit of it.</summary>
/// <param name="Outcome">Whether significance may be coloured; if not, every class is 0.</param>
/// <param name="Cells">All cells of the window, by row, then column.</param>
/// <param name="Provenance">How it came about.</param>
public sealed record HotspotOverlay(HotspotOutcome Outcome, IReadOnlyList<HotspotCell> Cells, HotspotProvenance Provenance)
{
    /// <summary>Cells hot at 99, 95 and 90 %, each its own class.</summary>
    public IReadOnlyList<int> Hot => [OfClass(3), OfClass(2), OfClass(1)];

    /// <summary>Cells cold at 99, 95 and 90 %, each its own class.</summary>
    public IReadOnlyList<int> Cold => [OfClass(-3), OfClass(-2), OfClass(-1)];

    /// <summary>Computes an overlay.</summary>
    /// <param name="incidents">Positions in the metric CRS of window and grid.</param>
    /// <param name="weights">How much of each incident counts, 0 to 1, e.g. its share in the hours looked at; empty means 1 each. Those
    /// of weight 0 are as if they were not given.</param>
    /// <param name="window">The district.</param>
    /// <param name="parameters">Grid, kernel and thresholds.</param>
    /// <exception cref="ArgumentException">The grid has too many cells, or none has its centre in the window; the weights are not as many
    /// as the incidents.</exception>
    public static HotspotOverlay Compute(
        ReadOnlySpan<MetricPoint> incidents, ReadOnlySpan<double> weights, PolygonWindow window, HotspotParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(parameters);
        var cells = CellsOf(window, parameters);
        var used = UsedIncidents.Of(incidents, weights, window, cells);
        var counts = cells.SumAll(used.Places, used.Weights);
        var (perKm2, floored) = DensityOf(used, cells, window, parameters);
        var test = new GiStarTest(parameters);
        var gi = GiStarTest.Of(cells, counts);
        var q = MultipleTesting.BenjaminiHochberg(gi.P);
        var outcome = test.OutcomeOf(counts);
        var stability = outcome == HotspotOutcome.Ok
            ? StabilityLens.Of(used.Places, used.Weights, window, parameters.Grid, test.FindHot)
            : null;
        var overlaid = new HotspotCell[cells.Count];
        foreach (var (i, member) in cells.All().Index())
        {
            var significance = outcome == HotspotOutcome.Ok ? SignificanceClass.Of(gi.Z[i], q[i]) : 0;
            overlaid[i] = new HotspotCell(member.Column, member.Row, counts[i], perKm2[i], gi.Z[i], gi.P[i], q[i], significance,
                stability?.Cells[i] == StabilityState.DependsOnTheGrid);
        }

        return Of(outcome, overlaid, parameters, window.AreaM2,
            new OverlayTally(used.Places.Length, used.InCells, used.Outside, floored, gi.Undefined.Count));
    }

    /// <summary>The cells that Gi* of an overlay sums for one of them, were all of them in the window: the cell itself, then those it
    /// touches.</summary>
    /// <param name="grid">Grid of the overlay.</param>
    /// <param name="cell">The cell.</param>
    public static IReadOnlyList<GridCell> NeighbourhoodOf(CellGrid grid, GridCell cell)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var (line, place) = grid.PlaceOf(cell);
        var reach = grid.ReachOf(GiStarTest.ContiguityOf(grid), line);
        var beside = Enumerable.Range(place + reach.From, reach.To - reach.From + 1).ToArray();
        return [cell, grid.CellAt(line, place - 1), grid.CellAt(line, place + 1),
            .. beside.Select(there => grid.CellAt(line - 1, there)), .. beside.Select(there => grid.CellAt(line + 1, there))];
    }

    /// <summary>The cells of an overlay.</summary>
    /// <exception cref="ArgumentException">There are too many, or none has its centre in the window.</exception>
    internal static WindowCells CellsOf(PolygonWindow window, HotspotParameters parameters)
    {
        var cells = WindowCells.Clip(parameters.Grid, window);
        return cells.Count == 0
            ? throw new ArgumentException(
                $"No cell of {parameters.Grid.CellAreaM2:F0} m² has its centre in the window of {window.AreaM2:F0} m²; use smaller cells.", nameof(parameters))
            : cells.TooManyToHold is { } why ? throw new ArgumentException(why, nameof(parameters)) : cells;
    }

    /// <summary>An overlay of computed cells.</summary>
    internal static HotspotOverlay Of(HotspotOutcome outcome, HotspotCell[] cells, HotspotParameters parameters, double windowAreaM2, OverlayTally tally) =>
        new(outcome, cells, new HotspotProvenance(
            $"kde {parameters.Kernel} {parameters.EdgeCorrection}; gi* {GiStarTest.ContiguityOf(parameters.Grid)} self binary; bh".ToLowerInvariant(),
            parameters.Kernel, parameters.BandwidthM, parameters.EdgeCorrection, parameters.Grid, windowAreaM2,
            tally.Used, tally.InCells, tally.Outside, tally.Floored,
            cells.Length, cells.Count(cell => cell.Count > 0), tally.UndefinedCells, cells.Count(cell => cell.DependsOnGrid), cells.Sum(cell => cell.Count),
            parameters.MinIncidents, parameters.MinCellsWithIncidents));

    private static (double[] PerKm2, int Floored) DensityOf(UsedIncidents used, WindowCells cells, PolygonWindow window, HotspotParameters parameters)
    {
        var density = new OverlayDensity(cells, window, parameters);
        density.Add(used.Places, used.Weights);
        return (density.PerKm2(), density.Floored);
    }

    private int OfClass(int wanted) => Cells.Count(cell => cell.Class == wanted);
}
