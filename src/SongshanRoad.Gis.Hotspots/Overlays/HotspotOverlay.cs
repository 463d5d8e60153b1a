using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Density;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Overlays;

/// <summary>A hotspot overlay: counts, kernel density and Gi* with Benjamini-Hochberg on one grid. The order of the incidents
/// makes no difference to any bit of it.</summary>
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
    /// <param name="window">The district.</param>
    /// <param name="parameters">Grid, kernel and thresholds.</param>
    /// <exception cref="ArgumentException">The grid has too many cells, or none has its centre in the window.</exception>
    public static HotspotOverlay Compute(ReadOnlySpan<MetricPoint> incidents, PolygonWindow window, HotspotParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(parameters);
        var grid = WindowGrid.Clip(parameters.Grid, window);
        if (grid.Cells.Count == 0)
        {
            throw new ArgumentException(
                $"No cell of {parameters.Grid.CellM} m has its centre in the window of {window.AreaM2:F0} m²; use smaller cells.", nameof(parameters));
        }

        var used = UsedOf(incidents, window, grid);
        var counts = grid.Count(used);
        var density = new PlanarKde(parameters.Kernel, parameters.BandwidthM, parameters.EdgeCorrection, window).OnGrid(used, [], grid);
        var gi = GetisOrd.Star(new GridContiguity(grid.Members, Contiguity.Queen), [.. counts.Counts.Select(count => (double)count)]);
        var q = MultipleTesting.BenjaminiHochberg(gi.P);

        var inCells = used.Length - counts.Outside;
        var cellsWithIncidents = counts.Counts.Count(count => count > 0);
        var outcome = inCells < parameters.MinIncidents ? HotspotOutcome.TooFewIncidents
            : Math.Min(grid.Cells.Count, cellsWithIncidents) < parameters.MinCellsWithIncidents ? HotspotOutcome.TooFewCells
            : HotspotOutcome.Ok;
        var cells = new HotspotCell[grid.Cells.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            var significance = outcome == HotspotOutcome.Ok ? SignificanceClass.Of(gi.Z[i], q[i]) : 0;
            cells[i] = new HotspotCell(grid.Cells[i].Column, grid.Cells[i].Row, counts.Counts[i], density.PerKm2[i],
                gi.Z[i], gi.P[i], q[i], significance);
        }

        return new HotspotOverlay(outcome, cells, new HotspotProvenance(
            $"kde {parameters.Kernel} {parameters.EdgeCorrection}; gi* queen self binary; bh".ToLowerInvariant(),
            parameters.Kernel, parameters.BandwidthM, parameters.EdgeCorrection,
            parameters.Grid.OriginEastingM, parameters.Grid.OriginNorthingM, parameters.Grid.CellM, window.AreaM2,
            used.Length, inCells, incidents.Length - used.Length, density.FlooredIncidents,
            cells.Length, cellsWithIncidents, gi.Undefined.Count, parameters.MinIncidents, parameters.MinCellsWithIncidents));
    }

    private int OfClass(int wanted) => Cells.Count(cell => cell.Class == wanted);

    private static MetricPoint[] UsedOf(ReadOnlySpan<MetricPoint> incidents, PolygonWindow window, WindowGrid grid)
    {
        var used = new List<MetricPoint>(incidents.Length);
        foreach (var incident in incidents)
        {
            if (grid.IndexOf(incident) >= 0 || window.Contains(incident))
            {
                used.Add(incident);
            }
        }

        return [.. used];
    }
}
