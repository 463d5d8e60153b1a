using BenchmarkDotNet.Attributes;
using SongshanRoad.Gis.Hotspots.Networks;

namespace SongshanRoad.Gis.Benchmarks.Hotspots;

/// <summary>Gate: equal-split continuous network density of 1,000 events on 5,000 segments within 300 m in 0.3 s. The streets are a
/// lattice of blocks of 80 to 120 m, the density is wanted in the middle of every segment.</summary>
[MemoryDiagnoser]
public class NetworkKdeBenchmarks
{
    private const int Side = 51;

    private LinearNetwork _network = null!;
    private NetworkEvent[] _events = null!;
    private NetworkPlace[] _places = null!;

    [Params(NetworkKernel.Epanechnikov, NetworkKernel.Quartic)]
    public NetworkKernel Kernel { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(3);
        double Block() => 80 + (40 * random.NextDouble());
        var segments = new List<NetworkSegment>();
        for (var corner = 0; corner < Side * Side; corner++)
        {
            if (corner % Side < Side - 1)
            {
                segments.Add(new NetworkSegment(corner, corner + 1, Block()));
            }

            if (corner / Side < Side - 1)
            {
                segments.Add(new NetworkSegment(corner, corner + Side, Block()));
            }
        }

        _network = new LinearNetwork(Side * Side, segments);
        _events = [.. Enumerable.Range(0, 1_000).Select(_ => new NetworkEvent(new NetworkPlace(random.Next(segments.Count), random.NextDouble())))];
        _places = [.. Enumerable.Range(0, segments.Count).Select(segment => new NetworkPlace(segment, 0.5))];
    }

    [Benchmark]
    public NetworkDensity Of_1_000_events_on_5_100_segments_within_300_m() =>
        new NetworkKde(_network, Kernel, 300, NodeRule.EqualSplitContinuous).At(_events, _places);
}
