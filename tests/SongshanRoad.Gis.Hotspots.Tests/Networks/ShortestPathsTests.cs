using CsCheck;
using SongshanRoad.Gis.Hotspots.Networks;

namespace SongshanRoad.Gis.Hotspots.Tests.Networks;

public class ShortestPathsTests
{
    private const int Nodes = 7;

    private static readonly Gen<NetworkSegment[]> Streets =
        Gen.Select(Gen.Int[0, Nodes - 1], Gen.Int[0, Nodes - 1], Gen.Int[1, 40]).Select((from, to, lengthM) => new NetworkSegment(from, to, lengthM)).Array[1, 14];

    [Fact]
    public void Distances_are_those_of_Floyd_and_Warshall_as_far_as_the_limit() =>
        Gen.Select(Streets, Gen.Int[0, 13], Gen.Int[0, 4], Gen.Int[0, 90]).Sample((segments, startSegment, startFifth, limitM) =>
        {
            var network = new LinearNetwork(Nodes, segments);
            var start = new NetworkPlace(startSegment % segments.Length, startFifth / 4.0);
            var paths = new ShortestPaths(network, limitM);
            // A search before it must leave nothing behind.
            paths.StartFrom(new NetworkPlace(0, 0.3));
            paths.StartFrom(start);
            var between = BetweenNodes(network);
            for (var segment = 0; segment < segments.Length; segment++)
            {
                for (var fifth = 0; fifth <= 4; fifth++)
                {
                    var place = new NetworkPlace(segment, fifth / 4.0);
                    var expected = Expected(network, between, start, place);
                    if (expected <= limitM)
                    {
                        Assert.Equal(expected, paths.DistanceM(place), 1e-9);
                        Assert.Contains(segment, paths.ReachedSegments);
                    }
                    else
                    {
                        Assert.True(paths.DistanceM(place) > limitM);
                    }
                }
            }
        });

    private static double Expected(LinearNetwork network, double[,] between, NetworkPlace a, NetworkPlace b)
    {
        var direct = a.Segment == b.Segment ? Math.Abs(a.Share - b.Share) * network.LengthOf(a.Segment) : double.PositiveInfinity;
        return Ends(network, a).SelectMany(_ => Ends(network, b), (from, to) => from.AlongM + between[from.Node, to.Node] + to.AlongM).Append(direct).Min();
    }

    private static (int Node, double AlongM)[] Ends(LinearNetwork network, NetworkPlace place) =>
    [
        (network.FromOf(place.Segment), place.Share * network.LengthOf(place.Segment)),
        (network.ToOf(place.Segment), (1 - place.Share) * network.LengthOf(place.Segment)),
    ];

    private static double[,] BetweenNodes(LinearNetwork network)
    {
        var between = new double[Nodes, Nodes];
        foreach (var (a, b) in from a in Enumerable.Range(0, Nodes) from b in Enumerable.Range(0, Nodes) select (a, b))
        {
            between[a, b] = a == b ? 0 : double.PositiveInfinity;
        }

        for (var segment = 0; segment < network.SegmentCount; segment++)
        {
            var (a, b) = (network.FromOf(segment), network.ToOf(segment));
            between[a, b] = between[b, a] = Math.Min(between[a, b], network.LengthOf(segment));
        }

        foreach (var (via, a, b) in from via in Enumerable.Range(0, Nodes) from a in Enumerable.Range(0, Nodes) from b in Enumerable.Range(0, Nodes) select (via, a, b))
        {
            between[a, b] = Math.Min(between[a, b], between[a, via] + between[via, b]);
        }

        return between;
    }
}
