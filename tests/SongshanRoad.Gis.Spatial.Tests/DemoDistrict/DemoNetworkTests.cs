using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using SongshanRoad.Gis.Spatial.Measures;
using SongshanRoad.Gis.Spatial.Streets;

namespace SongshanRoad.Gis.Spatial.Tests.DemoDistrict;

public class DemoNetworkTests
{
    private static readonly List<DemoFeature> Ways = [.. DemoFeature.Of("streets"), .. DemoFeature.Of("alleys")];

    private static readonly StreetNetwork Network = StreetNetwork.From([.. Ways.Select(way =>
        new StreetLine((LineString)way.Metric, way.File == "alleys" ? "alley" : way.Text("class")))]);

    [Fact]
    public void Every_alley_is_reached_from_everywhere() => Assert.All(Network.Components(TravelMode.Foot), component => Assert.Equal(0, component));

    [Fact]
    public void Ways_meet_in_shared_vertices_only()
    {
        var edges = Network.Edges.Select(edge =>
            new LineString([.. edge.Corners.Select(corner => new Coordinate(corner.EastingM, corner.NorthingM))])).ToList();
        var tree = new STRtree<LineString>();
        edges.ForEach(edge => tree.Insert(edge.EnvelopeInternal, edge));
        foreach (var edge in edges)
        {
            foreach (var other in tree.Query(edge.EnvelopeInternal).Where(other => other != edge && other.Intersects(edge)))
            {
                Assert.All(edge.Intersection(other).Coordinates, meeting => Assert.True(
                    IsEnd(edge, meeting) && IsEnd(other, meeting), $"Two ways cross without a common vertex at {meeting}."));
            }
        }

        static bool IsEnd(LineString line, Coordinate meeting) => line.StartPoint.Coordinate.Equals2D(meeting, 0.001)
            || line.EndPoint.Coordinate.Equals2D(meeting, 0.001);
    }

    [Fact]
    public void Streets_are_cut_at_their_junctions()
    {
        var lines = DemoFeature.Of("streets").Select(street => street.Wgs84.Coordinates).ToList();
        var ends = Ways.SelectMany(way => (Coordinate[])[way.Wgs84.Coordinates[0], way.Wgs84.Coordinates[^1]]).ToHashSet();
        Assert.All(lines, line => Assert.DoesNotContain(line[1..^1], ends.Contains));
    }

    [Fact]
    public void Alleys_are_as_long_as_alleys_are() => Assert.All(DemoFeature.Of("alleys"), alley =>
        Assert.InRange(MetricMeasure.LengthM(alley.Metric), 40, 400));

    [Fact]
    public void Alley_names_can_be_told_apart()
    {
        var names = DemoFeature.Of("alleys").Select(alley => alley.Text("name")).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void Some_alleys_end_blind()
    {
        var deadEnds = DemoFeature.Of("alleys").Where(alley => alley.Properties.GetProperty("deadEnd").GetBoolean()).ToList();
        Assert.InRange(deadEnds.Count, 30, 150);
        var uses = Ways.SelectMany(way => way.Wgs84.Coordinates).GroupBy(vertex => vertex).ToDictionary(group => group.Key, group => group.Count());
        Assert.All(deadEnds, alley => Assert.Contains(1, (int[])[uses[alley.Wgs84.Coordinates[0]], uses[alley.Wgs84.Coordinates[^1]]]));
    }
}
