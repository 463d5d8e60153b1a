namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>Cheapest continuations of one way, cheapest first (Dijkstra over ways, so that turns cost); grown only as far as somebody
/// asked, and grown further later without starting anew.</summary>
internal sealed class RouteTree
{
    private readonly TurnGraph _graph;
    private readonly Way[] _ways;
    private Reached[] _reached = new Reached[32];
    private int _count;
    private int[] _slots = new int[64];
    private (float CostM, int Index)[] _heap = new (float, int)[32];
    private int _open;

    /// <summary>Makes an empty tree.</summary>
    public RouteTree(TurnGraph graph, Way[] ways) => (_graph, _ways) = (graph, ways);

    /// <summary>The way it starts after; -1 when unused.</summary>
    public int Root { get; private set; } = -1;

    /// <summary>Everything cheaper than this is known.</summary>
    public float KnownToM { get; private set; }

    /// <summary>Starts over from the end of another way.</summary>
    public void Start(int root)
    {
        Array.Clear(_slots);
        (_count, _open, Root, KnownToM) = (0, 0, root, 0);
        Relax(root, -1, 0, 0);
    }

    /// <summary>Makes sure that everything reached within a cost is known.</summary>
    public void GrowTo(float costM)
    {
        while (_open > 0 && _heap[0].CostM <= costM)
        {
            var (cost, index) = Pop();
            var here = _reached[index];
            if (cost > here.CostM)
            {
                continue;
            }

            Relax(here.Way, index, here.CostM, here.LengthM);
        }

        KnownToM = Math.Max(KnownToM, _open > 0 ? costM : float.PositiveInfinity);
    }

    /// <summary>Length and cost from the end of <see cref="Root"/> to the start of a way.</summary>
    public bool TryFind(int way, out float lengthM, out float costM)
    {
        var index = Find(way);
        if (index < 0)
        {
            (lengthM, costM) = (0, 0);
            return false;
        }

        (lengthM, costM) = (_reached[index].LengthM, _reached[index].CostM);
        return true;
    }

    /// <summary>Adds the ways strictly between the root and a way that was found, in order.</summary>
    public void AddPath(int way, List<int> path)
    {
        var start = path.Count;
        for (var index = _reached[Find(way)].Before; index >= 0; index = _reached[index].Before)
        {
            path.Add(_reached[index].Way);
        }

        path.Reverse(start, path.Count - start);
    }

    private void Relax(int way, int index, float costM, float lengthM)
    {
        if (index >= 0)
        {
            costM += (float)_ways[way].LengthM;
            lengthM += (float)_ways[way].LengthM;
        }

        var after = _graph.After(way);
        var turnsM = _graph.TurnsM(way);
        for (var i = 0; i < after.Length; i++)
        {
            Reach(after[i], index, costM + turnsM[i], lengthM);
        }
    }

    private void Reach(int way, int before, float costM, float lengthM)
    {
        var mask = _slots.Length - 1;
        var slot = Hash(way) & mask;
        for (; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            var known = _slots[slot] - 1;
            if (_reached[known].Way == way)
            {
                if (costM < _reached[known].CostM)
                {
                    _reached[known] = new Reached(way, before, costM, lengthM);
                    Push(costM, known);
                }

                return;
            }
        }

        if (_count == _reached.Length)
        {
            Array.Resize(ref _reached, _count * 2);
        }

        _reached[_count] = new Reached(way, before, costM, lengthM);
        _slots[slot] = ++_count;
        Push(costM, _count - 1);
        if (_count * 2 > _slots.Length)
        {
            Rehash();
        }
    }

    private int Find(int way)
    {
        var mask = _slots.Length - 1;
        for (var slot = Hash(way) & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            if (_reached[_slots[slot] - 1].Way == way)
            {
                return _slots[slot] - 1;
            }
        }

        return -1;
    }

    private void Rehash()
    {
        _slots = new int[_slots.Length * 2];
        var mask = _slots.Length - 1;
        for (var i = 0; i < _count; i++)
        {
            var slot = Hash(_reached[i].Way) & mask;
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = i + 1;
        }
    }

    private static int Hash(int way) => (int)((uint)way * 2654435769u >> 8);

    private void Push(float costM, int index)
    {
        if (_open == _heap.Length)
        {
            Array.Resize(ref _heap, _open * 2);
        }

        var at = _open++;
        while (at > 0)
        {
            var parent = (at - 1) / 2;
            if (_heap[parent].CostM <= costM)
            {
                break;
            }

            _heap[at] = _heap[parent];
            at = parent;
        }

        _heap[at] = (costM, index);
    }

    private (float CostM, int Index) Pop()
    {
        var top = _heap[0];
        var last = _heap[--_open];
        var at = 0;
        while (true)
        {
            var child = (at * 2) + 1;
            if (child >= _open)
            {
                break;
            }

            child += child + 1 < _open && _heap[child + 1].CostM < _heap[child].CostM ? 1 : 0;
            if (_heap[child].CostM >= last.CostM)
            {
                break;
            }

            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = last;
        return top;
    }

    private readonly record struct Reached(int Way, int Before, float CostM, float LengthM);
}
