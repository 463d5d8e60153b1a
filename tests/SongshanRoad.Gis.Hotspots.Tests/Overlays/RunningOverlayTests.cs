using CsCheck;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Hotspots.Density;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Overlays;
using SongshanRoad.Gis.Hotspots.Tests.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Tests.Overlays;

public class RunningOverlayTests
{
    private static readonly PolygonWindow District = new(WindowGridTests.District);

    // Thicker towards one corner, some outside; whole metres, so that places repeat.
    private static readonly Gen<MetricPoint> Places = Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1]).Select((e, n) =>
        new MetricPoint(Math.Round(464_850 + (e * e * e * 2_000)), Math.Round(3_838_000 + (n * n * 1_450))));

    private static readonly Gen<HotspotParameters> Questions = Gen.Select(
        Gen.OneOfConst<CellGrid>(new SquareGrid(0, 0, 50), new SquareGrid(465_000, 3_838_000, 80), new HexGrid(0, 0, 60)),
        Gen.OneOfConst(Kernel.Quartic, Kernel.Gaussian, Kernel.Epanechnikov), Gen.Double[30, 200]).Select((grid, kernel, bandwidthM) =>
            new HotspotParameters { Grid = grid, Kernel = kernel, BandwidthM = bandwidthM });

    [Fact]
    public void After_any_incidents_came_and_went_no_bit_differs_from_a_computation_from_nothing() =>
        Gen.Select(Questions, Places.Array[40, 200], Gen.Select(Places, Gen.Int[0, 400]).Array[1, 4].Array[1, 6]).Sample((parameters, start, steps) =>
        {
            var held = start.ToList();
            var running = new RunningOverlay([.. held], District, parameters);
            AssertSame(running, held, parameters);
            foreach (var step in steps)
            {
                var changes = new List<IncidentChange>();
                foreach (var (place, victim) in step)
                {
                    // Half of them come, a quarter go, a quarter move.
                    if (victim % 4 > 1 && held.Count > 0)
                    {
                        changes.Add(new IncidentChange(held[victim % held.Count], -1));
                        held.RemoveAt(victim % held.Count);
                    }

                    if (victim % 4 != 2)
                    {
                        changes.Add(new IncidentChange(place, 1));
                        held.Add(place);
                    }
                }

                running.Apply(changes);
                AssertSame(running, held, parameters);
            }
        }, iter: 40);

    [Fact]
    public void What_comes_and_goes_again_leaves_no_trace_even_across_the_thresholds()
    {
        var parameters = new HotspotParameters { Grid = new SquareGrid(465_000, 3_838_000, 50) };
        var random = new Random(3);
        MetricPoint[] places = [.. Enumerable.Range(0, 80).Select(_ => new MetricPoint(465_100 + (700 * random.NextDouble()), 3_838_100 + (700 * random.NextDouble())))];
        var running = new RunningOverlay(places.AsSpan(0, 20), District, parameters);
        var before = running.ToOverlay();
        Assert.Equal(HotspotOutcome.TooFewIncidents, before.Outcome);
        running.Apply([.. places.Skip(20).Select(place => new IncidentChange(place, 1))]);
        Assert.Equal(HotspotOutcome.Ok, running.ToOverlay().Outcome);
        running.Apply([.. places.Skip(20).Reverse().Select(place => new IncidentChange(place, -1))]);
        Assert.Equal(before.Cells, running.ToOverlay().Cells);
        Assert.Equal(before.Provenance, running.ToOverlay().Provenance);
    }

    [Fact]
    public void The_density_is_that_of_the_planar_estimator() =>
        Gen.Select(Gen.OneOfConst(Kernel.Quartic, Kernel.Gaussian, Kernel.Epanechnikov),
            Gen.OneOfConst(EdgeCorrection.None, EdgeCorrection.Uniform, EdgeCorrection.Diggle), Gen.Double[20, 300], Places.Array[1, 150]).Sample((kernel, correction, bandwidthM, places) =>
        {
            var grid = WindowGrid.Clip(new SquareGrid(465_000, 3_838_000, 50), District);
            var used = places.Where(place => grid.IndexOf(place) >= 0 || District.Contains(place)).ToArray();
            var expected = new PlanarKde(kernel, bandwidthM, correction, District).OnGrid(used, [], grid).PerKm2;
            var overlay = HotspotOverlay.Compute(places, [], District, new HotspotParameters { Grid = grid.Grid, Kernel = kernel, BandwidthM = bandwidthM, EdgeCorrection = correction });
            // A Gaussian is cut after six deviations here, after five there, where 3.8e-6 of the peak is left, of a mass of 0.01 at least.
            var cut = kernel == Kernel.Gaussian ? 3.8e-4 * used.Length * 1e6 / (2 * Math.PI * bandwidthM * bandwidthM) : 0;
            Assert.All(overlay.Cells.Zip(expected), pair => Assert.Equal(pair.Second, pair.First.DensityPerKm2, (1e-12 * expected.Max()) + cut + 1e-300));
        }, iter: 60);

    [Fact]
    public void More_cells_than_it_holds_are_refused_and_said_beforehand()
    {
        var wide = new PolygonWindow(new GeometryFactory().ToGeometry(new Envelope(0, 20_000, 0, 20_000)));
        var parameters = new HotspotParameters { Grid = new SquareGrid(0, 0, 50) };
        Assert.False(RunningOverlay.IsFor(wide, parameters));
        Assert.True(RunningOverlay.IsFor(District, parameters));
        Assert.Contains("50,000", Assert.Throws<ArgumentException>(() => new RunningOverlay([], wide, parameters)).Message, StringComparison.Ordinal);
    }

    private static void AssertSame(RunningOverlay running, List<MetricPoint> held, HotspotParameters parameters)
    {
        var expected = HotspotOverlay.Compute([.. held], [], District, parameters);
        var actual = running.ToOverlay();
        Assert.Equal(expected.Outcome, actual.Outcome);
        Assert.Equal(expected.Cells, actual.Cells);
        Assert.Equal(expected.Provenance, actual.Provenance);
    }
}
