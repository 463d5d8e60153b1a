using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Accounts;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Deployment;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Benchmarks.Hotspots;

/// <summary>From the commit of one new incident to the notice, on an open map, of the hotspot cells that changed class. Arguments: incidents
/// stored before (1,000,000), new ones (41), each after the notice of the one before.</summary>
internal static class IncidentNotice
{
    /// <summary>First argument of this measurement.</summary>
    public const string Verb = "notice";

    /// <summary>Runs and prints.</summary>
    public static async Task RunAsync(string[] numbers)
    {
        int Number(int index, int otherwise) => index < numbers.Length ? int.Parse(numbers[index], CultureInfo.InvariantCulture) : otherwise;
        var (incidents, added) = (Number(0, 1_000_000), Number(1, 41));
        var path = Path.Combine(Path.GetTempPath(), $"songshan-bench-{Guid.NewGuid():N}");
        try
        {
            await using var cluster = await ManagedCluster.StartAsync(path, owner: true);
            await using var database = await Database.OpenAsync(cluster.ConnectionString, DeploymentSettings.For(4547));
            await StoredIncidents.FillAsync(database, incidents);
            await using var app = SongshanServer.Build(new ServerOptions { Port = 0, DataPath = path }, database, TimeProvider.System);
            await app.StartAsync();
            await MeasureAsync(app, database, incidents, added);
            await app.StopAsync();
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static async Task MeasureAsync(WebApplication app, Database database, int incidents, int added)
    {
        await app.Services.GetRequiredService<SignInGate>().AddAsync("bench", "a long enough password", Roles.Leader, null, default);
        var (address, cookies) = (new Uri(SongshanServer.AddressOf(app)), new CookieContainer());
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = address };
        client.DefaultRequestHeaders.Add("X-Requested-With", "songshan");
        (await client.PostAsJsonAsync("api/session", new SignInRequest("bench", "a long enough password"))).EnsureSuccessStatusCode();
        await client.GetFromJsonAsync<HotspotRunView>("api/hotspots");
        await using var map = new HubConnectionBuilder().WithUrl(new Uri(address, "hubs/live"), options => options.Cookies = cookies).AddMessagePackProtocol().Build();
        var notices = Channel.CreateUnbounded<(long At, HotspotsChanged Notice)>();
        map.On<HotspotsChanged>("HotspotsChanged", notice => notices.Writer.TryWrite((Stopwatch.GetTimestamp(), notice)));
        await map.StartAsync();
        await map.InvokeAsync<LiveSnapshot>("Subscribe", new LiveSubscription(113.5, 34.6, 113.8, 34.8));
        var (ms, changed) = (new List<double>(), 0);
        for (var i = 0; i < added; i++)
        {
            await using var insert = database.DataSource.CreateCommand(
                "insert into incident (source, category_code, occurred_from, position) values ('one', 'theft', now(), ST_SetSRID(ST_MakePoint(113.612 + random() * 0.002, 34.692 + random() * 0.002), 4326))");
            await insert.ExecuteNonQueryAsync();
            var committed = Stopwatch.GetTimestamp();
            var (at, notice) = await notices.Reader.ReadAsync();
            ms.Add(Stopwatch.GetElapsedTime(committed, at).TotalMilliseconds);
            changed += notice.CellsChangedClass;
        }

        ms.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{incidents} incidents stored, {added} more one by one, {changed} changes of class; commit to notice on the map, median (min-max): {ms[ms.Count / 2]:F0} ms ({ms[0]:F0}-{ms[^1]:F0})"));
    }
}
