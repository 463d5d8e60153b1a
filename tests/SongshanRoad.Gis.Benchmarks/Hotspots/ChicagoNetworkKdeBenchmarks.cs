using System.Globalization;
using BenchmarkDotNet.Attributes;
using SongshanRoad.Gis.Hotspots.Networks;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Benchmarks.Hotspots;

/// <summary>Gate: equal-split continuous network density of spatstat's street crimes of Chicago at the places of the fixture, within
/// 150 ft in 20 ms and within 220 ft in 40 ms. Reads the folder <c>shared</c> beside the repository.</summary>
[MemoryDiagnoser]
public class ChicagoNetworkKdeBenchmarks
{
    private LinearNetwork _network = null!;
    private NetworkEvent[] _events = null!;
    private NetworkPlace[] _places = null!;

    [Params(150, 220)]
    public int HalfWidthFt { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var vertices = Rows("nkde_chicago_vertices").Select(row => (X: row[1], Y: row[2])).ToList();
        _network = new LinearNetwork(vertices.Count,
        [
            .. Rows("nkde_chicago_segments").Select(row => (From: (int)row[1] - 1, To: (int)row[2] - 1)).Select(ends => new NetworkSegment(ends.From, ends.To,
                Math.Sqrt(Math.Pow(vertices[ends.From].X - vertices[ends.To].X, 2) + Math.Pow(vertices[ends.From].Y - vertices[ends.To].Y, 2)))),
        ]);
        _events = [.. Rows("nkde_chicago_events").Select(row => new NetworkEvent(new NetworkPlace((int)row[3] - 1, row[4])))];
        _places = [.. Rows("nkde_chicago_esc_epan_h150").Select(row => new NetworkPlace((int)row[0] - 1, row[1]))];
    }

    [Benchmark]
    public NetworkDensity Of_street_crimes() =>
        new NetworkKde(_network, NetworkKernel.Epanechnikov, HalfWidthFt, NodeRule.EqualSplitContinuous).At(_events, _places);

    private static IEnumerable<double[]> Rows(string name) =>
        File.ReadLines(ReferenceFiles.InSharedOrSkip($"reference/hotspots/{name}.csv")).Skip(1)
            .Select(line => Array.ConvertAll(line.Split(','), cell => double.Parse(cell, CultureInfo.InvariantCulture)));
}
