namespace SongshanRoad.Gis.Hotspots.Networks;

/// <summary>
/// Network kernel density by a wave: all events walk at once, their weight kept by half-edge and by distance walked in bins, so that
/// time and memory do not depend on the number of events or of paths. Weight that falls between bins is put on the four nearest so
/// that its sum and its first three moments stay true (cubic Lagrange); for the polynomial kernels the error is far below the bin's
/// width.
/// </summary>
internal sealed class WavePropagation
{
    // Room below distance 0 for the cubic's reach.
    private const int Offset = 1;
    private const int Terms = 5;

    private readonly LinearNetwork _network;
    private readonly NetworkKernelShape _shape;
    private readonly double _binM;
    private readonly int _bins;
    private readonly int _halves;

    // By bin, then half-edge: what leaves a node into the half-edge, and what arrives at its far end.
    private readonly double[] _leaving;
    private readonly double[] _arriving;
    private readonly (double Onward, double Back)[] _factors;

    public WavePropagation(LinearNetwork network, NetworkKernelShape shape, NodeRule rule, double binM)
    {
        (_network, _shape, _binM) = (network, shape, binM);
        _bins = (int)Math.Ceiling(shape.BandwidthM / binM) + Offset + 3;
        _halves = 2 * network.SegmentCount;
        _leaving = new double[(long)_bins * _halves];
        _arriving = new double[(long)_bins * _halves];
        _factors = [.. Enumerable.Range(0, network.NodeCount).Select(node =>
            network.DegreeOf(node) == 0 ? default : NodeFactors.Of(rule, network.DegreeOf(node)))];
    }

    /// <summary>Adds the density of all events at every place.</summary>
    public void Add(IReadOnlyList<NetworkEvent> events, PlacesBySegment places, Span<double> perM)
    {
        Seed(events);
        Walk();
        AddDirect(events, places, perM);
        for (var segment = 0; segment < _network.SegmentCount; segment++)
        {
            if (places.NumbersOn(segment).Length > 0)
            {
                AddAlong(2 * segment, places, perM);
                AddAlong((2 * segment) + 1, places, perM);
            }
        }
    }

    private void Seed(IReadOnlyList<NetworkEvent> events)
    {
        foreach (var ((segment, share), weight) in events)
        {
            var lengthM = _network.LengthOf(segment);
            Put((2 * segment) + 1, (share * lengthM / _binM) + Offset, weight, least: Offset - 1);
            Put(2 * segment, ((1 - share) * lengthM / _binM) + Offset, weight, least: Offset - 1);
        }
    }

    private void Walk()
    {
        var steps = new double[_halves];
        for (var half = 0; half < _halves; half++)
        {
            // A segment shorter than a bin takes one all the same, or the wave would not move on.
            steps[half] = Math.Max(1, _network.LengthOf(half >> 1) / _binM);
        }

        for (var bin = 0; bin < _bins; bin++)
        {
            var row = (long)bin * _halves;
            SplitAtNodes(row);
            for (var half = 0; half < _halves; half++)
            {
                var weight = _leaving[row + half];
                if (weight != 0)
                {
                    Put(half, bin + steps[half], weight, least: bin + 1);
                }
            }
        }
    }

    private void SplitAtNodes(long row)
    {
        for (var node = 0; node < _network.NodeCount; node++)
        {
            var outgoing = _network.Outgoing(node);
            var sum = 0.0;
            foreach (var next in outgoing)
            {
                sum += _arriving[row + (next ^ 1)];
            }

            var (onward, back) = _factors[node];
            foreach (var next in outgoing)
            {
                var own = _arriving[row + (next ^ 1)];
                _leaving[row + next] = (onward * (sum - own)) + (back * own);
            }
        }
    }

    /// <summary>Puts weight that arrives at the far end of a half-edge at a bin, fractions of bins included.</summary>
    /// <param name="half">The half-edge.</param>
    /// <param name="at">When, in bins.</param>
    /// <param name="weight">How much.</param>
    /// <param name="least">First bin that may still be written.</param>
    private void Put(int half, double at, double weight, int least)
    {
        var whole = (int)Math.Min(at, _bins + 1);
        var f = at - whole;
        if (whole - 1 >= least)
        {
            var (below, above, far) = (f + 1, f - 1, f - 2);
            Write(whole - 1, half, weight * -f * above * far / 6);
            Write(whole, half, weight * below * above * far / 2);
            Write(whole + 1, half, weight * -below * f * far / 2);
            Write(whole + 2, half, weight * below * f * above / 6);
        }
        else
        {
            Write(whole, half, weight * (1 - f));
            Write(whole + 1, half, weight * f);
        }
    }

    private void Write(int bin, int half, double weight)
    {
        if (bin < _bins)
        {
            _arriving[((long)bin * _halves) + half] += weight;
        }
    }

    private void AddDirect(IReadOnlyList<NetworkEvent> events, PlacesBySegment places, Span<double> perM)
    {
        foreach (var ((segment, share), weight) in events)
        {
            var numbers = places.NumbersOn(segment);
            var along = places.AlongM(segment);
            for (var i = 0; i < numbers.Length; i++)
            {
                perM[numbers[i]] += weight * _shape.PerM(along[i] - (share * _network.LengthOf(segment)));
            }
        }
    }

    /// <summary>Adds what travels along one half-edge. The kernels are polynomials in (walked + along) / h up to h, so sums over bins
    /// come from running moments of what left, not from a sum for each place.</summary>
    private void AddAlong(int half, PlacesBySegment places, Span<double> perM)
    {
        var h = _shape.BandwidthM;
        var numbers = places.NumbersOn(half >> 1);
        var along = places.AlongM(half >> 1);
        var lengthM = _network.LengthOf(half >> 1);
        var moments = new double[(_bins + 1) * Terms];
        for (var bin = 0; bin < _bins; bin++)
        {
            var term = _leaving[((long)bin * _halves) + half];
            var u = (bin - Offset) * _binM / h;
            for (var power = 0; power < Terms; power++)
            {
                moments[((bin + 1) * Terms) + power] = moments[(bin * Terms) + power] + term;
                term *= u;
            }
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            var v = ((half & 1) == 0 ? along[i] : lengthM - along[i]) / h;
            // Bins with walked + along below the bandwidth.
            var count = Math.Clamp((int)Math.Ceiling(((1 - v) * h / _binM) + Offset), 0, _bins);
            perM[numbers[i]] += _shape.PeakPerM * Polynomial(moments.AsSpan(count * Terms, Terms), v);
        }
    }

    /// <summary>Sum of 1 - (u + v)², squared for the quartic, from the moments of u.</summary>
    private double Polynomial(ReadOnlySpan<double> m, double v)
    {
        var second = m[2] + (2 * v * m[1]) + (v * v * m[0]);
        return _shape.Kernel == NetworkKernel.Epanechnikov
            ? m[0] - second
            : m[0] - (2 * second) + m[4] + (4 * v * m[3]) + (6 * v * v * m[2]) + (4 * v * v * v * m[1]) + (v * v * v * v * m[0]);
    }
}
