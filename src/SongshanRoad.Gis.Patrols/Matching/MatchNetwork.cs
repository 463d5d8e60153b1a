using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>The streets a track is matched to: nodes in metres and straight directed arcs between them, with an index of what lies
/// near a point. Immutable and safe to share between threads.</summary>
/// <remarks>Besides the arcs it was given it holds, for every arc without one, the opposite sense for walkers ("ways").</remarks>
public sealed class MatchNetwork
{
    private MatchNetwork(MetricPoint[] nodes, int arcs, Way[] ways, NetworkFlaws flaws)
    {
        (Nodes, ArcCount, Ways, Flaws) = (nodes, arcs, ways, flaws);
        Grid = new WayGrid(nodes, ways);
    }

    /// <summary>How many arcs it was given, with those left out.</summary>
    public int ArcCount { get; }

    /// <summary>What was odd about the arcs.</summary>
    public NetworkFlaws Flaws { get; }

    internal MetricPoint[] Nodes { get; }

    internal Way[] Ways { get; }

    internal WayGrid Grid { get; }

    /// <summary>Builds the network. An arc's number is its index in <paramref name="arcs"/>.</summary>
    /// <param name="nodesMetric">Where the nodes are, metres.</param>
    /// <param name="arcs">The arcs.</param>
    /// <exception cref="ArgumentOutOfRangeException">An arc names a node that is not there.</exception>
    public static MatchNetwork From(IReadOnlyList<MetricPoint> nodesMetric, IReadOnlyList<StreetArc> arcs)
    {
        MetricPoint[] nodes = [.. nodesMetric];
        var ways = new List<Way>(arcs.Count);
        var wayOf = new Dictionary<(int From, int To), int>(arcs.Count);
        var (duplicates, zeroLength, selfLoops) = (0, 0, 0);
        for (var number = 0; number < arcs.Count; number++)
        {
            var arc = arcs[number];
            if ((uint)arc.FromNode >= (uint)nodes.Length || (uint)arc.ToNode >= (uint)nodes.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(arcs), arc,
                    $"Arc {number} goes from node {arc.FromNode} to node {arc.ToNode}; there are nodes 0 to {nodes.Length - 1}.");
            }

            if (arc.FromNode == arc.ToNode)
            {
                selfLoops++;
                continue;
            }

            if (!wayOf.TryAdd((arc.FromNode, arc.ToNode), ways.Count))
            {
                duplicates++;
                continue;
            }

            var lengthM = nodes[arc.FromNode].DistanceM(nodes[arc.ToNode]);
            zeroLength += lengthM == 0 ? 1 : 0;
            ways.Add(new Way(number, false, arc.FromNode, arc.ToNode, lengthM, arc.AllowsCars, arc.AllowsFoot, -1));
        }

        var given = ways.Count;
        for (var i = 0; i < given; i++)
        {
            var way = ways[i];
            if (!wayOf.TryGetValue((way.ToNode, way.FromNode), out var reverse))
            {
                reverse = ways.Count;
                ways.Add(new Way(way.ArcNumber, true, way.ToNode, way.FromNode, way.LengthM, false, way.AllowsFoot, i));
            }

            ways[i] = way with { Reverse = reverse };
        }

        var (islands, islandArcs, unused) = Islands(nodes.Length, ways, given);
        return new MatchNetwork(nodes, arcs.Count, [.. ways],
            new NetworkFlaws(duplicates, zeroLength, selfLoops, islands, islandArcs, unused));
    }

    private static (int Islands, int IslandArcs, int UnusedNodes) Islands(int nodes, List<Way> ways, int given)
    {
        var parent = new int[nodes];
        for (var i = 0; i < nodes; i++)
        {
            parent[i] = i;
        }

        for (var i = 0; i < given; i++)
        {
            parent[Root(ways[i].FromNode)] = Root(ways[i].ToNode);
        }

        var arcsOf = new Dictionary<int, int>();
        var used = new bool[nodes];
        for (var i = 0; i < given; i++)
        {
            var root = Root(ways[i].FromNode);
            arcsOf[root] = arcsOf.GetValueOrDefault(root) + 1;
            used[ways[i].FromNode] = used[ways[i].ToNode] = true;
        }

        var largest = arcsOf.Count == 0 ? 0 : arcsOf.Values.Max();
        return (Math.Max(arcsOf.Count - 1, 0), given - largest, used.Count(one => !one));

        int Root(int node)
        {
            while (parent[node] != node)
            {
                node = parent[node] = parent[parent[node]];
            }

            return node;
        }
    }
}
