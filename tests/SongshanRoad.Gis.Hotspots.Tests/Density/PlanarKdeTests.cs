using System.Text.Json;
using CsCheck;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Hotspots.Density;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Tests.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Hotspots.Tests.Density;

public class PlanarKdeTests
{
    private const double M2PerKm2 = 1e6;

    private static readonly Gen<MetricPoint> InDistrict =
        Gen.Select(Gen.Double[464_900, 466_400], Gen.Double[3_838_050, 3_839_300]).Select((e, n) => new MetricPoint(e, n));

    [Theory]
    [InlineData("kde_chicago_sigma100", 100, 116, 360)]
    [InlineData("kde_gorillas_polywindow_sigma300", 300, 647, 625)]
    public void Uncorrected_sums_agree_with_two_R_packages(string name, double sigma, int incidents, int places)
    {
        var fixture = new KdeFixture(name);
        Assert.Equal((incidents, places), (fixture.Incidents.Length, fixture.At.Length));
        var gaussian = new PlanarKde(Kernel.Gaussian, sigma, EdgeCorrection.None, null).At(fixture.Incidents, [], fixture.At).PerKm2;
        var quartic = new PlanarKde(Kernel.Quartic, sigma * Math.Sqrt(8), EdgeCorrection.None, null).At(fixture.Incidents, [], fixture.At).PerKm2;
        AssertWithin(fixture.Expected["gaussian_noedge"], gaussian, relative: 1e-9);
        AssertWithin(fixture.Expected["gaussian_noedge_ks"], gaussian, relative: 1e-9);
        // The fixture's radius is rounded in the last place, which shows where the quartic is about to vanish.
        AssertWithin(fixture.Expected["quartic_noedge"], quartic, relative: 1e-9, ofLargest: 1e-15);
    }

    [Fact]
    public void Diggle_in_a_rectangle_agrees_with_the_closed_form()
    {
        var fixture = new KdeFixture("kde_chicago_sigma100");
        var corrected = new PlanarKde(Kernel.Gaussian, 100, EdgeCorrection.Diggle, fixture.Window).At(fixture.Incidents, [], fixture.At);
        AssertWithin(fixture.Expected["gaussian_edge_diggle_exact"], corrected.PerKm2, relative: 1e-9);
        Assert.Equal(0, corrected.FlooredIncidents);
    }

    [Fact]
    public void Mass_inside_a_rectangle_agrees_with_the_closed_form()
    {
        // Uniform correction divides by the mass at the place itself.
        var fixture = new KdeFixture("kde_chicago_sigma100");
        var mass = new WindowMass(fixture.Window, new KernelShape(Kernel.Gaussian, 100));
        var expected = fixture.Expected["gaussian_noedge"].Zip(fixture.Expected["gaussian_edge_uniform_exact"], (plain, corrected) => plain / corrected).ToArray();
        AssertWithin(expected, [.. fixture.At.Select(place => mass.At(place) * M2PerKm2)], relative: 1e-9);
    }

    [Fact]
    public void Uniform_correction_in_a_rectangle_agrees_with_the_closed_form()
    {
        var fixture = new KdeFixture("kde_chicago_sigma100");
        var corrected = new PlanarKde(Kernel.Gaussian, 100, EdgeCorrection.Uniform, fixture.Window).At(fixture.Incidents, [], fixture.At);
        AssertWithin(fixture.Expected["gaussian_edge_uniform_exact"], corrected.PerKm2, relative: 1e-9);
        Assert.Equal((0, 0), (corrected.FlooredIncidents, corrected.FlooredPlaces));
    }

    [Theory]
    [InlineData("kde_chicago_sigma100", 100)]
    [InlineData("kde_gorillas_polywindow_sigma300", 300)]
    public void A_correction_knows_the_density_just_where_the_fixture_says_the_window_is(string name, double sigma)
    {
        var fixture = new KdeFixture(name);
        var expected = fixture.Expected["inside_window"].Select(flag => flag == 1);
        foreach (var correction in new[] { EdgeCorrection.Diggle, EdgeCorrection.Uniform })
        {
            var field = new PlanarKde(Kernel.Epanechnikov, sigma * Math.Sqrt(6), correction, fixture.Window).At(fixture.Incidents, [], fixture.At);
            Assert.Equal(expected, field.PerKm2.Select(value => !double.IsNaN(value)));
        }
    }

    [Theory]
    [InlineData("kde_chicago_sigma100", 100, 5)]
    [InlineData("kde_gorillas_polywindow_sigma300", 300, 15)]
    public void The_integral_over_the_window_is_that_of_spatstat(string name, double sigma, double cellM)
    {
        var fixture = new KdeFixture(name);
        using var parameters = JsonDocument.Parse(File.ReadAllText(ReferenceFiles.InSharedOrSkip($"reference/hotspots/{name}_params.json")));
        var grid = WindowGrid.Clip(new SquareGrid(0, 0, cellM), fixture.Window);
        foreach (var (kernel, word) in new[] { (Kernel.Gaussian, "gaussian"), (Kernel.Quartic, "quartic") })
        {
            foreach (var correction in new[] { EdgeCorrection.Uniform, EdgeCorrection.Diggle })
            {
                var expected = parameters.RootElement.GetProperty("integral_over_window").GetProperty($"{word}_{correction}".ToLowerInvariant()).GetDouble();
                var kde = new PlanarKde(kernel, KernelBandwidth.OfStandardDeviation(kernel, sigma), correction, fixture.Window);
                var integral = kde.OnGrid(fixture.Incidents, [], grid).PerKm2.Sum() * cellM * cellM / M2PerKm2;
                Assert.Equal(expected, integral, 0.005 * expected);
            }
        }
    }

    [Theory]
    [InlineData("kde_chicago_sigma100", 100)]
    [InlineData("kde_gorillas_polywindow_sigma300", 300)]
    public void Corrections_in_a_polygon_agree_with_the_spatstat_raster(string name, double sigma)
    {
        var fixture = new KdeFixture(name);
        // A place on the rim may lie in a raster pixel that the peer leaves empty.
        var inside = fixture.Expected["inside_window"].Zip(fixture.Expected["gaussian_edge_diggle_spatstat"], (flag, value) => flag == 1 && !double.IsNaN(value)).ToArray();
        Assert.True(inside.Count(flag => flag) > 300);
        foreach (var (kernel, correction, column) in new[]
        {
            (Kernel.Gaussian, EdgeCorrection.Diggle, "gaussian_edge_diggle_spatstat"), (Kernel.Quartic, EdgeCorrection.Diggle, "quartic_edge_diggle_spatstat"),
            (Kernel.Gaussian, EdgeCorrection.Uniform, "gaussian_edge_uniform_spatstat"), (Kernel.Quartic, EdgeCorrection.Uniform, "quartic_edge_uniform_spatstat"),
        })
        {
            var bandwidthM = KernelBandwidth.OfStandardDeviation(kernel, sigma);
            var field = new PlanarKde(kernel, bandwidthM, correction, fixture.Window).At(fixture.Incidents, [], fixture.At).PerKm2;
            var expected = fixture.Expected[column];
            AssertWithin([.. expected.Where((_, i) => inside[i])], [.. field.Where((_, i) => inside[i])], relative: 0, ofLargest: 0.005);
        }
    }

    [Theory]
    [InlineData(Kernel.Quartic, 180)]
    [InlineData(Kernel.Epanechnikov, 170)]
    [InlineData(Kernel.Gaussian, 70)]
    public void The_mass_inside_a_polygon_equals_a_fine_sum_over_it(Kernel kernel, double bandwidthM)
    {
        var window = new PolygonWindow(WindowGridTests.District);
        var mass = new WindowMass(window, new KernelShape(kernel, bandwidthM));
        var fine = WindowGrid.Clip(new SquareGrid(465_000, 3_838_000, 2), window);
        var centres = fine.Cells.Select(fine.Grid.CentreOf).ToArray();
        foreach (var place in new MetricPoint[]
        {
            new(465_050, 3_838_050), new(465_410, 3_838_500), new(466_230, 3_838_560), new(466_000, 3_838_300), new(466_550, 3_838_200),
            new(464_800, 3_838_000), new(465_900, 3_838_610), new(465_012, 3_838_007), new(465_611, 3_838_020), new(467_500, 3_838_000),
        })
        {
            var shape = new KernelShape(kernel, bandwidthM);
            var sum = centres.Sum(centre => shape.PerM2(Math.Pow(centre.DistanceM(place), 2))) * 4;
            Assert.Equal(sum, mass.At(place), 0.001);
        }
    }

    [Fact]
    public void On_an_edge_half_the_mass_is_inside_and_on_a_square_corner_a_quarter()
    {
        var square = new PolygonWindow(new GeometryFactory().ToGeometry(new Envelope(465_000, 470_000, 3_838_000, 3_843_000)));
        foreach (var kernel in Enum.GetValues<Kernel>())
        {
            var mass = new WindowMass(square, new KernelShape(kernel, 100));
            foreach (var (east, north, expected) in new (double, double, double)[]
            {
                (465_000, 3_840_000, 0.5), (470_000, 3_840_000, 0.5), (467_000, 3_838_000, 0.5), (467_000, 3_843_000, 0.5),
                (465_000, 3_838_000, 0.25), (470_000, 3_843_000, 0.25), (465_000, 3_843_000, 0.25), (467_000, 3_840_000, 1), (464_000, 3_840_000, 0),
                (465_000 + 1e-9, 3_840_000, 0.5), (465_000, 3_838_000 + 1e-7, 0.25),
            })
            {
                Assert.Equal(expected, mass.At(new MetricPoint(east, north)), 1e-5);
            }
        }
    }

    [Theory]
    [InlineData(Kernel.Quartic, 150)]
    [InlineData(Kernel.Epanechnikov, 140)]
    [InlineData(Kernel.Gaussian, 60)]
    public void Diggle_keeps_the_number_of_incidents_over_the_window(Kernel kernel, double bandwidthM) =>
        InDistrict.Array[1, 12].Sample(
            candidates =>
            {
                var window = new PolygonWindow(WindowGridTests.District);
                var incidents = candidates.Where(window.Contains).ToArray();
                var fine = WindowGrid.Clip(new SquareGrid(465_000, 3_838_000, 4), window);
                var field = new PlanarKde(kernel, bandwidthM, EdgeCorrection.Diggle, window).OnGrid(incidents, [], fine);
                // The sum over 4 m cells misses the integral at the slanting rim only.
                Assert.Equal(incidents.Length, field.PerKm2.Sum() * 16 / M2PerKm2, 0.01 * Math.Max(1, incidents.Length));
            },
            iter: 20);

    [Fact]
    public void On_the_grid_the_sum_is_the_same_as_kernel_by_kernel() =>
        Gen.Select(InDistrict.Array[0, 40], Gen.Double[20, 400], Gen.Enum<Kernel>(), Gen.Enum<EdgeCorrection>()).Sample(
            (incidents, bandwidthM, kernel, correction) =>
            {
                var window = new PolygonWindow(WindowGridTests.District);
                var grid = WindowGrid.Clip(new SquareGrid(465_000, 3_838_000, 50), window);
                var weights = incidents.Select((_, i) => 0.25 + (i % 3)).ToArray();
                var kde = new PlanarKde(kernel, bandwidthM, correction, window);
                var onGrid = kde.OnGrid(incidents, weights, grid).PerKm2;
                var exact = kde.At(incidents, weights, [.. grid.Cells.Select(grid.Grid.CentreOf)]).PerKm2;
                // On the grid each Gaussian is cut where 3.7e-6 of its peak is left, a peak that a correction may multiply by a hundred
                // outside the window, and the mass inside is within a millionth.
                var peakPerKm2 = weights.Sum() * M2PerKm2 / (2 * Math.PI * bandwidthM * bandwidthM);
                var most = exact.Where(double.IsFinite).DefaultIfEmpty().Max();
                var corrected = peakPerKm2 * (correction == EdgeCorrection.None ? 1 : 100);
                var cut = kernel != Kernel.Gaussian ? 0 : (1e-5 * most) + (3.8e-6 * corrected);
                // At the rim one minus the squares is all cancellation: what is left of it is rounded as the peak is.
                var rounding = 8e-15 * corrected;
                for (var i = 0; i < exact.Length; i++)
                {
                    Assert.Equal(exact[i], onGrid[i], (1e-10 * exact[i]) + cut + rounding);
                }
            },
            iter: 50);

    [Fact]
    public void Order_of_the_incidents_changes_no_bit() => Gen.Select(InDistrict.Array[2, 60], Gen.Int[0, 1000]).Sample((incidents, seed) =>
    {
        incidents[^1] = incidents[0];
        var weights = incidents.Select((_, i) => 0.1 * (i + 1)).ToArray();
        var order = Enumerable.Range(0, incidents.Length).ToArray();
        new Random(seed).Shuffle(order);
        var window = new PolygonWindow(WindowGridTests.District);
        var grid = WindowGrid.Clip(new SquareGrid(465_000, 3_838_000, 50), window);
        var kde = new PlanarKde(Kernel.Quartic, 150, EdgeCorrection.Diggle, window);
        Assert.Equal(
            kde.OnGrid(incidents, weights, grid).PerKm2,
            kde.OnGrid([.. order.Select(i => incidents[i])], [.. order.Select(i => weights[i])], grid).PerKm2);
    }, iter: 50);

    [Fact]
    public void Moving_everything_by_whole_cells_moves_the_density() => Gen.Select(InDistrict.Array[1, 20], Gen.Int[-40, 40], Gen.Int[-40, 40]).Sample(
        (incidents, columns, rows) =>
        {
            var kde = new PlanarKde(Kernel.Quartic, 150, EdgeCorrection.None, null);
            var here = WindowGrid.Box(new SquareGrid(465_000, 3_838_000, 50), new GridCell(0, 0), 30, 30);
            var there = WindowGrid.Box(here.Grid, new GridCell(columns, rows), 30, 30);
            var moved = incidents.Select(point => new MetricPoint(point.EastingM + (50 * columns), point.NorthingM + (50 * rows))).ToArray();
            AssertWithin([.. kde.OnGrid(incidents, [], here).PerKm2.Select(value => value / M2PerKm2)], kde.OnGrid(moved, [], there).PerKm2, 1e-6, 1e-12);
        },
        iter: 50);

    [Fact]
    public void A_single_incident_has_the_textbook_peak_per_square_kilometre()
    {
        var at = new MetricPoint(465_425, 3_838_325);
        Assert.Equal(3 / (Math.PI * 0.15 * 0.15), new PlanarKde(Kernel.Quartic, 150, EdgeCorrection.None, null).At([at], [], [at]).PerKm2[0], 1e-9);
        Assert.Equal(2 / (Math.PI * 0.15 * 0.15), new PlanarKde(Kernel.Epanechnikov, 150, EdgeCorrection.None, null).At([at], [], [at]).PerKm2[0], 1e-9);
        Assert.Equal(1 / (2 * Math.PI * 0.1 * 0.1), new PlanarKde(Kernel.Gaussian, 100, EdgeCorrection.None, null).At([at], [], [at]).PerKm2[0], 1e-9);
    }

    [Fact]
    public void No_incident_gives_no_density_and_a_far_one_is_floored_and_counted()
    {
        var window = new PolygonWindow(WindowGridTests.District);
        var grid = WindowGrid.Clip(new SquareGrid(465_000, 3_838_000, 50), window);
        var kde = new PlanarKde(Kernel.Quartic, 150, EdgeCorrection.Diggle, window);
        Assert.All(kde.OnGrid([], [], grid).PerKm2, value => Assert.Equal(0, value));
        Assert.Equal(1, kde.OnGrid([new(480_000, 3_838_000), new(465_900, 3_838_500)], [], grid).FlooredIncidents);
    }

    [Fact]
    public void Outside_the_window_nothing_is_known_and_on_its_rim_something_is()
    {
        var square = new PolygonWindow(new GeometryFactory().ToGeometry(new Envelope(465_000, 465_500, 3_838_000, 3_838_500)));
        MetricPoint[] at = [new(465_500, 3_838_500), new(465_500, 3_838_250), new(465_000, 3_838_000), new(465_501, 3_838_250)];
        foreach (var correction in new[] { EdgeCorrection.Diggle, EdgeCorrection.Uniform })
        {
            var field = new PlanarKde(Kernel.Quartic, 600, correction, square).At([new(465_250, 3_838_250)], [], at).PerKm2;
            Assert.Equal([true, true, true, false], field.Select(value => value > 0));
            Assert.True(double.IsNaN(field[3]));
            var box = WindowGrid.Box(new SquareGrid(465_000, 3_838_000, 50), new GridCell(-1, 0), 12, 10);
            var grid = new PlanarKde(Kernel.Quartic, 600, correction, square).OnGrid([new(465_250, 3_838_250)], [], box).PerKm2;
            Assert.Equal(box.Cells.Select(cell => cell.Column is >= 0 and < 10), grid.Select(value => !double.IsNaN(value)));
        }
    }

    [Fact]
    public void A_far_place_feels_what_a_Gaussian_leaves_there()
    {
        // 20 standard deviations away from all but one incident, 12 from that.
        MetricPoint[] incidents = [.. Enumerable.Range(0, 500).Select(i => new MetricPoint(2_000 + i, 0)), new(1_200, 0)];
        var density = new PlanarKde(Kernel.Gaussian, 100, EdgeCorrection.None, null).At(incidents, [], [new(0, 0)]).PerKm2[0];
        var expected = incidents.Sum(incident => Math.Exp(-0.5 * Math.Pow(incident.EastingM / 100, 2))) / (2 * Math.PI * 0.01);
        Assert.Equal(1, density / expected, 1e-9);
    }

    [Fact]
    public void Unusable_input_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlanarKde(Kernel.Quartic, 0, EdgeCorrection.None, null));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlanarKde(Kernel.Quartic, double.NaN, EdgeCorrection.None, null));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlanarKde(Kernel.Quartic, 2e6, EdgeCorrection.None, null));
        Assert.Throws<ArgumentNullException>(() => new PlanarKde(Kernel.Quartic, 100, EdgeCorrection.Diggle, null));
        Assert.Throws<ArgumentNullException>(() => new PlanarKde(Kernel.Quartic, 100, EdgeCorrection.Uniform, null));
        var kde = new PlanarKde(Kernel.Quartic, 100, EdgeCorrection.None, null);
        Assert.Throws<ArgumentException>(() => kde.At([new(0, double.NaN)], [], []));
        Assert.Throws<ArgumentException>(() => kde.At([new(0, 0)], [-1], []));
        Assert.Throws<ArgumentException>(() => kde.At([new(0, 0)], [1, 2], []));
    }

    /// <summary>Expected values are per square unit; ours per square kilometre of metres.</summary>
    private static void AssertWithin(double[] expectedPerM2, double[] actualPerKm2, double relative, double ofLargest = 0)
    {
        Assert.Equal(expectedPerM2.Length, actualPerKm2.Length);
        var floor = ofLargest * expectedPerM2.Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (var i = 0; i < expectedPerM2.Length; i++)
        {
            var off = Math.Abs((actualPerKm2[i] / M2PerKm2) - expectedPerM2[i]);
            Assert.True(off <= (relative * expectedPerM2[i]) + floor, $"[{i}] expected {expectedPerM2[i]:R}, was {actualPerKm2[i] / M2PerKm2:R}");
        }
    }

    private sealed class KdeFixture(string name)
    {
        public ReferenceTable Expected { get; } = Read(name, "expected");

        public MetricPoint[] Incidents { get; } = Places(Read(name, "points"));

        public MetricPoint[] At { get; } = Places(Read(name, "expected"));

        public PolygonWindow Window { get; } = new(new GeometryFactory().CreatePolygon(
            [.. Places(Read(name, "window")).Select(point => new Coordinate(point.EastingM, point.NorthingM)),
                .. Places(Read(name, "window")).Take(1).Select(point => new Coordinate(point.EastingM, point.NorthingM))]));

        private static ReferenceTable Read(string name, string part) =>
            new(ReferenceFiles.InSharedOrSkip($"reference/hotspots/{name}_{part}.csv"));

        private static MetricPoint[] Places(ReferenceTable table) => [.. table["x"].Zip(table["y"], (x, y) => new MetricPoint(x, y))];
    }
}
