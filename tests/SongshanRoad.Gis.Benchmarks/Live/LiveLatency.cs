using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Accounts;
using SongshanRoad.Gis.Contracts.Live;

namespace SongshanRoad.Gis.Benchmarks.Live;

/// <summary>
/// Time from a position's acceptance to its appearance in another hub client: units that report at 1 Hz over a connection each,
/// against a server and a durable database in processes of their own. Arguments: units (1000), seconds (60), viewers (5).
/// </summary>
internal static class LiveLatency
{
    public const string Verb = "live";
    public const string ViewerPassword = "a viewer's password";

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly LiveSubscription District = new(113.5, 34.6, 113.8, 34.8);

    public static async Task RunAsync(string[] numbers)
    {
        int Number(int index, int otherwise) => index < numbers.Length ? int.Parse(numbers[index], CultureInfo.InvariantCulture) : otherwise;
        var (units, seconds, viewers) = (Number(0, 1000), Number(1, 60), Number(2, 5));
        var folder = Path.Combine(Path.GetTempPath(), $"songshan-live-{Guid.NewGuid():N}");
        using var server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!,
            [LiveServerProcess.Verb, folder, units.ToString(CultureInfo.InvariantCulture)])
        { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        try
        {
            var address = (await server.StandardOutput.ReadLineAsync())!;
            var tokens = new List<string>();
            while (tokens.Count < units)
            {
                tokens.Add((await server.StandardOutput.ReadLineAsync())!);
            }

            await MeasureAsync(new Uri(address), tokens, viewers, TimeSpan.FromSeconds(seconds), server.Id, folder);
        }
        finally
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(Uri address, List<string> tokens, int viewers, TimeSpan lasting, int serverId, string folder)
    {
        var sightings = new ConcurrentBag<(string UnitId, long TimeMs, long At)>();
        var sent = new ConcurrentBag<(string UnitId, long TimeMs, long SentAt, long AcceptedAt)>();
        var watching = new List<HubConnection>();
        var cookies = await SignInAsync(address);
        for (var i = 0; i < viewers; i++)
        {
            var viewer = Connection(address, options => options.Cookies = cookies);
            viewer.On<LiveFrame>("Frame", frame =>
            {
                var now = Stopwatch.GetTimestamp();
                foreach (var unit in frame.Changed)
                {
                    sightings.Add((unit.UnitId, unit.FixTimeMs, now));
                }
            });
            await viewer.StartAsync();
            await viewer.InvokeAsync<LiveSnapshot>("Subscribe", District);
            watching.Add(viewer);
        }

        using var ending = new CancellationTokenSource();
        var senders = new List<Task>();
        for (var i = 0; i < tokens.Count; i++)
        {
            senders.Add(await StartSenderAsync(address, i, tokens, sent, ending.Token));
        }

        await Task.Delay(WarmUp, CancellationToken.None);
        var from = Stopwatch.GetTimestamp();
        var (serverS, databaseS) = (ProcessTimes.Of(serverId), ProcessTimes.OfDatabase(folder));
        await Task.Delay(lasting, CancellationToken.None);
        var to = Stopwatch.GetTimestamp();
        (serverS, databaseS) = (ProcessTimes.Of(serverId) - serverS, ProcessTimes.OfDatabase(folder) - databaseS);
        // The last fixes still have to appear.
        await Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None);
        await ending.CancelAsync();
        await Task.WhenAll(senders);
        foreach (var viewer in watching)
        {
            await viewer.DisposeAsync();
        }

        var elapsedS = Stopwatch.GetElapsedTime(from, to).TotalSeconds;
        var measured = sent.Where(fix => fix.SentAt >= from && fix.SentAt < to).ToDictionary(fix => (fix.UnitId, fix.TimeMs));
        Print(measured, sightings, viewers);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"server {serverS / elapsedS:F2} cores, database {databaseS / elapsedS:F2} cores over {elapsedS:F0} s; {tokens.Count} units, {viewers} viewers, {measured.Count / elapsedS:F0} fixes/s"));
    }

    private static void Print(
        Dictionary<(string UnitId, long TimeMs), (string UnitId, long TimeMs, long SentAt, long AcceptedAt)> measured,
        ConcurrentBag<(string UnitId, long TimeMs, long At)> sightings, int viewers)
    {
        static double Ms(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;
        var seen = sightings.Where(sighting => measured.ContainsKey((sighting.UnitId, sighting.TimeMs)))
            .Select(sighting => (sighting.At, Fix: measured[(sighting.UnitId, sighting.TimeMs)])).ToList();
        Row("sent to accepted (committed)", measured.Values.Select(fix => Ms(fix.AcceptedAt - fix.SentAt)));
        Row("accepted to shown elsewhere", seen.Select(sighting => Ms(sighting.At - sighting.Fix.AcceptedAt)));
        Row("sent to shown elsewhere", seen.Select(sighting => Ms(sighting.At - sighting.Fix.SentAt)));
        Console.WriteLine($"{((long)measured.Count * viewers) - seen.Count} of {(long)measured.Count * viewers} appearances replaced by a newer fix before they were sent");
    }

    private static void Row(string what, IEnumerable<double> valuesMs)
    {
        var sorted = valuesMs.Order().ToList();
        double At(double share) => sorted[(int)Math.Min(sorted.Count - 1, share * sorted.Count)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: p50 {At(0.5):F0} ms, p99 {At(0.99):F0} ms, worst {sorted[^1]:F0} ms"));
    }

    private static async Task<CookieContainer> SignInAsync(Uri address)
    {
        var cookies = new CookieContainer();
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = address };
        http.DefaultRequestHeaders.Add("X-Requested-With", "songshan");
        (await http.PostAsJsonAsync("api/session", new SignInRequest("viewer", ViewerPassword))).EnsureSuccessStatusCode();
        return cookies;
    }

    /// <summary>Starts a unit's duty and connection, then its reports, spread over the second.</summary>
    private static async Task<Task> StartSenderAsync(
        Uri address, int number, List<string> tokens, ConcurrentBag<(string, long, long, long)> sent, CancellationToken ending)
    {
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens[number]);
        (await http.PostAsync(new Uri("api/duties", UriKind.Relative), null, ending)).EnsureSuccessStatusCode();
        var hub = Connection(address, options => options.AccessTokenProvider = () => Task.FromResult<string?>(tokens[number]));
        await hub.StartAsync(ending);
        return SendAsync(hub, number, TimeSpan.FromSeconds((double)number / tokens.Count), sent, ending);
    }

    private static async Task SendAsync(
        HubConnection hub, int number, TimeSpan phase, ConcurrentBag<(string, long, long, long)> sent, CancellationToken ending)
    {
        try
        {
            await Task.Delay(phase, ending);
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
            for (var sequence = 0; await timer.WaitForNextTickAsync(ending); sequence++)
            {
                // Along a street at 9 m/s.
                var timeMs = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
                var fix = new ReportedFix(sequence, timeMs, 113.60 + (sequence * 1e-4), 34.65 + (number * 1e-4), 5);
                var sentAt = Stopwatch.GetTimestamp();
                await hub.InvokeAsync<PositionReceipt>("Report", new PositionBatch("wgs84", [fix]), ending);
                sent.Add(($"unit-{number}", timeMs, sentAt, Stopwatch.GetTimestamp()));
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            await hub.DisposeAsync();
        }
    }

    private static HubConnection Connection(Uri address, Action<Microsoft.AspNetCore.Http.Connections.Client.HttpConnectionOptions> configure) =>
        new HubConnectionBuilder().WithUrl(new Uri(address, "hubs/live"), configure).AddMessagePackProtocol().Build();
}
