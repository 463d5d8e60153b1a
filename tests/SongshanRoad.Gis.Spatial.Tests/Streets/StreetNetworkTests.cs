using CsCheck;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Streets;

namespace SongshanRoad.Gis.Spatial.Tests.Streets;

public class StreetNetworkTests
{
    [Fact]
    public void Lines_meet_where_they_share_a_vertex_within_half_a_metre_and_nowhere_else()
    {
        var network = StreetNetwork.From([Street((0, 0), (50, 0), (100, 0)), Street((50.3, 0.3), (50, 80)), Street((75, -20), (75, 20))]);
        Assert.Equal(4, network.Edges.Count);
        Assert.Equal(6, network.Nodes.Count);
        Assert.Equal([0, 0, 0, 0, 1, 1], network.Components(TravelMode.Foot).Order());
    }

    [Fact]
    public void The_nearest_street_is_found_with_its_metre_and_distance()
    {
        var network = StreetNetwork.From([Street((0, 0), (100, 0), (100, 100)), Street((0, 500), (100, 500))]);
        var spot = network.Nearest(new MetricPoint(90, 40), TravelMode.Foot, 1000)!.Value;
        Assert.Equal((140, 10), (spot.AlongM, spot.OffM));
        Assert.Equal(new MetricPoint(100, 40), spot.Edge.At(spot.AlongM));
        Assert.Null(network.Nearest(new MetricPoint(-50, 0), TravelMode.Foot, 49));
    }

    [Fact]
    public void A_car_obeys_one_way_streets_and_a_walker_does_not()
    {
        var network = StreetNetwork.From([Street((0, 0), (100, 0)) with { IsOneWayForCars = true }, Street((100, 0), (100, 50), (0, 50), (0, 0))]);
        var (west, east) = (network.Edges[0].FromNode, network.Edges[0].ToNode);
        Assert.Equal(100, network.ShortestPath(west, east, TravelMode.Car)!.LengthM);
        Assert.Equal(200, network.ShortestPath(east, west, TravelMode.Car)!.LengthM);
        Assert.Equal(100, network.ShortestPath(east, west, TravelMode.Foot)!.LengthM);
    }

    [Fact]
    public void A_car_does_not_enter_a_footway()
    {
        var network = StreetNetwork.From([Street((0, 0), (100, 0)), Street((100, 0), (200, 0)) with { AllowsCars = false }]);
        Assert.Null(network.ShortestPath(0, 2, TravelMode.Car));
        Assert.Equal(2, network.ShortestPath(0, 2, TravelMode.Foot)!.Steps.Count);
    }

    [Fact]
    public void The_shortest_path_is_as_long_as_Floyd_and_Warshall_find() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 6], Gen.Int[-1, 1], Gen.Int[-1, 1], Gen.Bool).Array[1, 40].Sample(rows =>
        {
            var streets = rows.Where(row => (row.Item3, row.Item4) != (0, 0)).Select(row =>
                Street((row.Item1 * 10, row.Item2 * 10), ((row.Item1 + row.Item3) * 10, (row.Item2 + row.Item4) * 10)) with { IsOneWayForCars = row.Item5 });
            var network = StreetNetwork.From([.. streets]);
            var count = network.Nodes.Count;
            var lengthM = new double[count, count];
            for (var i = 0; i < count; i++)
            {
                for (var j = 0; j < count; j++)
                {
                    lengthM[i, j] = i == j ? 0 : double.PositiveInfinity;
                }
            }

            foreach (var edge in network.Edges)
            {
                lengthM[edge.FromNode, edge.ToNode] = Math.Min(lengthM[edge.FromNode, edge.ToNode], edge.LengthM);
                if (!edge.Street.IsOneWayForCars)
                {
                    lengthM[edge.ToNode, edge.FromNode] = Math.Min(lengthM[edge.ToNode, edge.FromNode], edge.LengthM);
                }
            }

            for (var k = 0; k < count; k++)
            {
                for (var i = 0; i < count; i++)
                {
                    for (var j = 0; j < count; j++)
                    {
                        lengthM[i, j] = Math.Min(lengthM[i, j], lengthM[i, k] + lengthM[k, j]);
                    }
                }
            }

            return Enumerable.Range(0, count).All(i => Enumerable.Range(0, count).All(j =>
                network.ShortestPath(i, j, TravelMode.Car) is { } path
                    ? Math.Abs(path.LengthM - lengthM[i, j]) < 1e-9 && Math.Abs(path.LengthM - path.Steps.Sum(step => step.Edge.LengthM)) < 1e-9
                    : double.IsPositiveInfinity(lengthM[i, j])));
        });

    private static StreetLine Street(params (double EastM, double NorthM)[] corners) =>
        new(new LineString([.. corners.Select(corner => new Coordinate(corner.EastM, corner.NorthM))]) { SRID = 4547 }, "residential");
}
