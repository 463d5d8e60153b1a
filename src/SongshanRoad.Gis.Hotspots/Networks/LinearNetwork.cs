namespace SongshanRoad.Gis.Hotspots.Networks;

/// <summary>
/// A street network reduced to what distances along it need: nodes and the segments between them. Each segment is two half-edges,
/// 2s from its first node to its last and 2s + 1 back, so that a loop and parallel segments are told apart. Immutable.
/// </summary>
public sealed class LinearNetwork
{
    private readonly double[] _lengthM;
    private readonly int[] _heads;
    private readonly int[] _start;
    private readonly int[] _outgoing;

    /// <summary>Makes a network.</summary>
    /// <param name="nodeCount">Number of nodes; a node without a segment is allowed.</param>
    /// <param name="segments">First node, last node and length of each segment, nodes numbered from 0, lengths in metres above 0.</param>
    /// <exception cref="ArgumentException">A segment names a node that does not exist, or its length is not finite and above 0.</exception>
    public LinearNetwork(int nodeCount, IReadOnlyList<NetworkSegment> segments)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nodeCount);
        ArgumentNullException.ThrowIfNull(segments);
        NodeCount = nodeCount;
        _lengthM = new double[segments.Count];
        _heads = new int[2 * segments.Count];
        _start = new int[nodeCount + 1];
        for (var s = 0; s < segments.Count; s++)
        {
            var (from, to, lengthM) = segments[s];
            if (from < 0 || from >= nodeCount || to < 0 || to >= nodeCount)
            {
                throw new ArgumentException($"Segment {s} joins nodes {from} and {to}; nodes are numbered 0 to {nodeCount - 1}.", nameof(segments));
            }

            if (!double.IsFinite(lengthM) || lengthM <= 0)
            {
                throw new ArgumentException($"Segment {s} is {lengthM} m long; a finite length above 0 is needed.", nameof(segments));
            }

            _lengthM[s] = lengthM;
            (_heads[2 * s], _heads[(2 * s) + 1]) = (to, from);
            _start[from + 1]++;
            _start[to + 1]++;
        }

        for (var node = 0; node < nodeCount; node++)
        {
            _start[node + 1] += _start[node];
        }

        _outgoing = new int[_heads.Length];
        var next = _start[..nodeCount];
        for (var half = 0; half < _heads.Length; half++)
        {
            _outgoing[next[_heads[half ^ 1]]++] = half;
        }
    }

    /// <summary>Number of nodes.</summary>
    public int NodeCount { get; }

    /// <summary>Number of segments.</summary>
    public int SegmentCount => _lengthM.Length;

    /// <summary>Length of all segments together, metres.</summary>
    public double LengthM => _lengthM.Sum();

    /// <summary>Length of a segment, metres.</summary>
    public double LengthOf(int segment) => _lengthM[segment];

    /// <summary>Node at the start of a segment.</summary>
    public int FromOf(int segment) => _heads[(2 * segment) + 1];

    /// <summary>Node at the end of a segment.</summary>
    public int ToOf(int segment) => _heads[2 * segment];

    /// <summary>Number of segment ends at a node; a loop counts twice.</summary>
    public int DegreeOf(int node) => _start[node + 1] - _start[node];

    /// <summary>Node a half-edge leads to.</summary>
    internal int HeadOf(int half) => _heads[half];

    /// <summary>Half-edges that leave a node.</summary>
    internal ReadOnlySpan<int> Outgoing(int node) => _outgoing.AsSpan(_start[node].._start[node + 1]);
}

/// <summary>One segment of a <see cref="LinearNetwork"/>.</summary>
/// <param name="From">Node at its start.</param>
/// <param name="To">Node at its end; the same for a loop.</param>
/// <param name="LengthM">Length, metres.</param>
public readonly record struct NetworkSegment(int From, int To, double LengthM);

/// <summary>A place on a network.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Share">How far along it, 0 = its start, 1 = its end.</param>
public readonly record struct NetworkPlace(int Segment, double Share);
