using System.Runtime.InteropServices;

namespace SongshanRoad.Gis.Hotspots.Networks;

/// <summary>
/// Exact network kernel density: follows every path from every event to the end of the bandwidth. Paths that enter the same
/// half-edge after the same distance are one from there on; as path lengths are sums of segment lengths and most paths run the same
/// segments in another order, that leaves few: where a path by path search needs minutes, this needs milliseconds.
/// </summary>
internal sealed class PathMerging
{
    // Paths this close in length, as a share of the bandwidth, are one: rounding of the same sum in another order.
    private const double SameLength = 1e-9;

    private readonly LinearNetwork _network;
    private readonly NetworkKernelShape _shape;
    private readonly NodeRule _rule;
    private readonly long _mostStates;

    private readonly Dictionary<long, int> _open = [];
    private readonly PriorityQueue<int, double> _queue = new();
    private readonly List<(double DistanceM, double Weight, int Half)> _states = [];
    private long _statesInAll;

    public PathMerging(LinearNetwork network, NetworkKernelShape shape, NodeRule rule, long mostStates) =>
        (_network, _shape, _rule, _mostStates) = (network, shape, rule, mostStates);

    /// <summary>Adds one event's density at every place.</summary>
    /// <returns>False when there were more states than allowed; the sums are incomplete then.</returns>
    public bool Add(NetworkEvent source, PlacesBySegment places, Span<double> perM)
    {
        var (segment, share) = source.Place;
        var lengthM = _network.LengthOf(segment);
        AddDirect(source, share * lengthM, places, perM);
        _open.Clear();
        _queue.Clear();
        _states.Clear();
        Arrive((2 * segment) + 1, share * lengthM, source.Weight);
        Arrive(2 * segment, (1 - share) * lengthM, source.Weight);
        while (_queue.TryDequeue(out var index, out _))
        {
            var (distanceM, weight, half) = _states[index];
            // Whatever else may reach this state would come from a shorter path, and those are done.
            _open.Remove(KeyOf(half, distanceM));
            AddAlong(half, distanceM, weight, places, perM);
            var next = distanceM + _network.LengthOf(half >> 1);
            if (next < _shape.BandwidthM)
            {
                Arrive(half, next, weight);
            }
        }

        _statesInAll += _states.Count;
        return _statesInAll <= _mostStates;
    }

    private void AddDirect(NetworkEvent source, double alongM, PlacesBySegment places, Span<double> perM)
    {
        var numbers = places.NumbersOn(source.Place.Segment);
        var along = places.AlongM(source.Place.Segment);
        for (var i = 0; i < numbers.Length; i++)
        {
            perM[numbers[i]] += source.Weight * _shape.PerM(along[i] - alongM);
        }
    }

    private void AddAlong(int half, double distanceM, double weight, PlacesBySegment places, Span<double> perM)
    {
        var segment = half >> 1;
        var numbers = places.NumbersOn(segment);
        var along = places.AlongM(segment);
        var lengthM = _network.LengthOf(segment);
        for (var i = 0; i < numbers.Length; i++)
        {
            var inM = (half & 1) == 0 ? along[i] : lengthM - along[i];
            if (distanceM + inM < _shape.BandwidthM)
            {
                perM[numbers[i]] += weight * _shape.PerM(distanceM + inM);
            }
        }
    }

    /// <summary>Splits what arrives at the end of a half-edge over the segments there.</summary>
    private void Arrive(int half, double distanceM, double weight)
    {
        if (distanceM >= _shape.BandwidthM || _statesInAll + _states.Count > _mostStates)
        {
            return;
        }

        var outgoing = _network.Outgoing(_network.HeadOf(half));
        var (onward, back) = NodeFactors.Of(_rule, outgoing.Length);
        foreach (var next in outgoing)
        {
            var share = weight * (next == (half ^ 1) ? back : onward);
            if (share == 0)
            {
                continue;
            }

            ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(_open, KeyOf(next, distanceM), out var known);
            if (known)
            {
                CollectionsMarshal.AsSpan(_states)[index].Weight += share;
            }
            else
            {
                index = _states.Count;
                _states.Add((distanceM, share, next));
                _queue.Enqueue(index, distanceM);
            }
        }
    }

    private long KeyOf(int half, double distanceM) =>
        ((long)Math.Round(distanceM / (_shape.BandwidthM * SameLength)) * 2 * _network.SegmentCount) + half;
}
