using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Spatial.Streets;

/// <summary>Streets and alleys as a graph: nodes where lines share a vertex or end, edges between. Immutable and safe to share.</summary>
public sealed class StreetNetwork
{
    private readonly MetricPoint[] _nodes;
    private readonly StreetEdge[] _edges;
    private readonly List<StreetStep>[] _stepsFrom;
    private readonly STRtree<StreetEdge> _tree = new();

    private StreetNetwork(MetricPoint[] nodes, StreetEdge[] edges)
    {
        _nodes = nodes;
        _edges = edges;
        _stepsFrom = new List<StreetStep>[nodes.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            _stepsFrom[i] = [];
        }

        foreach (var edge in edges)
        {
            _stepsFrom[edge.FromNode].Add(new StreetStep(edge, true));
            _stepsFrom[edge.ToNode].Add(new StreetStep(edge, false));
            var box = new Envelope();
            foreach (var corner in edge.Corners)
            {
                box.ExpandToInclude(corner.EastingM, corner.NorthingM);
            }

            _tree.Insert(box, edge);
        }

        if (edges.Length > 0)
        {
            _tree.Build();
        }
    }

    /// <summary>Every edge; an edge's number is its index here.</summary>
    public IReadOnlyList<StreetEdge> Edges => _edges;

    /// <summary>Where each node is; a node's number is its index here.</summary>
    public IReadOnlyList<MetricPoint> Nodes => _nodes;

    /// <summary>Builds the graph. Vertices within 0.5 m of each other are one; lines that cross without a common vertex (bridges)
    /// do not meet. Lines shorter than that vanish.</summary>
    public static StreetNetwork From(IReadOnlyList<StreetLine> streets)
    {
        var vertices = new SnappedVertices();
        var lines = streets.Select(street => vertices.Snap(street.LineMetric.Coordinates)).ToList();
        var nodeOfVertex = new Dictionary<int, int>();
        var nodes = new List<MetricPoint>();
        var edges = new List<StreetEdge>();
        for (var s = 0; s < lines.Count; s++)
        {
            var line = lines[s];
            var start = 0;
            for (var i = 1; i < line.Count; i++)
            {
                if (i < line.Count - 1 && vertices.Uses(line[i]) < 2)
                {
                    continue;
                }

                var corners = line.GetRange(start, i - start + 1).Select(vertices.At).ToArray();
                edges.Add(new StreetEdge(edges.Count, streets[s], NodeOf(line[start]), NodeOf(line[i]), corners));
                start = i;
            }
        }

        return new StreetNetwork([.. nodes], [.. edges]);

        int NodeOf(int vertex)
        {
            if (!nodeOfVertex.TryGetValue(vertex, out var node))
            {
                nodeOfVertex.Add(vertex, node = nodes.Count);
                nodes.Add(vertices.At(vertex));
            }

            return node;
        }
    }

    /// <summary>The steps one may take from a node.</summary>
    public IEnumerable<StreetStep> StepsFrom(int node, TravelMode mode) =>
        _stepsFrom[node].Where(step => step.Edge.Allows(mode, step.Forward));

    /// <summary>The nearest place on a street that may be travelled, or null when there is none within a distance.</summary>
    /// <param name="metric">A point in the network's CRS.</param>
    /// <param name="mode">Who travels.</param>
    /// <param name="withinM">How far to look, metres.</param>
    public StreetSpot? Nearest(MetricPoint metric, TravelMode mode, double withinM)
    {
        StreetSpot? best = null;
        for (var reachM = Math.Min(30, withinM); best is null; reachM = Math.Min(reachM * 3, withinM))
        {
            var box = new Envelope(metric.EastingM, metric.EastingM, metric.NorthingM, metric.NorthingM);
            box.ExpandBy(reachM);
            foreach (var edge in _tree.Query(box).Where(edge => edge.Allows(mode, true)))
            {
                var spot = edge.Nearest(metric);
                if (spot.OffM <= reachM && !(spot.OffM >= best?.OffM))
                {
                    best = spot;
                }
            }

            if (reachM >= withinM)
            {
                break;
            }
        }

        return best;
    }

    /// <summary>The shortest way between two nodes, or null when there is none (A* with the straight distance).</summary>
    public StreetPath? ShortestPath(int fromNode, int toNode, TravelMode mode)
    {
        var bestM = new Dictionary<int, double> { [fromNode] = 0 };
        var cameBy = new Dictionary<int, StreetStep>();
        var settled = new HashSet<int>();
        var open = new PriorityQueue<int, double>();
        open.Enqueue(fromNode, 0);
        while (open.TryDequeue(out var node, out _))
        {
            if (node == toNode)
            {
                return Trace(fromNode, toNode, cameBy, bestM[toNode]);
            }

            if (!settled.Add(node))
            {
                continue;
            }

            foreach (var step in StepsFrom(node, mode))
            {
                var lengthM = bestM[node] + step.Edge.LengthM;
                if (!bestM.TryGetValue(step.EndNode, out var knownM) || lengthM < knownM)
                {
                    bestM[step.EndNode] = lengthM;
                    cameBy[step.EndNode] = step;
                    open.Enqueue(step.EndNode, lengthM + _nodes[step.EndNode].DistanceM(_nodes[toNode]));
                }
            }
        }

        return null;
    }

    /// <summary>For each node the number of its connected component, ignoring one-way rules; the largest (by nodes) is 0. A node
    /// without a usable edge is a component of its own.</summary>
    public int[] Components(TravelMode mode)
    {
        var components = new List<List<int>>();
        var seen = new bool[_nodes.Length];
        for (var start = 0; start < _nodes.Length; start++)
        {
            if (seen[start])
            {
                continue;
            }

            seen[start] = true;
            var members = new List<int> { start };
            for (var i = 0; i < members.Count; i++)
            {
                foreach (var step in _stepsFrom[members[i]].Where(step => step.Edge.Allows(mode, true) && !seen[step.EndNode]))
                {
                    seen[step.EndNode] = true;
                    members.Add(step.EndNode);
                }
            }

            components.Add(members);
        }

        var numbers = new int[_nodes.Length];
        foreach (var (number, members) in components.OrderByDescending(members => members.Count).Index())
        {
            members.ForEach(node => numbers[node] = number);
        }

        return numbers;
    }

    private static StreetPath Trace(int fromNode, int toNode, Dictionary<int, StreetStep> cameBy, double lengthM)
    {
        var steps = new List<StreetStep>();
        for (var node = toNode; node != fromNode; node = steps[^1].StartNode)
        {
            steps.Add(cameBy[node]);
        }

        steps.Reverse();
        return new StreetPath(steps, lengthM);
    }
}
