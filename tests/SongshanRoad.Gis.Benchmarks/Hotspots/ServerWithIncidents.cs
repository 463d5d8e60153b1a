using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Accounts;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Deployment;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Benchmarks.Hotspots;

/// <summary>A real server on a database of its own with many incidents, and a leader who is signed in.</summary>
/// <param name="Database">Its database.</param>
/// <param name="Client">The leader's client.</param>
/// <param name="Cookies">The leader's cookies.</param>
internal sealed record ServerWithIncidents(Database Database, HttpClient Client, CookieContainer Cookies)
{
    private const string Password = "a long enough password";

    /// <summary>Measures on such a server, which goes when that has ended.</summary>
    /// <param name="incidents">Incidents stored before.</param>
    /// <param name="extent">Extent of the district, degrees.</param>
    /// <param name="measure">Called when the standing overlay that the start asks for is there, so that it does not run beside the
    /// measurement.</param>
    public static async Task RunAsync(int incidents, (double LonDeg, double LatDeg) extent, Func<ServerWithIncidents, Task> measure)
    {
        var path = Path.Combine(Path.GetTempPath(), $"songshan-bench-{Guid.NewGuid():N}");
        try
        {
            await using var cluster = await ManagedCluster.StartAsync(path, owner: true);
            await using var database = await Database.OpenAsync(cluster.ConnectionString, DeploymentSettings.For(4547));
            await StoredIncidents.FillAsync(database, incidents, extent);
            await using var app = SongshanServer.Build(new ServerOptions { Port = 0, DataPath = path }, database, TimeProvider.System);
            await app.StartAsync();
            await app.Services.GetRequiredService<SignInGate>().AddAsync("bench", Password, Roles.Leader, null, default);
            var cookies = new CookieContainer();
            using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = new Uri(SongshanServer.AddressOf(app)) };
            client.DefaultRequestHeaders.Add("X-Requested-With", "songshan");
            (await client.PostAsJsonAsync("api/session", new SignInRequest("bench", Password))).EnsureSuccessStatusCode();
            await client.GetFromJsonAsync<HotspotRunView>("api/hotspots");
            await measure(new ServerWithIncidents(database, client, cookies));
            await app.StopAsync();
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    /// <summary>Median, least and most of times in milliseconds, which it sorts.</summary>
    public static string Summary(List<double> ms)
    {
        ms.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"{ms[ms.Count / 2]:F0} ms ({ms[0]:F0}-{ms[^1]:F0})");
    }
}
