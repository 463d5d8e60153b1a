using System.Globalization;
using SongshanRoad.Gis.Hotspots.Networks;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Hotspots.Tests.Networks;

/// <summary>The 503 street segments and 116 street crimes near the University of Chicago that spatstat carries; lengths in feet.</summary>
internal sealed class ChicagoNetwork
{
    private ChicagoNetwork(LinearNetwork network, NetworkEvent[] events) => (Network, Events) = (network, events);

    public LinearNetwork Network { get; }

    public NetworkEvent[] Events { get; }

    /// <summary>Reads it; skips the test when it is not at hand.</summary>
    public static ChicagoNetwork Read()
    {
        var vertices = Rows("nkde_chicago_vertices.csv").Select(row => (X: row[1], Y: row[2])).ToList();
        var segments = Rows("nkde_chicago_segments.csv").Select(row =>
        {
            var (from, to) = ((int)row[1] - 1, (int)row[2] - 1);
            var (a, b) = (vertices[from], vertices[to]);
            return new NetworkSegment(from, to, Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2)));
        }).ToList();
        return new ChicagoNetwork(
            new LinearNetwork(vertices.Count, segments),
            [.. Rows("nkde_chicago_events.csv").Select(row => new NetworkEvent(new NetworkPlace((int)row[3] - 1, row[4])))]);
    }

    /// <summary>Places and densities that spatstat found.</summary>
    public static (NetworkPlace[] Places, double[] PerFoot) Expected(string name)
    {
        var rows = Rows($"{name}.csv").ToList();
        return ([.. rows.Select(row => new NetworkPlace((int)row[0] - 1, row[1]))], [.. rows.Select(row => row[4])]);
    }

    private static IEnumerable<double[]> Rows(string file) =>
        File.ReadLines(ReferenceFiles.InSharedOrSkip($"reference/hotspots/{file}")).Skip(1)
            .Select(line => Array.ConvertAll(line.Split(','), cell => double.Parse(cell, CultureInfo.InvariantCulture)));
}
