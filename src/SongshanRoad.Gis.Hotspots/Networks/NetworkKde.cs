namespace SongshanRoad.Gis.Hotspots.Networks;

/// <summary>Density along a network.</summary>
/// <param name="PerM">Events per metre of street at each place, in the order asked.</param>
/// <param name="IsExact">True when every path was followed; false when the wave's bins stand in for them (error below 1e-4 of the
/// highest value).</param>
public sealed record NetworkDensity(double[] PerM, bool IsExact);

/// <summary>How a network density is computed.</summary>
public enum NetworkKdeMethod
{
    /// <summary>Exact as long as that takes less than a second or so, else by the wave.</summary>
    Automatic,

    /// <summary>Every path followed.</summary>
    Exact,

    /// <summary>By the wave, whose cost does not grow with the events.</summary>
    Wave,
}

/// <summary>
/// Kernel density on a street network: events spread along the streets and not through the blocks between them. Density is in events
/// per metre of street.
/// </summary>
/// <remarks>Equal-split kernels of Okabe, Satoh and Sugihara (2009) and Okabe and Sugihara, Spatial Analysis along Networks (2012),
/// chapter 9: the density at a place is the sum over all walks from all events to it of the walk's weight times k(its length). Walks may
/// turn back where the rule sends weight back, and go round cycles; there is no limit on the number of nodes they pass.</remarks>
public sealed class NetworkKde
{
    private const long MostStatesWhenExact = 500_000_000;
    private const long MostWaveEntries = 64_000_000;
    private const int BinsPerBandwidth = 400;
    private const double MaxBandwidthM = 1e6;

    private readonly LinearNetwork _network;
    private readonly NetworkKernelShape _shape;
    private readonly NodeRule _rule;

    /// <summary>Prepares an estimator.</summary>
    /// <param name="network">The streets.</param>
    /// <param name="kernel">Shape of the kernel.</param>
    /// <param name="bandwidthM">Half-width h of the kernel, metres, above 0 and at most 1,000,000.</param>
    /// <param name="rule">What becomes of weight at nodes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bandwidth is out of its range.</exception>
    public NetworkKde(LinearNetwork network, NetworkKernel kernel, double bandwidthM, NodeRule rule)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (bandwidthM is not (> 0 and <= MaxBandwidthM))
        {
            throw new ArgumentOutOfRangeException(nameof(bandwidthM), bandwidthM, "The bandwidth must be above 0 m and at most 1,000,000 m.");
        }

        (_network, _shape, _rule) = (network, new NetworkKernelShape(kernel, bandwidthM), rule);
    }

    /// <summary>States (paths merged at each node) after which an automatic computation turns to the wave; the default takes about a second.</summary>
    public long MostStates { get; init; } = 5_000_000;

    /// <summary>Density at places. The same events in another order give the same bits.</summary>
    /// <param name="events">The events.</param>
    /// <param name="places">Where the density is wanted.</param>
    /// <param name="method">How.</param>
    /// <exception cref="ArgumentException">An event or a place is not on the network, or a weight not finite and at least 0.</exception>
    /// <exception cref="InvalidOperationException">Exact was asked for and the bandwidth is so long against the segments that there are
    /// more than 500,000,000 states.</exception>
    public NetworkDensity At(
        ReadOnlySpan<NetworkEvent> events, ReadOnlySpan<NetworkPlace> places, NetworkKdeMethod method = NetworkKdeMethod.Automatic)
    {
        var sources = NetworkEvents.Ordered(_network, events);
        var bySegment = new PlacesBySegment(_network, places);
        if (method != NetworkKdeMethod.Wave)
        {
            var exact = new double[places.Length];
            if (TryExact(sources, bySegment, exact, method == NetworkKdeMethod.Exact ? MostStatesWhenExact : MostStates))
            {
                return new NetworkDensity(exact, true);
            }

            if (method == NetworkKdeMethod.Exact)
            {
                throw new InvalidOperationException(
                    $"A bandwidth of {_shape.BandwidthM} m on these segments has more than {MostStatesWhenExact:N0} different paths; use the wave.");
            }
        }

        var perM = new double[places.Length];
        new WavePropagation(_network, _shape, _rule, BinM()).Add(sources, bySegment, perM);
        return new NetworkDensity(perM, false);
    }

    private bool TryExact(List<NetworkEvent> sources, PlacesBySegment places, double[] perM, long mostStates)
    {
        var merging = new PathMerging(_network, _shape, _rule, mostStates);
        return sources.TrueForAll(source => merging.Add(source, places, perM));
    }

    /// <summary>Small against the bandwidth and, where that is affordable, no longer than half the shortest segment.</summary>
    private double BinM()
    {
        var shortestM = Enumerable.Range(0, _network.SegmentCount).Select(_network.LengthOf).Append(_shape.BandwidthM).Min();
        var bins = Math.Max(BinsPerBandwidth, Math.Min(4 * BinsPerBandwidth, _shape.BandwidthM / (0.5 * shortestM)));
        var affordable = Math.Max(16.0, MostWaveEntries / Math.Max(1.0, 2 * _network.SegmentCount));
        return _shape.BandwidthM / Math.Min(bins, affordable);
    }
}
