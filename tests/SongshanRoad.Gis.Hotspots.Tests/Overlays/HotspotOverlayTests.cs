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
            [],
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
        var overlay = HotspotOverlay.Compute(incidents, [], window, new HotspotParameters { Grid = Grid });
        var provenance = overlay.Provenance;
        Assert.Equal(incidents.Length, provenance.IncidentsUsed + provenance.IncidentsOutside);
        Assert.Equal(overlay.Cells.Sum(cell => cell.Count), provenance.IncidentsInCells);
        Assert.True(provenance.IncidentsInCells < provenance.IncidentsUsed, "the sketch has incidents at the rim");
        var grid = WindowGrid.Clip(Grid, window);
        Assert.Equal(incidents.Count(incident => window.Contains(incident) || grid.IndexOf(incident) >= 0), provenance.IncidentsUsed);
        Assert.Equal("kde quartic diggle; gi* queen self binary; bh", provenance.Method);
        Assert.Equal((Grid, 150), (provenance.Grid, provenance.BandwidthM));
        Assert.Equal(overlay.Cells.Count(cell => cell.Count > 0), provenance.CellsWithIncidents);
    }

    [Fact]
    public void Below_the_thresholds_nothing_is_coloured_but_counts_and_density_stand()
    {
        var window = new PolygonWindow(WindowGridTests.District);
        var parameters = new HotspotParameters { Grid = Grid };
        var few = HotspotOverlay.Compute([.. Enumerable.Repeat(new MetricPoint(465_900, 3_838_300), 59)], [], window, parameters);
        Assert.Equal(HotspotOutcome.TooFewIncidents, few.Outcome);
        Assert.All(few.Cells, cell => Assert.Equal(0, cell.Class));
        Assert.Equal(59, few.Cells.Max(cell => cell.Count));
        Assert.True(few.Cells.Max(cell => cell.DensityPerKm2) > 0);

        var piled = HotspotOverlay.Compute([.. Enumerable.Repeat(new MetricPoint(465_900, 3_838_300), 60)], [], window, parameters);
        Assert.Equal(HotspotOutcome.TooFewCells, piled.Outcome);
        Assert.Equal(0, piled.Hot.Sum());

        var allowed = HotspotOverlay.Compute([.. Enumerable.Repeat(new MetricPoint(465_900, 3_838_300), 60)], [], window, parameters with { MinCellsWithIncidents = 1 });
        Assert.Equal(HotspotOutcome.Ok, allowed.Outcome);
        Assert.Equal(9, allowed.Hot[0]);
    }

    [Fact]
    public void Fewer_than_thirty_cells_are_too_few_however_many_incidents()
    {
        var window = new PolygonWindow(new GeometryFactory().ToGeometry(new Envelope(465_000, 465_250, 3_838_000, 3_838_250)));
        var incidents = Enumerable.Range(0, 500).Select(i => new MetricPoint(465_000 + (i % 25 * 10), 3_838_000 + (i / 25 * 12))).ToArray();
        Assert.Equal(HotspotOutcome.TooFewCells, HotspotOverlay.Compute(incidents, [], window, new HotspotParameters { Grid = Grid }).Outcome);
    }

    [Fact]
    public void No_incidents_are_a_state_and_not_an_error()
    {
        var overlay = HotspotOverlay.Compute([], [], new PolygonWindow(WindowGridTests.District), new HotspotParameters { Grid = Grid });
        Assert.Equal(HotspotOutcome.TooFewIncidents, overlay.Outcome);
        Assert.All(overlay.Cells, cell => Assert.Equal((0.0, 0.0, 0.0, 1.0, 1.0, 0), (cell.Count, cell.DensityPerKm2, cell.Z, cell.P, cell.Q, cell.Class)));
        Assert.Equal(overlay.Cells.Count, overlay.Provenance.CellsUndefined);
    }

    [Fact]
    public void Order_of_the_incidents_changes_no_bit()
    {
        var incidents = Spread(300);
        var window = new PolygonWindow(WindowGridTests.District);
        var parameters = new HotspotParameters { Grid = Grid, Kernel = Kernel.Gaussian, BandwidthM = 60 };
        var forward = HotspotOverlay.Compute(incidents, [], window, parameters);
        Array.Reverse(incidents);
        Assert.Equal(forward.Cells, HotspotOverlay.Compute(incidents, [], window, parameters).Cells);
    }

    [Fact]
    public void Weights_count_by_their_size_in_any_order_and_nought_is_as_if_not_there()
    {
        var incidents = Spread(300);
        var window = new PolygonWindow(WindowGridTests.District);
        var parameters = new HotspotParameters { Grid = Grid };
        var random = new Random(3);
        double[] weights = [.. incidents.Select((_, i) => i % 3 == 0 ? 0 : i % 3 == 1 ? 1 : random.Next(1, 60) / 60.0)];
        var overlay = HotspotOverlay.Compute(incidents, weights, window, parameters);
        var grid = WindowGrid.Clip(Grid, window);
        Assert.Equal(incidents.Zip(weights).Where(pair => grid.IndexOf(pair.First) >= 0).Sum(pair => pair.Second), overlay.Provenance.WeightInCells, 1e-9);
        var kept = incidents.Zip(weights).Where(pair => pair.Second > 0).Reverse().ToArray();
        Assert.Equal(overlay.Cells, HotspotOverlay.Compute([.. kept.Select(pair => pair.First)], [.. kept.Select(pair => pair.Second)], window, parameters).Cells);
        Assert.Equal(HotspotOverlay.Compute(incidents, [], window, parameters).Cells, HotspotOverlay.Compute(incidents, [.. incidents.Select(_ => 1.0)], window, parameters).Cells);
        Assert.Throws<ArgumentException>(() => HotspotOverlay.Compute(incidents, [1], window, parameters));
    }

    [Fact]
    public void Hexagons_hold_the_same_incidents_and_their_six_neighbours_decide()
    {
        var incidents = Spread(400);
        var window = new PolygonWindow(WindowGridTests.District);
        var grid = new HexGrid(0, 0, 50);
        var overlay = HotspotOverlay.Compute(incidents, [], window, new HotspotParameters { Grid = grid });
        var cells = WindowCells.Clip(grid, window);
        Assert.Equal("kde quartic diggle; gi* hexagon self binary; bh", overlay.Provenance.Method);
        Assert.Equal(incidents.Count(incident => cells.IndexOf(incident) >= 0), overlay.Cells.Sum(cell => cell.Count));
        // Gi* by hand: a cell and the cells one width away.
        var centres = overlay.Cells.Select(cell => grid.CentreOf(new GridCell(cell.Column, cell.Row))).ToArray();
        var (n, mean) = (centres.Length, overlay.Cells.Average(cell => cell.Count));
        var deviation = Math.Sqrt(overlay.Cells.Average(cell => cell.Count * cell.Count) - (mean * mean));
        for (var i = 0; i < n; i += 7)
        {
            var near = Enumerable.Range(0, n).Where(j => centres[j].DistanceM(centres[i]) < 51).ToArray();
            Assert.InRange(near.Length, 1, 7);
            var z = (near.Sum(j => overlay.Cells[j].Count) - (mean * near.Length))
                / (deviation * Math.Sqrt(((n * near.Length) - (near.Length * near.Length)) / (n - 1.0)));
            Assert.Equal(z, overlay.Cells[i].Z, 1e-9);
        }
    }

    [Fact]
    public void A_hot_cell_that_only_this_grid_shows_is_said_to_depend_on_it()
    {
        var window = new PolygonWindow(new GeometryFactory().ToGeometry(new Envelope(465_000, 467_000, 3_838_000, 3_840_000)));
        var random = new Random(11);
        // A dense block two cells wide, a thin spread everywhere, and small clumps that some grids hold together and some cut up.
        MetricPoint[] clumps = [.. Enumerable.Range(0, 40).Select(_ => new MetricPoint(465_100 + (1_800 * random.NextDouble()), 3_838_100 + (1_800 * random.NextDouble())))];
        MetricPoint[] incidents = [
            .. Enumerable.Range(0, 40).Select(_ => new MetricPoint(465_900 + (100 * random.NextDouble()), 3_838_900 + (100 * random.NextDouble()))),
            .. clumps.SelectMany((clump, i) => Enumerable.Range(0, 3 + (i % 6)).Select(_ => new MetricPoint(clump.EastingM + (30 * random.NextDouble()), clump.NorthingM + (30 * random.NextDouble())))),
            .. Enumerable.Range(0, 200).Select(_ => new MetricPoint(465_000 + (2_000 * random.NextDouble()), 3_838_000 + (2_000 * random.NextDouble())))];
        var overlay = HotspotOverlay.Compute(incidents, [], window, new HotspotParameters { Grid = Grid });
        var middle = overlay.Cells.Single(cell => cell is { Column: 18, Row: 18 });
        Assert.Equal((3, false), (middle.Class, middle.DependsOnGrid));
        Assert.All(overlay.Cells.Where(cell => cell.DependsOnGrid), cell => Assert.True(cell.Class > 0));
        Assert.Equal(overlay.Cells.Count(cell => cell.DependsOnGrid), overlay.Provenance.CellsDependingOnGrid);
        Assert.True(overlay.Provenance.CellsDependingOnGrid > 0, "some clumps are hot on this grid only");
    }

    [Fact]
    public void A_grid_coarser_than_the_window_is_refused()
    {
        var window = new PolygonWindow(new GeometryFactory().ToGeometry(new Envelope(465_000, 465_010, 3_838_000, 3_838_010)));
        Assert.Contains("smaller cells", Assert.Throws<ArgumentException>(() => HotspotOverlay.Compute([], [], window, new HotspotParameters { Grid = Grid })).Message, StringComparison.Ordinal);
    }

    /// <summary>Incidents all over the district's box, thicker towards one corner.</summary>
    private static MetricPoint[] Spread(int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(_ => new MetricPoint(
            464_850 + (Math.Pow(random.NextDouble(), 1.5) * 2_000), 3_838_000 + (Math.Pow(random.NextDouble(), 1.5) * 1_450)))];
    }
}
