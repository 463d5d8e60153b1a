using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace SongshanRoad.Gis.Benchmarks.Growth;

/// <summary>How the live path grows with the units on duty: runs tools/load for each size, and draws the server's CPU and the latencies.</summary>
internal static class LiveGrowth
{
    /// <summary>The word that asks for it: <c>live-growth FILE.svg [options of tools/load]</c>, in the repository.</summary>
    public const string Verb = "live-growth";

    private static readonly int[] Sizes = [100, 1_000, 5_000, 10_000];

    /// <summary>Measures all sizes.</summary>
    /// <param name="plotPath">Where the plot goes.</param>
    /// <param name="options">Further options of tools/load.</param>
    public static async Task RunAsync(string plotPath, string[] options)
    {
        var cpu = new List<(int, double)>();
        var accepted = new List<(int, double)>();
        var shown = new List<(int, double)>();
        foreach (var size in Sizes)
        {
            using var load = Process.Start(new ProcessStartInfo("tools/load", ["--json", "--trackers", $"{size}", .. options]) { RedirectStandardOutput = true })!;
            using var report = await JsonDocument.ParseAsync(load.StandardOutput.BaseStream);
            await load.WaitForExitAsync();
            double Number(params string[] path) => path.Aggregate(report.RootElement, (element, name) => element.GetProperty(name)).GetDouble();
            var (cores, sentMs, shownMs) = (Number("serverCores"), Number("sentToAccepted", "p99Ms"), Number("acceptedToShown", "p99Ms"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{size} units: {cores:F2} of a core, {Number("serverResidentMb"):F0} MiB, sent to accepted p99 {sentMs} ms, accepted to shown p99 {shownMs} ms, {Number("acknowledgedCount")} acknowledged, {Number("lostCount")} lost, {Number("doubledCount")} doubled, {Number("holeCount")} holes"));
            cpu.Add((size, 1000 * cores));
            accepted.Add((size, sentMs));
            shown.Add((size, shownMs));
        }

        GrowthSeries[] series = [new("server's CPU time per second", cpu), new("sent to accepted, p99", accepted), new("accepted to shown, p99", shown)];
        await File.WriteAllTextAsync(plotPath, GrowthPlot.Svg(series, firstCount: 2));
    }
}
