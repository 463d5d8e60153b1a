using CsCheck;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Networks;
using SongshanRoad.Gis.Hotspots.Overlays;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Streets;

namespace SongshanRoad.Gis.Hotspots.Tests.Overlays;

public class SegmentOverlayTests
{
    private const int Blocks = 6;
    private const double BlockM = 120;

    private static readonly PolygonWindow District = WindowOf(-10, -10, (Blocks * BlockM) + 10, (Blocks * BlockM) + 10);

    // Streets that run through as whole ways, joined at the vertices they share; 84 segments.
    private static readonly StreetNetwork Streets = StreetNetwork.From([.. Enumerable.Range(0, Blocks + 1).SelectMany(i => (StreetLine[])[
        Line([.. Enumerable.Range(0, Blocks + 1).Select(j => (j * BlockM, i * BlockM))]),
        Line([.. Enumerable.Range(0, Blocks + 1).Select(j => (i * BlockM, j * BlockM))])])]);

    [Fact]
    public void Ways_that_run_through_are_units_from_junction_to_junction()
    {
        var streets = new DistrictStreets(Streets, District);
        Assert.Equal(2 * Blocks * (Blocks + 1), streets.Units.Count);
        Assert.All(streets.Units, unit => Assert.Equal(BlockM, unit.LengthM, 1e-9));
        // Three more at each end of a segment between inner junctions.
        Assert.Equal(6, Enumerable.Range(0, streets.Units.Count).Max(streets.Neighbours.SizeOf));
        Assert.Equal(streets.Units.Count * BlockM, streets.Network.LengthM, 1e-6);
    }

    [Theory]
    [InlineData(NodeRule.EqualSplitContinuous)]
    [InlineData(NodeRule.EqualSplitDiscontinuous)]
    public void Density_along_all_streets_adds_up_to_the_incidents_on_them(NodeRule rule)
    {
        var overlay = SegmentOverlay.Compute(Spread(300), [], new DistrictStreets(Streets, District), new SegmentParameters { Rule = rule, BandwidthM = 200 });
        Assert.Equal(300, overlay.Provenance.IncidentsOnSegments + overlay.Provenance.IncidentsOutside);
        Assert.True(overlay.Provenance.IncidentsOutside > 0, "some lie in the middle of a block");
        Assert.Equal(overlay.Provenance.IncidentsOnSegments, overlay.Segments.Sum(segment => segment.Count));
        Assert.Equal(overlay.Provenance.IncidentsOnSegments, overlay.Segments.Sum(segment => segment.DensityPerKm * segment.Edge.LengthM / 1000), 1e-3 * overlay.Provenance.IncidentsOnSegments);
        Assert.All(overlay.Segments, segment =>
        {
            Assert.Equal(3, segment.PieceDensitiesPerKm.Count);
            Assert.Equal(segment.DensityPerKm, segment.PieceDensitiesPerKm.Average());
            Assert.Equal(segment.Count / 0.12, segment.RatePerKm, 1e-9);
        });
    }

    [Fact]
    public void Gi_star_is_that_of_the_segments_at_both_junctions()
    {
        var streets = new DistrictStreets(Streets, District);
        var overlay = SegmentOverlay.Compute(Spread(300), [], streets, new SegmentParameters());
        var counts = overlay.Segments.Select(segment => segment.Count).ToArray();
        var (n, mean) = (counts.Length, counts.Average());
        var deviation = Math.Sqrt(counts.Average(count => count * count) - (mean * mean));
        foreach (var segment in overlay.Segments)
        {
            int[] ends = [segment.Edge.FromNode, segment.Edge.ToNode];
            var near = overlay.Segments.Where(other => ends.Contains(other.Edge.FromNode) || ends.Contains(other.Edge.ToNode)).ToList();
            var z = (near.Sum(other => other.Count) - (mean * near.Count))
                / (deviation * Math.Sqrt(((n * near.Count) - (near.Count * near.Count)) / (n - 1.0)));
            Assert.Equal(z, segment.Z, 1e-9);
        }

        Assert.Equal(HotspotOutcome.Ok, overlay.Outcome);
        Assert.Equal("nkde quartic equalsplitcontinuous; gi* junction self binary; bh", overlay.Provenance.Method);
    }

    [Fact]
    public void A_crowded_corner_is_hot_and_a_few_incidents_colour_nothing()
    {
        var streets = new DistrictStreets(Streets, District);
        MetricPoint[] crowd = [.. Enumerable.Range(0, 60).Select(i => new MetricPoint(240 + (i % 10), 240)), .. Spread(60)];
        var overlay = SegmentOverlay.Compute(crowd, [], streets, new SegmentParameters());
        var hottest = overlay.Segments.MaxBy(segment => segment.Z)!;
        Assert.Equal(3, hottest.Class);
        Assert.Contains(hottest.Edge.Corners, corner => corner.DistanceM(new MetricPoint(240, 240)) < 1);
        Assert.True(overlay.Hot[0] is > 0 and < 12);

        var few = SegmentOverlay.Compute(Spread(40), [], streets, new SegmentParameters());
        Assert.Equal(HotspotOutcome.TooFewIncidents, few.Outcome);
        Assert.Equal(0, few.Hot.Sum() + few.Cold.Sum());
        Assert.Equal(HotspotOutcome.TooFewCells, SegmentOverlay.Compute([.. Enumerable.Repeat(new MetricPoint(50, 0), 60)], [], streets, new SegmentParameters()).Outcome);
        Assert.Equal(streets.Units.Count, SegmentOverlay.Compute([], [], streets, new SegmentParameters()).Provenance.SegmentsUndefined);
    }

    [Fact]
    public void The_streets_along_the_border_belong_to_the_district_and_those_beyond_take_their_incidents_away()
    {
        // The border runs 20 m south of one street and 80 m west of the next.
        var streets = new DistrictStreets(Streets, WindowOf(40, 140, 800, 800));
        Assert.Contains(streets.Units, unit => unit.Corners.All(corner => corner.NorthingM == 120));
        Assert.DoesNotContain(streets.Units, unit => unit.Corners.All(corner => corner.NorthingM == 0));
        Assert.NotNull(streets.Snap(new MetricPoint(180, 100)));
        Assert.Null(streets.Snap(new MetricPoint(180, 20)));
        // Nearest to a street outside, though one of the district is within the snapping distance, too.
        Assert.Null(streets.Snap(new MetricPoint(121, 99)));
    }

    [Fact]
    public void An_alley_that_is_drawn_as_a_street_too_is_one_unit_with_the_alleys_name()
    {
        StreetLine[] lines = [
            Line([(0, 0), (100, 0)]) with { Name = "way" }, Line([(100, 0), (0, 0)]) with { AlleyId = 7, Name = "alley" },
            Line([(0, 0), (50, 30), (100, 0)]) with { Name = "round about" }];
        var streets = new DistrictStreets(StreetNetwork.From(lines), District);
        Assert.Equal(["alley", "round about"], streets.Units.Select(unit => unit.Street.Name));
    }

    [Fact]
    public void Order_of_incidents_changes_no_bit_and_weights_count_by_their_size() =>
        Gen.Select(Gen.Double[-40, 760], Gen.Double[-40, 760], Gen.OneOf(Gen.Const(0.0), Gen.Const(1.0), Gen.Double[0.01, 1])).Array[1, 120].Sample(given =>
        {
            var streets = new DistrictStreets(Streets, District);
            MetricPoint[] places = [.. given.Select(one => new MetricPoint(one.Item1, one.Item2))];
            double[] weights = [.. given.Select(one => one.Item3)];
            var overlay = SegmentOverlay.Compute(places, weights, streets, new SegmentParameters());
            var kept = given.Where(one => one.Item3 > 0).Reverse().ToArray();
            var turned = SegmentOverlay.Compute([.. kept.Select(one => new MetricPoint(one.Item1, one.Item2))], [.. kept.Select(one => one.Item3)], streets, new SegmentParameters());
            Assert.Equal(kept.Length, overlay.Provenance.IncidentsOnSegments + overlay.Provenance.IncidentsOutside);
            foreach (var (one, other) in overlay.Segments.Zip(turned.Segments))
            {
                Assert.Equal((one.Count, one.DensityPerKm, one.Z, one.P, one.Q, one.Class), (other.Count, other.DensityPerKm, other.Z, other.P, other.Q, other.Class));
            }
        }, iter: 30);

    [Fact]
    public void A_district_without_streets_is_refused()
    {
        var streets = new DistrictStreets(Streets, WindowOf(5_000, 5_000, 6_000, 6_000));
        Assert.Contains("no street", Assert.Throws<ArgumentException>(() => SegmentOverlay.Compute([], [], streets, new SegmentParameters())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SegmentOverlay.Compute(Spread(3), [1], new DistrictStreets(Streets, District), new SegmentParameters()));
        Assert.Throws<ArgumentException>(() => SegmentOverlay.Compute([new(60, 0)], [-1], new DistrictStreets(Streets, District), new SegmentParameters()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DistrictStreets(Streets, District, 0));
    }

    private static PolygonWindow WindowOf(double west, double south, double east, double north) =>
        new(new GeometryFactory().ToGeometry(new Envelope(west, east, south, north)));

    private static StreetLine Line((double East, double North)[] corners) =>
        new(new LineString([.. corners.Select(corner => new Coordinate(corner.East, corner.North))]), "residential");

    /// <summary>Incidents all over the blocks, thicker towards one corner.</summary>
    private static MetricPoint[] Spread(int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(_ => new MetricPoint(
            Math.Pow(random.NextDouble(), 1.5) * 740, Math.Pow(random.NextDouble(), 1.5) * 740))];
    }
}
