namespace SongshanRoad.Gis.Hotspots.Networks;

/// <summary>Places grouped by the segment they lie on.</summary>
internal sealed class PlacesBySegment
{
    private readonly int[] _start;
    private readonly int[] _numbers;
    private readonly double[] _alongM;

    /// <exception cref="ArgumentException">A place is not on the network.</exception>
    public PlacesBySegment(LinearNetwork network, ReadOnlySpan<NetworkPlace> places)
    {
        _start = new int[network.SegmentCount + 1];
        for (var i = 0; i < places.Length; i++)
        {
            NetworkEvents.Check(network, places[i], i, nameof(places));
            _start[places[i].Segment + 1]++;
        }

        for (var s = 0; s < network.SegmentCount; s++)
        {
            _start[s + 1] += _start[s];
        }

        _numbers = new int[places.Length];
        _alongM = new double[places.Length];
        var next = _start[..network.SegmentCount];
        for (var i = 0; i < places.Length; i++)
        {
            var slot = next[places[i].Segment]++;
            _numbers[slot] = i;
            _alongM[slot] = places[i].Share * network.LengthOf(places[i].Segment);
        }
    }

    public int Count => _numbers.Length;

    /// <summary>Numbers of the places on a segment, as they were given.</summary>
    public ReadOnlySpan<int> NumbersOn(int segment) => _numbers.AsSpan(_start[segment].._start[segment + 1]);

    /// <summary>Their distances from the segment's start, metres.</summary>
    public ReadOnlySpan<double> AlongM(int segment) => _alongM.AsSpan(_start[segment].._start[segment + 1]);
}
