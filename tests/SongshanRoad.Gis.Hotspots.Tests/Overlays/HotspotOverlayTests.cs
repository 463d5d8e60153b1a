using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Hotspots.Density;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Overlays;
using SongshanRoad.Gis.Hotspots.Tests.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Hotspots.Tests.Overlays;

public class HotspotOverlayTests
{
    private static readonly SquareGrid Grid = new(465_000, 3_838_000, 50);

    [Fact]
    public void Memphis_robberies_give_the_cells_of_the_reference_pipeline()
    {
        var points = new ReferenceTable(ReferenceFiles.InRepository("hotspots/pipeline_memphis_points_epsg32616.csv"));
        var expected = new ReferenceTable(ReferenceFiles.InRepository("hotspots/pipeline_memphis_grid500_expected.csv"));
        var box = new Envelope(214_500, 214_500 + (74 * 500), 3_876_500, 3_876_500 + (59 * 500));
        var overlay = HotspotOverlay.Compute(
            [.. points["x"].Zip(points["y"], (x, y) => new MetricPoint(x, y))],
            new PolygonWindow(new GeometryFactory().ToGeometry(box)),
            new HotspotParameters { Grid = new SquareGrid(214_500, 3_876_500, 500), BandwidthM = 1500 });

        Assert.Equal(HotspotOutcome.Ok, overlay.Outcome);
        Assert.Equal(4366, overlay.Cells.Count);
        for (var i = 0; i < overlay.Cells.Count; i++)
        {
            var cell = overlay.Cells[i];
            Assert.Equal((expected["col"][i], expected["row"][i], expected["count"][i]), (cell.Column + 1, cell.Row + 1, cell.Count));
            Assert.Equal(expected["gistar_z"][i], cell.Z, 1e-9);
            Assert.Equal(expected["p_two_sided"][i], cell.P, 1e-9);
            Assert.Equal(expected["p_bh"][i], cell.Q, 1e-9);
        }

        Assert.Equal(380, overlay.Hot[0] + overlay.Hot[1]);
        Assert.Equal(0, overlay.Cold.Sum());
        Assert.Equal(552, overlay.Cells.Count(cell => cell.P <= 0.05 && cell.Z > 0));
        Assert.Equal((2245, 2245, 0), (overlay.Provenance.IncidentsUsed, overlay.Provenance.IncidentsInCells, overlay.Provenance.IncidentsOutside));
        Assert.Equal(2245, overlay.Cells.Sum(cell => cell.DensityPerKm2) * 0.25, 5.0);
    }

    [Fact]
    public void Every_incident_is_used_or_reported_as_outside()
    {
        var incidents = Spread(400);
        var window = new PolygonWindow(WindowGridTests.District);
        var overlay = HotspotOverlay.Compute(incidents, window, new HotspotParameters { Grid = Grid });
        var provenance = overlay.Provenance;
        Assert.Equal(incidents.Length, provenance.IncidentsUsed + provenance.IncidentsOutside);
        Assert.Equal(overlay.Cells.Sum(cell => cell.Count), provenance.IncidentsInCells);
        Assert.True(provenance.IncidentsInCells < provenance.IncidentsUsed, "the sketch has incidents at the rim");
        var grid = WindowGrid.Clip(Grid, window);
        Assert.Equal(incidents.Count(incident => window.Contains(incident) || grid.IndexOf(incident) >= 0), provenance.IncidentsUsed);
        Assert.Equal("kde quartic diggle; gi* queen self binary; bh", provenance.Method);
        Assert.Equal((465_000, 3_838_000, 50, 150), (provenance.OriginEastingM, provenance.OriginNorthingM, provenance.CellM, provenance.BandwidthM));
        Assert.Equal(overlay.Cells.Count(cell => cell.Count > 0), provenance.CellsWithIncidents);
    }

    [Fact]
    public void Below_the_thresholds_nothing_is_coloured_but_counts_and_density_stand()
    {
        var window = new PolygonWindow(WindowGridTests.District);
        var parameters = new HotspotParameters { Grid = Grid };
        var few = HotspotOverlay.Compute([.. Enumerable.Repeat(new MetricPoint(465_900, 3_838_300), 59)], window, parameters);
        Assert.Equal(HotspotOutcome.TooFewIncidents, few.Outcome);
        Assert.All(few.Cells, cell => Assert.Equal(0, cell.Class));
        Assert.Equal(59, few.Cells.Max(cell => cell.Count));
        Assert.True(few.Cells.Max(cell => cell.DensityPerKm2) > 0);

        var piled = HotspotOverlay.Compute([.. Enumerable.Repeat(new MetricPoint(465_900, 3_838_300), 60)], window, parameters);
        Assert.Equal(HotspotOutcome.TooFewCells, piled.Outcome);
        Assert.Equal(0, piled.Hot.Sum());

        var allowed = HotspotOverlay.Compute([.. Enumerable.Repeat(new MetricPoint(465_900, 3_838_300), 60)], window, parameters with { MinCellsWithIncidents = 1 });
        Assert.Equal(HotspotOutcome.Ok, allowed.Outcome);
        Assert.Equal(9, allowed.Hot[0]);
    }

    [Fact]
    public void Fewer_than_thirty_cells_are_too_few_however_many_incidents()
    {
        var window = new PolygonWindow(new GeometryFactory().ToGeometry(new Envelope(465_000, 465_250, 3_838_000, 3_838_250)));
        var incidents = Enumerable.Range(0, 500).Select(i => new MetricPoint(465_000 + (i % 25 * 10), 3_838_000 + (i / 25 * 12))).ToArray();
        Assert.Equal(HotspotOutcome.TooFewCells, HotspotOverlay.Compute(incidents, window, new HotspotParameters { Grid = Grid }).Outcome);
    }

    [Fact]
    public void No_incidents_are_a_state_and_not_an_error()
    {
        var overlay = HotspotOverlay.Compute([], new PolygonWindow(WindowGridTests.District), new HotspotParameters { Grid = Grid });
        Assert.Equal(HotspotOutcome.TooFewIncidents, overlay.Outcome);
        Assert.All(overlay.Cells, cell => Assert.Equal((0, 0.0, 0.0, 1.0, 1.0, 0), (cell.Count, cell.DensityPerKm2, cell.Z, cell.P, cell.Q, cell.Class)));
        Assert.Equal(overlay.Cells.Count, overlay.Provenance.CellsUndefined);
    }

    [Fact]
    public void Order_of_the_incidents_changes_no_bit()
    {
        var incidents = Spread(300);
        var window = new PolygonWindow(WindowGridTests.District);
        var parameters = new HotspotParameters { Grid = Grid, Kernel = Kernel.Gaussian, BandwidthM = 60 };
        var forward = HotspotOverlay.Compute(incidents, window, parameters);
        Array.Reverse(incidents);
        Assert.Equal(forward.Cells, HotspotOverlay.Compute(incidents, window, parameters).Cells);
    }

    [Fact]
    public void A_grid_coarser_than_the_window_is_refused()
    {
        var window = new PolygonWindow(new GeometryFactory().ToGeometry(new Envelope(465_000, 465_010, 3_838_000, 3_838_010)));
        Assert.Contains("smaller cells", Assert.Throws<ArgumentException>(() => HotspotOverlay.Compute([], window, new HotspotParameters { Grid = Grid })).Message, StringComparison.Ordinal);
    }

    /// <summary>Incidents all over the district's box, thicker towards one corner.</summary>
    private static MetricPoint[] Spread(int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(_ => new MetricPoint(
            464_850 + (Math.Pow(random.NextDouble(), 1.5) * 2_000), 3_838_000 + (Math.Pow(random.NextDouble(), 1.5) * 1_450)))];
    }
}
