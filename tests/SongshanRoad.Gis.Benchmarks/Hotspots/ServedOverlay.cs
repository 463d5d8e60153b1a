using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Accounts;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Deployment;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Benchmarks.Hotspots;

/// <summary>From incidents in PostGIS to served cells: a new question to a real server with many incidents, and the tile of the
/// whole district, over HTTP.</summary>
internal static class ServedOverlay
{
    /// <summary>First argument of this measurement.</summary>
    public const string Verb = "overlay";

    private const int Runs = 5;

    /// <summary>Runs and prints.</summary>
    /// <param name="numbers">Number of incidents; default 1,000,000.</param>
    public static async Task RunAsync(string[] numbers)
    {
        var incidents = numbers is [var given, ..] ? int.Parse(given, CultureInfo.InvariantCulture) : 1_000_000;
        var path = Path.Combine(Path.GetTempPath(), $"songshan-bench-{Guid.NewGuid():N}");
        try
        {
            await using var cluster = await ManagedCluster.StartAsync(path, owner: true);
            await using var database = await Database.OpenAsync(cluster.ConnectionString, DeploymentSettings.For(4547));
            await StoredIncidents.FillAsync(database, incidents);
            await using var app = SongshanServer.Build(new ServerOptions { Port = 0, DataPath = path }, database, TimeProvider.System);
            await app.StartAsync();
            await MeasureAsync(app, incidents);
            await app.StopAsync();
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static async Task MeasureAsync(WebApplication app, int incidents)
    {
        await app.Services.GetRequiredService<SignInGate>().AddAsync("bench", "a long enough password", Roles.Leader, null, default);
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(SongshanServer.AddressOf(app)) };
        client.DefaultRequestHeaders.Add("X-Requested-With", "songshan");
        (await client.PostAsJsonAsync("api/session", new SignInRequest("bench", "a long enough password"))).EnsureSuccessStatusCode();
        // Waits until the standing overlay that the start asked for is there, so that it does not run beside the measurement.
        await client.GetFromJsonAsync<HotspotRunView>("api/hotspots");
        Console.WriteLine($"{incidents} incidents; {Runs} runs each, median (min-max):");
        await MeasureAsync(client, "cells", "");
        await MeasureAsync(client, "segments", "&unit=segment");
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
        Print("question to answer (read, count, KDE, Gi*, BH, store)", overlayMs);
        Print("tile z12 with all of them", tileMs);
    }

    private static void Print(string what, List<double> ms)
    {
        ms.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what}: {ms[ms.Count / 2]:F0} ms ({ms[0]:F0}-{ms[^1]:F0})"));
    }
}
