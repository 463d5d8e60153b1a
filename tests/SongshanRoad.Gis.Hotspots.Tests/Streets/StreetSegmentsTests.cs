using CsCheck;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Streets;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Streets;

namespace SongshanRoad.Gis.Hotspots.Tests.Streets;

public class StreetSegmentsTests
{
    // A street with a bend and a dead-end alley off it, a loop at its end, and a piece that hangs on nothing.
    private static readonly StreetSegments Village = new(
    [
        new(0, 1, [new(0, 0), new(60, 0), new(100, 40)]), new(1, 2, [new(100, 40), new(100, 160)]), new(1, 3, [new(100, 40), new(180, 40)]),
        new(2, 2, [new(100, 160), new(140, 200), new(60, 200), new(100, 160)]), new(4, 5, [new(400, 0), new(400, 90)]),
    ]);

    private static readonly Gen<MetricPoint> Around = Gen.Select(Gen.Double[-60, 460], Gen.Double[-60, 260]).Select((e, n) => new MetricPoint(e, n));

    [Fact]
    public void An_event_belongs_to_the_nearest_segment_or_is_listed_as_unsnapped() => Around.Array[0, 50].Sample(events =>
    {
        var counts = Village.Count(events);
        Assert.Equal(events.Length, counts.Counts.Sum() + counts.Unsnapped.Count);
        foreach (var (i, point) in events.Index())
        {
            var distances = Village.Segments.Select(segment => LineOf(segment).Distance(new Point(point.EastingM, point.NorthingM))).ToArray();
            Assert.Equal(distances.Min() > 30, counts.Unsnapped.Contains(i));
            if (distances.Min() <= 30)
            {
                Assert.Equal(distances.Min(), distances[Village.Nearest(point)], 1e-9);
            }
        }
    });

    [Fact]
    public void Exactly_thirty_metres_is_near_enough_and_an_event_at_a_junction_counts_once()
    {
        var counts = Village.Count([new(30, -30), new(30, -30.001), new(100, 40), new(double.NaN, 0), new(1e12, 0)]);
        Assert.Equal([2, 0, 0, 0, 0], counts.Counts);
        Assert.Equal([1, 3, 4], counts.Unsnapped);
        Assert.Equal(-1, new StreetSegments(Village.Segments, 5).Nearest(new MetricPoint(30, -30)));
    }

    [Fact]
    public void Segments_that_share_a_node_are_neighbours()
    {
        Assert.Equal([1, 2], Village.Neighbours.Of(0).ToArray());
        Assert.Equal([0, 2, 3], Village.Neighbours.Of(1).ToArray());
        Assert.Equal([1], Village.Neighbours.Of(3).ToArray());
        Assert.Equal(0, Village.Neighbours.SizeOf(4));
    }

    [Fact]
    public void A_street_network_s_edges_become_the_units()
    {
        var factory = new GeometryFactory();
        var network = StreetNetwork.From(
        [
            new StreetLine(factory.CreateLineString([new(0, 0), new(50, 0), new(100, 0)]), "residential"),
            new StreetLine(factory.CreateLineString([new(50, 0), new(50, 70)]), "alley", AlleyId: 7),
        ]);
        var segments = StreetSegments.From(network);
        Assert.Equal(3, segments.Segments.Count);
        Assert.Equal(network.Edges.Select(edge => edge.LengthM), segments.Segments.Select(segment => LineOf(segment).Length));
        Assert.All(Enumerable.Range(0, 3), s => Assert.Equal(2, segments.Neighbours.SizeOf(s)));
        Assert.Equal(7, network.Edges[segments.Nearest(new MetricPoint(52, 60))].Street.AlleyId);
    }

    [Fact]
    public void Gi_star_of_an_alley_takes_in_the_streets_it_joins()
    {
        // 40 alleys of 50 m in a row, ten incidents in each of three: the sums are 10, 20, 30, 20, 10, and 10 gives z = 1.75 only.
        var row = new StreetSegments([.. Enumerable.Range(0, 40).Select(i => new StreetSegment(i, i + 1, [new(50 * i, 0), new(50 * (i + 1), 0)]))]);
        var counts = row.Count([.. Enumerable.Range(0, 30).Select(i => new MetricPoint(1_000 + (5 * i), 3))]);
        var gi = GetisOrd.Star(row.Neighbours, [.. counts.Counts.Select(count => (double)count)]);
        var classes = SignificanceClass.OfAll(gi.Z, MultipleTesting.BenjaminiHochberg(gi.P));
        Assert.Equal([20, 21, 22], classes.Index().Where(unit => unit.Item > 0).Select(unit => unit.Index));
    }

    [Fact]
    public void Bad_segments_and_distances_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new StreetSegments([new(0, 1, [new(0, 0)])]));
        Assert.Throws<ArgumentException>(() => new StreetSegments([new(0, 1, [new(0, 0), new(double.NaN, 1)])]));
        Assert.Throws<ArgumentException>(() => new StreetSegments([new(-1, 1, [new(0, 0), new(1, 1)])]));
        Assert.Contains("in metres", Assert.Throws<ArgumentException>(() => new StreetSegments([new(0, 1, [new(0, 0), new(1e9, 1)])])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new StreetSegments([], 0));
        Assert.Equal(-1, new StreetSegments([]).Nearest(new MetricPoint(0, 0)));
    }

    private static LineString LineOf(StreetSegment segment) => new([.. segment.Corners.Select(corner => new Coordinate(corner.EastingM, corner.NorthingM))]);
}
