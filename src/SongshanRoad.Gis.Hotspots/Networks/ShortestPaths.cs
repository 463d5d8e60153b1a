namespace SongshanRoad.Gis.Hotspots.Networks;

/// <summary>
/// Shortest distances along the streets from one place to all others within a limit (Dijkstra, Numerische Mathematik 1 (1959)
/// 269-271). One instance answers for one start after another and keeps its memory. Not for use by several threads at once.
/// </summary>
internal sealed class ShortestPaths
{
    private readonly LinearNetwork _network;
    private readonly double _limitM;
    private readonly double[] _nodeM;
    private readonly List<int> _touchedNodes = [];
    private readonly List<int> _reachedSegments = [];
    private readonly bool[] _isReached;
    private readonly PriorityQueue<int, double> _queue = new();
    private NetworkPlace _start;

    /// <summary>Prepares a search.</summary>
    /// <param name="network">The streets.</param>
    /// <param name="limitM">Longest distance of interest, metres.</param>
    public ShortestPaths(LinearNetwork network, double limitM)
    {
        (_network, _limitM) = (network, limitM);
        _nodeM = new double[network.NodeCount];
        Array.Fill(_nodeM, double.PositiveInfinity);
        _isReached = new bool[network.SegmentCount];
    }

    /// <summary>Segments of which some part lies within the limit, the start's own first.</summary>
    public IReadOnlyList<int> ReachedSegments => _reachedSegments;

    /// <summary>Searches from a place.</summary>
    public void StartFrom(NetworkPlace start)
    {
        Forget();
        _start = start;
        Reach(start.Segment);
        var lengthM = _network.LengthOf(start.Segment);
        Arrive(_network.FromOf(start.Segment), start.Share * lengthM);
        Arrive(_network.ToOf(start.Segment), (1 - start.Share) * lengthM);
        while (_queue.TryDequeue(out var node, out var distanceM))
        {
            // A node may wait in the queue several times; only its shortest distance is followed.
            if (distanceM > _nodeM[node])
            {
                continue;
            }

            foreach (var half in _network.Outgoing(node))
            {
                Reach(half >> 1);
                Arrive(_network.HeadOf(half), distanceM + _network.LengthOf(half >> 1));
            }
        }
    }

    /// <summary>Distance from the start, metres; what is beyond the limit may come out as infinity.</summary>
    public double DistanceM(NetworkPlace place)
    {
        var lengthM = _network.LengthOf(place.Segment);
        var byNodesM = Math.Min(
            _nodeM[_network.FromOf(place.Segment)] + (place.Share * lengthM),
            _nodeM[_network.ToOf(place.Segment)] + ((1 - place.Share) * lengthM));
        return place.Segment == _start.Segment ? Math.Min(byNodesM, Math.Abs(place.Share - _start.Share) * lengthM) : byNodesM;
    }

    private void Forget()
    {
        foreach (var node in _touchedNodes)
        {
            _nodeM[node] = double.PositiveInfinity;
        }

        foreach (var segment in _reachedSegments)
        {
            _isReached[segment] = false;
        }

        _touchedNodes.Clear();
        _reachedSegments.Clear();
    }

    private void Arrive(int node, double distanceM)
    {
        if (distanceM > _limitM || distanceM >= _nodeM[node])
        {
            return;
        }

        if (double.IsPositiveInfinity(_nodeM[node]))
        {
            _touchedNodes.Add(node);
        }

        _nodeM[node] = distanceM;
        _queue.Enqueue(node, distanceM);
    }

    private void Reach(int segment)
    {
        if (!_isReached[segment])
        {
            _isReached[segment] = true;
            _reachedSegments.Add(segment);
        }
    }
}
