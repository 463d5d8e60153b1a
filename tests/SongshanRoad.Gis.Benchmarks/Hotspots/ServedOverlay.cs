using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using SongshanRoad.Gis.Contracts.Hotspots;

namespace SongshanRoad.Gis.Benchmarks.Hotspots;

/// <summary>From incidents in PostGIS to served cells: a new question to a real server with many incidents, and the tile of the
/// whole district, over HTTP.</summary>
internal static class ServedOverlay
{
    /// <summary>First argument of this measurement.</summary>
    public const string Verb = "overlay";

    private const int Runs = 5;

    /// <summary>Runs and prints.</summary>
    /// <param name="numbers">Number of incidents, default 1,000,000; then <c>city</c> for 30 x 30 km in place of 10 km².</param>
    public static Task RunAsync(string[] numbers)
    {
        var incidents = numbers is [var given, ..] ? int.Parse(given, CultureInfo.InvariantCulture) : 1_000_000;
        var isCity = numbers is [_, "city"];
        return ServerWithIncidents.RunAsync(incidents, isCity ? StoredIncidents.City : StoredIncidents.District, async server =>
        {
            Console.WriteLine($"{incidents} incidents; {Runs} runs each, median (min-max):");
            await MeasureAsync(server.Client, "cells", "");
            await MeasureAsync(server.Client, "segments", "&unit=segment");
            using var process = Process.GetCurrentProcess();
            Console.WriteLine($"most memory of server and client together since the start: {process.PeakWorkingSet64 >> 20} MiB");
        });
    }

    private static async Task MeasureAsync(HttpClient client, string units, string question)
    {
        var (overlayMs, tileMs) = (new List<double>(), new List<double>());
        HotspotRunView? run = null;
        for (var i = 0; i < Runs; i++)
        {
            // Another bandwidth each time: a question that was not asked before.
            var clock = Stopwatch.StartNew();
            run = await client.GetFromJsonAsync<HotspotRunView>($"api/hotspots?bandwidthM={160 + i}{question}");
            overlayMs.Add(clock.Elapsed.TotalMilliseconds);
            clock.Restart();
            await client.GetByteArrayAsync($"tiles/hotspots/{run!.RunId}/12/3340/1626");
            tileMs.Add(clock.Elapsed.TotalMilliseconds);
        }

        Console.WriteLine($"{run!.CellsTested} {units}, {run.Hot.Sum()} hot, {run.IncidentsOutside} incidents outside, density exact: {run.DensityIsExact}");
        Console.WriteLine($"  question to answer (read, count, KDE, Gi*, BH, store): {ServerWithIncidents.Summary(overlayMs)}");
        Console.WriteLine($"  tile z12: {ServerWithIncidents.Summary(tileMs)}");
    }
}
