using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Accounts;
using SongshanRoad.Gis.Contracts.Alerts;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Contracts.Places;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Geofences;
using SongshanRoad.Gis.Server.Tests.Live;
using SongshanRoad.Gis.Server.Tests.Live.Vehicles;
using SongshanRoad.Gis.Testing;
using SongshanRoad.Gis.Trackers.Jtt808.Messages;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;
using static SongshanRoad.Gis.Server.Tests.Live.Vehicles.VehicleScene;

namespace SongshanRoad.Gis.Server.Tests.Nodes;

/// <summary>What one server must do or know for another: cars, sessions, fences.</summary>
public class SharedDutiesTests(PostGisCluster cluster, RedisServer redis)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_car_hears_a_dispatcher_of_another_server_and_has_one_line_only()
    {
        await using var scene = await NodeScene.StartAsync(cluster, redis, 3);
        var (first, second, third) = (scene.Servers[0], scene.Servers[1], scene.Servers[2]);
        await first.EnrolAsync();
        using var desk = second.CreateClient(await second.OfficeCookieAsync(Roles.Dispatcher));
        using var leader = second.CreateClient(await second.OfficeCookieAsync(Roles.Leader));
        Assert.Equal(HttpStatusCode.Conflict, (await TellAsync(desk)).StatusCode);
        Assert.False(await IsConnectedAsync(leader));

        using var terminal = await first.DriveAsync();
        Assert.True(await IsConnectedAsync(leader));
        var told = TellAsync(desk);
        var text = await terminal.ReadAsync();
        Assert.Equal(Jtt808MessageIds.TextOrder, text!.Header.MessageId);
        await terminal.ObeyAsync(text);
        Assert.Equal("done", await AnswerAsync(told));
        var followed = desk.PostAsJsonAsync($"/api/units/{Car}/terminal/tracking", new TerminalTracking(5, 600), Cancellation);
        var follow = await terminal.ReadAsync();
        Assert.Equal((Jtt808MessageIds.TemporaryTracking, "000500000258"), (follow!.Header.MessageId, Convert.ToHexString(follow.Body.Span)));
        await terminal.ObeyAsync(follow, Jtt808Result.Unsupported);
        Assert.Equal("unsupported", await AnswerAsync(followed));
        var asked = desk.PostAsync($"/api/units/{Car}/terminal/query", null, Cancellation);
        Assert.Equal(Jtt808MessageIds.PositionQuery, (await terminal.ReadAsync())!.Header.MessageId);
        Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.PositionAnswer, (byte[])[0, 0, .. Position(1)]));
        Assert.Equal("done", await AnswerAsync(asked));

        // The car's call for help rings at every server; the answer reaches it through its own.
        Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.Position, Position(2, Jtt808Alarms.Emergency)));
        var alert = Assert.Single((await desk.GetFromJsonAsync<List<AlertView>>("/api/alerts", Cancellation))!);
        (await desk.PostAsJsonAsync($"/api/alerts/{alert.AlertId}/accept", new AcceptAlert(), Cancellation)).EnsureSuccessStatusCode();
        var confirmation = await terminal.ReadAsync();
        Assert.Equal(Jtt808MessageIds.AlarmConfirmation, confirmation!.Header.MessageId);
        await terminal.ObeyAsync(confirmation);
        await using var map = await HubClient.ConnectAsync(third, Wire.MessagePack, Roles.Dispatcher);
        await map.SubscribeAsync(District);
        await map.UntilAsync(() => map.Alerts.TryGetValue(alert.AlertId, out var shown) && shown.UnitToldAtMs is not null);

        using var again = await third.DriveAsync();
        Assert.Null(await terminal.ReadAsync());
        told = TellAsync(desk);
        await again.ObeyAsync((await again.ReadAsync())!);
        Assert.Equal("done", await AnswerAsync(told));
        (await leader.DeleteAsync($"/api/units/{Car}/terminals/{Number}", Cancellation)).EnsureSuccessStatusCode();
        Assert.Null(await again.ReadAsync());
    }

    [Fact]
    public async Task A_session_is_good_at_every_server_until_it_is_ended_at_any()
    {
        await using var scene = await NodeScene.StartAsync(cluster, redis, 2);
        var (first, second) = (scene.Servers[0], scene.Servers[1]);
        var cookie = await first.OfficeCookieAsync(Roles.Leader);
        using var here = first.CreateClient(cookie);
        using var there = second.CreateClient(cookie);

        Assert.Equal("leader", (await there.GetFromJsonAsync<SessionView>("/api/session", Cancellation))!.Role);
        (await there.DeleteAsync("/api/session", Cancellation)).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.Unauthorized, (await here.GetAsync("/api/session", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Keys_of_a_server_that_kept_them_in_files_open_what_they_have_sealed()
    {
        var folder = Directory.CreateTempSubdirectory("songshan-keys-");
        try
        {
            var before = DataProtectionProvider.Create(new DirectoryInfo(Path.Combine(folder.FullName, "keys")), options => options.SetApplicationName("songshan-road"));
            var seal = before.CreateProtector("test").Protect("sealed");
            await using var database = await cluster.CreateDatabaseAsync();
            await using (var server = await LiveServer.RestartAsync(database, port: 0, folder.FullName))
            {
                Assert.Equal("sealed", server.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(seal));
            }

            Directory.Delete(Path.Combine(folder.FullName, "keys"), recursive: true);
            await using var again = await LiveServer.RestartAsync(database, port: 0, folder.FullName);
            Assert.Equal("sealed", again.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(seal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Alerts_of_fences_are_the_same_whichever_server_took_the_positions_and_in_any_order()
    {
        var clock = Clock();
        await using var scene = await NodeScene.StartAsync(cluster, redis, 2, clock);
        var placeId = await scene.Servers[0].ScalarAsync<long>(FormattableString.Invariant($"""
            insert into place (kind, external_id, name, shape, source, accuracy_m, reality)
            values ('courtyard', 'c1', '院落甲', ST_MakeEnvelope({LonDeg - 0.002}, {LatDeg - 0.002}, {LonDeg + 0.002}, {LatDeg + 0.002}, 4326), 'test', 5, 'invented')
            returning id
            """));
        using var desk = scene.Servers[0].CreateClient(await scene.Servers[0].OfficeCookieAsync(Roles.Dispatcher));
        (await desk.PutAsJsonAsync($"/api/places/{placeId}/geofence", new GeofenceSetting(true, true, ["patrolCar"]), Cancellation)).EnsureSuccessStatusCode();
        foreach (var worker in scene.Servers.Select(server => server.Services.GetRequiredService<GeofenceWorker>()))
        {
            for (var next = worker.NextReading; !worker.PlaceIds.Contains(placeId); next = worker.NextReading)
            {
                await next.WaitAsync(Cancellation);
            }
        }

        ReportedFix[] fixes = [.. new[] { (0, -0.004), (20, -0.001), (30, 0.0), (50, 0.0), (90, 0.004), (100, 0.0045), (130, 0.005), (180, 0.001), (240, 0.0) }
            .Select(entry => At(Evening.AddSeconds(entry.Item1), entry.Item1, LonDeg + entry.Item2))];
        var cars = new List<(HttpClient Here, HttpClient There)>();
        for (var car = 0; car < 6; car++)
        {
            var token = await scene.Servers[0].AddUnitAsync($"car-{car}");
            cars.Add((scene.Servers[0].CreateDevice(token), scene.Servers[1].CreateDevice(token)));
            await cars[^1].Here.StartDutyAsync();
        }

        clock.Advance(TimeSpan.FromMinutes(4));
        var random = new Random(7);
        await Task.WhenAll(cars.Select(async car =>
        {
            var shuffled = fixes.ToArray();
            random.Shuffle(shuffled);
            await Task.WhenAll(shuffled.Index().GroupBy(entry => entry.Index % 2, entry => entry.Item).Select(async half =>
            {
                foreach (var fix in half)
                {
                    await (half.Key == 0 ? car.Here : car.There).ReportAsync(fix);
                }
            }));
        }));

        foreach (var server in scene.Servers)
        {
            await using var map = await HubClient.ConnectAsync(server, Wire.Json, Roles.Dispatcher);
            await map.SubscribeAsync(District);
            await map.UntilAsync(() => map.Alerts.Values.Where(alert => alert.Progress == "open").GroupBy(alert => alert.UnitId)
                .Count(ofUnit => ofUnit.Select(Word).Order(StringComparer.Ordinal).SequenceEqual(["fenceEntered 180", "fenceEntered 20", "fenceLeft 90"])) == 6);
        }

        cars.ForEach(car =>
        {
            car.Here.Dispose();
            car.There.Dispose();
        });
    }

    private static Task<HttpResponseMessage> TellAsync(HttpClient desk) =>
        desk.PostAsJsonAsync($"/api/units/{Car}/terminal/text", new TerminalText("请到东门", false), Cancellation);

    private static async Task<bool> IsConnectedAsync(HttpClient leader) =>
        Assert.Single((await leader.GetFromJsonAsync<List<TerminalView>>($"/api/units/{Car}/terminals", Cancellation))!).IsConnected;

    private static async Task<string> AnswerAsync(Task<HttpResponseMessage> order)
    {
        var answer = await order;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<TerminalOrderView>(Cancellation))!.Answer;
    }

    private static string Word(AlertView alert) => $"{alert.Kind} {(alert.OccurredAtMs - Evening.ToUnixTimeMilliseconds()) / 1000}";
}
