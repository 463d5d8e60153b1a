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
        var gi = GetisOrd.StarOnGrid(grid, [.. counts.Counts.Select(count => (double)count)]);
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

    /// <summary>Upper limits of the density legend's classes: each class holds half as many of the cells with density as the one
    /// below it, so that the top of the scale is kept for the few that stand out. Rounded up to two significant digits, each once.</summary>
    /// <param name="classes">Number of classes wanted, at least 1; fewer come out when limits coincide.</param>
    /// <returns>Rising limits, incidents per square kilometre; empty when there is no density. The last holds the densest cell.</returns>
    public IReadOnlyList<double> DensityBreaksPerKm2(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        var densities = Cells.Select(cell => cell.DensityPerKm2).Where(density => density > 0).Order().ToArray();
        return densities.Length == 0
            ? []
            : [.. Enumerable.Range(1, classes).Select(k => RoundedUp(densities[LastOfClass(k)])).Distinct()];

        int LastOfClass(int k) => k == classes ? densities.Length - 1 : (int)Math.Ceiling(densities.Length * (1 - Math.Pow(0.5, k))) - 1;
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

    private static double RoundedUp(double value)
    {
        // The nudge keeps a number that has two digits already, such as 5.6, from going up by rounding noise.
        var exponent = (int)Math.Floor(Math.Log10(value)) - 1;
        var digits = Math.Ceiling((value * Math.Pow(10, -exponent)) - 1e-9);
        return exponent >= 0 ? digits * Math.Pow(10, exponent) : digits / Math.Pow(10, -exponent);
    }
}
