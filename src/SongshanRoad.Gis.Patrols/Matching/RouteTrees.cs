namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>The trees of the ways lately asked about: the same streets are candidates for many fixes in a row, so most questions are
/// answered by a tree that is there already. A ring of trees whose memory is used again.</summary>
internal sealed class RouteTrees
{
    private const int Kept = 256;

    private readonly TurnGraph _graph;
    private readonly Way[] _ways;
    private readonly RouteTree?[] _trees = new RouteTree?[Kept];
    private readonly int[] _treeOf;
    private int _next;

    /// <summary>Makes an empty ring.</summary>
    public RouteTrees(TurnGraph graph, Way[] ways)
    {
        (_graph, _ways) = (graph, ways);
        _treeOf = new int[ways.Length];
        Array.Fill(_treeOf, -1);
    }

    /// <summary>The tree of a way, known at least to a cost; good until <see cref="Kept"/> others were asked for.</summary>
    public RouteTree After(int way, double costM)
    {
        var place = _treeOf[way];
        if (place < 0)
        {
            place = _next;
            _next = (_next + 1) % Kept;
            var reused = _trees[place] ??= new RouteTree(_graph, _ways);
            if (reused.Root >= 0)
            {
                _treeOf[reused.Root] = -1;
            }

            reused.Start(way);
            _treeOf[way] = place;
        }

        var tree = _trees[place]!;
        if (tree.KnownToM < costM)
        {
            tree.GrowTo((float)costM);
        }

        return tree;
    }
}
