using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SongshanRoad.Gis.Contracts.Alerts;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Contracts.Places;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Alerts;
using SongshanRoad.Gis.Server.Geofences;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Server.Tests.Live;
using SongshanRoad.Gis.Testing;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;

namespace SongshanRoad.Gis.Server.Tests.Alerts;

public class GeofenceTests(PostGisCluster cluster)
{
    // Half the width of the fenced square, about 183 m east and west.
    private const double HalfDeg = 0.002;

    private static readonly GeofenceSetting Both = new(true, true, ["patrolCar", "volunteerTeam"]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialWires]
    public async Task Who_enters_and_leaves_is_told_and_what_later_positions_show_otherwise_is_withdrawn(Wire wire)
    {
        await using var server = await StartAsync();
        var placeId = await AddPlaceAsync(server);
        using var desk = server.CreateClient(await server.OfficeCookieAsync(Roles.Leader));
        await FenceAsync(server, desk, placeId, Both);
        await using var map = await HubClient.ConnectAsync(server, wire, Roles.Dispatcher);
        await map.SubscribeAsync(District);
        using var device = server.CreateDevice(await server.AddUnitAsync("car-1"));
        await device.StartDutyAsync();

        // Outside, then inside at a walk, then gone; the fix of second 40 comes late and shows that the car had been out in between.
        var way = new[] { (0, -0.004), (20, -0.001), (30, 0.0), (50, 0.0), (90, 0.004), (100, 0.0045), (130, 0.005) };
        foreach (var (second, eastDeg) in way)
        {
            await device.ReportAsync(At(Evening.AddSeconds(second), second, LonDeg + eastDeg));
        }

        await map.UntilAsync(() => map.Alerts.Count == 2);
        Assert.Equal(["fenceEntered 20", "fenceLeft 90"], Told(map, "open"));
        Assert.All(map.Alerts.Values, alert => Assert.Equal(("院落甲", placeId, 0, "car-1"), (alert.PlaceName, alert.PlaceId, alert.Rings, alert.UnitId)));

        await device.ReportAsync(At(Evening.AddSeconds(5), 5, LonDeg - 0.001));
        await map.UntilAsync(() => map.Alerts.Values.Any(alert => alert.Progress == "withdrawn"));
        await map.UntilAsync(() => map.Alerts.Count == 3);
        Assert.Equal(["fenceEntered 5", "fenceLeft 90"], Told(map, "open"));
        Assert.Equal(["fenceEntered 20"], Told(map, "withdrawn"));

        var left = map.Alerts.Values.Single(alert => alert.Kind == "fenceLeft");
        (await desk.PostAsJsonAsync($"/api/alerts/{left.AlertId}/close", new CloseAlert("看过了"), Cancellation)).EnsureSuccessStatusCode();
        await map.UntilAsync(() => map.Alerts[left.AlertId].Progress == "closed");
        Assert.Equal("leader", map.Alerts[left.AlertId].AcceptedBy);
        Assert.Single(await desk.GetFromJsonAsync<List<AlertView>>("/api/alerts", Cancellation) ?? []);
    }

    [Fact]
    public async Task Positions_in_any_order_raise_the_same_alerts()
    {
        var clock = Clock();
        await using var server = await StartAsync(clock);
        using var desk = server.CreateClient(await server.OfficeCookieAsync(Roles.Dispatcher));
        await FenceAsync(server, desk, await AddPlaceAsync(server), Both);
        var fixes = new[] { (0, -0.004), (20, -0.001), (30, 0.0), (50, 0.0), (90, 0.004), (100, 0.0045), (130, 0.005), (180, 0.001), (240, 0.0) }
            .Select(entry => At(Evening.AddSeconds(entry.Item1), entry.Item1, LonDeg + entry.Item2)).ToArray();
        var random = new Random(7);
        var devices = new List<HttpClient>();
        for (var unit = 0; unit < 6; unit++)
        {
            devices.Add(server.CreateDevice(await server.AddUnitAsync($"car-{unit}")));
            await devices[^1].StartDutyAsync();
        }

        clock.Advance(TimeSpan.FromMinutes(4));
        foreach (var device in devices)
        {
            foreach (var fix in device == devices[0] ? fixes : Shuffled(random, fixes))
            {
                await device.ReportAsync(fix);
            }

            device.Dispose();
        }

        await using var map = await HubClient.ConnectAsync(server, Wire.Json, Roles.Dispatcher);
        await map.SubscribeAsync(District);
        await map.UntilAsync(() => map.Alerts.Values.Count(alert => alert.Progress == "open") == 18);
        Assert.All(map.Alerts.Values.Where(alert => alert.Progress == "open").GroupBy(alert => alert.UnitId), ofUnit =>
            Assert.Equal(["fenceEntered 180", "fenceEntered 20", "fenceLeft 90"], ofUnit.Select(Word).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_fence_concerns_its_kinds_of_unit_and_directions_from_when_it_was_set_and_bad_ones_are_refused()
    {
        await using var server = await StartAsync();
        var placeId = await AddPlaceAsync(server);
        using var desk = server.CreateClient(await server.OfficeCookieAsync(Roles.Dispatcher));
        foreach (var bad in new[] { Both with { OnEnter = false, OnLeave = false }, Both with { UnitKinds = [] }, Both with { UnitKinds = ["dog"] }, Both with { DwellSeconds = -1 }, Both with { DwellSeconds = 3601 } })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await desk.PutAsJsonAsync($"/api/places/{placeId}/geofence", bad, Cancellation)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await desk.PutAsJsonAsync("/api/places/999999/geofence", Both, Cancellation)).StatusCode);
        await FenceAsync(server, desk, placeId, Both with { OnLeave = false, UnitKinds = ["volunteerTeam"], DwellSeconds = 60 });
        var fence = Assert.Single(await desk.GetFromJsonAsync<List<GeofenceView>>("/api/geofences", Cancellation) ?? []);
        Assert.Equal((placeId, "courtyard", 60), (fence.PlaceId, fence.Kind, fence.Setting.DwellSeconds));

        await using var map = await HubClient.ConnectAsync(server, Wire.Json, Roles.Dispatcher);
        await map.SubscribeAsync(District);
        foreach (var (code, kind) in new[] { ("car-1", "patrolCar"), ("team-1", "volunteerTeam") })
        {
            using var device = server.CreateDevice(await server.AddUnitAsync(code, kind));
            await device.StartDutyAsync();
            await device.ReportAsync(At(Evening, 0), At(Evening.AddSeconds(30), 1), At(Evening.AddSeconds(70), 2), At(Evening.AddSeconds(110), 3, LonDeg + 0.01));
        }

        await map.UntilAsync(() => map.Alerts.Count == 1);
        Assert.Equal("team-1", map.Alerts.Values.Single().UnitId);
        (await desk.DeleteAsync($"/api/places/{placeId}/geofence", Cancellation)).EnsureSuccessStatusCode();
        Assert.Empty(await desk.GetFromJsonAsync<List<GeofenceView>>("/api/geofences", Cancellation) ?? []);
        Assert.Equal("geofence.set geofence.drop", await server.AskAsync("select string_agg(action, ' ' order by id) from audit where action like 'geofence.%'"));
        await server.AssertReachedByAsync("GET", "/api/geofences", [Roles.Admin, Roles.Dispatcher, Roles.Leader], new { });
    }

    private async Task<LiveServer> StartAsync(FakeTimeProvider? clock = null)
    {
        var server = await LiveServer.StartAsync(cluster, clock ?? Clock());
        await server.Services.GetRequiredService<AlertWorker>().Listening.WaitAsync(Cancellation);
        await server.Services.GetRequiredService<LayerChangeWorker>().Listening.WaitAsync(Cancellation);
        return server;
    }

    private static async Task<long> AddPlaceAsync(LiveServer server) => await server.ScalarAsync<long>(FormattableString.Invariant($"""
        insert into place (kind, external_id, name, shape, source, accuracy_m, reality)
        values ('courtyard', 'c1', '院落甲', ST_MakeEnvelope({LonDeg - HalfDeg}, {LatDeg - HalfDeg}, {LonDeg + HalfDeg}, {LatDeg + HalfDeg}, 4326), 'test', 5, 'invented')
        returning id
        """));

    /// <summary>Sets a fence and waits until the worker knows it.</summary>
    private static async Task FenceAsync(LiveServer server, HttpClient desk, long placeId, GeofenceSetting setting)
    {
        var worker = server.Services.GetRequiredService<GeofenceWorker>();
        (await desk.PutAsJsonAsync($"/api/places/{placeId}/geofence", setting, Cancellation)).EnsureSuccessStatusCode();
        for (var next = worker.NextReading; !worker.PlaceIds.Contains(placeId); next = worker.NextReading)
        {
            await next.WaitAsync(Cancellation);
        }
    }

    private static ReportedFix[] Shuffled(Random random, ReportedFix[] fixes)
    {
        var shuffled = fixes.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }

    private static IEnumerable<string> Told(HubClient map, string progress) =>
        map.Alerts.Values.Where(alert => alert.Progress == progress).Select(Word).Order(StringComparer.Ordinal);

    private static string Word(AlertView alert) => $"{alert.Kind} {(alert.OccurredAtMs - Evening.ToUnixTimeMilliseconds()) / 1000}";
}
