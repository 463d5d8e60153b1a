using System.Net;
using System.Net.Http.Json;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SongshanRoad.Gis.Contracts.Alerts;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Patrols.Alerts;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Alerts;
using SongshanRoad.Gis.Server.Tests.Live;
using SongshanRoad.Gis.Testing;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;

namespace SongshanRoad.Gis.Server.Tests.Alerts;

public class SosTests(PostGisCluster cluster)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialWires]
    public async Task It_rings_until_somebody_accepts_goes_to_the_leader_and_ends_when_both_sides_close_it(Wire wire)
    {
        var clock = Clock();
        await using var server = await StartAsync(clock);
        using var phone = await OnDutyAsync(server, "team-1");
        await using var map = await HubClient.ConnectAsync(server, wire, Roles.Dispatcher);
        await map.SubscribeAsync(District);
        await map.UntilAsync(() => map.HasWholeAlerts);
        Assert.Empty(map.Alerts);
        await using var own = await HubClient.ConnectVolunteerAsync(server, wire, "team-1");
        await own.SubscribeAsync(District);
        await using var other = await HubClient.ConnectVolunteerAsync(server, wire, "team-2");
        await other.SubscribeAsync(District);
        await other.UntilAsync(() => other.HasWholeAlerts);

        var called = await CallAsync(phone, new SosCall(Evening.ToUnixTimeMilliseconds(), LonDeg, LatDeg, 12));
        Assert.Equal(("open", 1, null), (called.Progress, called.Rings, called.LateMs));
        await map.UntilAsync(() => map.Alerts.ContainsKey(called.AlertId));
        Assert.Equal((LonDeg, LatDeg, 12.0, "team-1"), (map.Alerts[called.AlertId].LonDeg, map.Alerts[called.AlertId].LatDeg, map.Alerts[called.AlertId].AccuracyM, called.UnitId));

        for (var rings = 2; rings <= 7; rings++)
        {
            await AdvanceAsync(clock, AlertRules.RingEvery, () => map.Alerts[called.AlertId].Rings == rings, map);
        }

        await map.UntilAsync(() => map.Alerts[called.AlertId].EscalatedAtMs is not null);
        Assert.Equal(Evening.AddSeconds(60).ToUnixTimeMilliseconds(), map.Alerts[called.AlertId].EscalatedAtMs);

        using var leader = server.CreateClient(await server.OfficeCookieAsync(Roles.Leader));
        using var dispatcher = server.CreateClient(await server.OfficeCookieAsync(Roles.Dispatcher));
        await RefusedAsync(dispatcher, called, "close", new CloseAlert());
        Assert.Equal("leader", (await DoAsync(leader, called, "accept", new AcceptAlert())).AcceptedBy);
        await own.UntilAsync(() => own.Alerts.TryGetValue(called.AlertId, out var seen) && seen.Progress == "accepted");
        (await phone.PostAsync("/api/my/sos/told", null, Cancellation)).EnsureSuccessStatusCode();
        await map.UntilAsync(() => map.Alerts[called.AlertId].UnitToldAtMs is not null);

        Assert.Contains("leader", await RefusedAsync(dispatcher, called, "accept", new AcceptAlert()), StringComparison.Ordinal);
        await DoAsync(leader, called, "accept", new AcceptAlert());
        Assert.Equal("dispatcher", (await DoAsync(dispatcher, called, "accept", new AcceptAlert("leader"))).AcceptedBy);
        Assert.Equal("accepted", (await DoAsync(dispatcher, called, "close", new CloseAlert("两名队员到场"))).Progress);
        Assert.Equal("closed", (await ReadAsync<AlertView>(await phone.PostAsync("/api/my/sos/close", null, Cancellation))).Progress);
        await map.UntilAsync(() => map.Alerts[called.AlertId].Progress == "closed");
        Assert.Equal(HttpStatusCode.NoContent, (await phone.GetAsync("/api/my/sos", Cancellation)).StatusCode);
        Assert.Empty(await leader.GetFromJsonAsync<List<AlertView>>("/api/alerts", Cancellation) ?? []);
        Assert.Single(await leader.GetFromJsonAsync<List<AlertView>>($"/api/alerts?night={Tonight}", Cancellation) ?? []);

        var history = await leader.GetFromJsonAsync<AlertHistory>($"/api/alerts/{called.AlertId}", Cancellation);
        Assert.Equal(
            ["raised team-1 ", "escalated system ", "accepted leader ", "unitTold team-1 ", "handedOver dispatcher leader", "closedByOffice dispatcher 两名队员到场", "closedByUnit team-1 "],
            history!.Steps.Select(step => $"{step.Action} {step.Actor} {step.Note}"));
        Assert.Empty(other.Alerts);
    }

    [Fact]
    public async Task A_call_after_the_office_closed_rings_anew_and_the_unit_can_be_closed_by_voice()
    {
        var clock = Clock();
        await using var server = await StartAsync(clock);
        using var phone = await OnDutyAsync(server, "team-1");
        using var dispatcher = server.CreateClient(await server.OfficeCookieAsync(Roles.Dispatcher));
        var called = await CallAsync(phone, At(clock));
        await DoAsync(dispatcher, called, "accept", new AcceptAlert());
        await DoAsync(dispatcher, called, "close", new CloseAlert());
        await RefusedAsync(phone, null, "/api/my/sos/close", expected: HttpStatusCode.OK);
        Assert.Contains("no SOS", await RefusedAsync(phone, null, "/api/my/sos/close"), StringComparison.Ordinal);

        clock.Advance(Step);
        var again = await CallAsync(phone, At(clock));
        Assert.NotEqual(called.AlertId, again.AlertId);
        await DoAsync(dispatcher, again, "accept", new AcceptAlert());
        await DoAsync(dispatcher, again, "close", new CloseAlert());
        clock.Advance(Step);
        var third = await CallAsync(phone, At(clock));
        Assert.Equal((again.AlertId, "open", null), (third.AlertId, third.Progress, third.OfficeClosedAtMs));
        Assert.Equal((clock.GetUtcNow().ToUnixTimeMilliseconds(), null), (third.OccurredAtMs, third.LateMs));
        // Who closes what he saw before does not close the new call.
        await DoAsync(dispatcher, third, "accept", new AcceptAlert());
        await RefusedAsync(dispatcher, third, "close", new CloseAlert("", true, again.ReceivedAtMs));
        clock.Advance(Step);
        Assert.Equal("accepted", (await CallAsync(phone, At(clock))).Progress);
        // The unit says that it is safe, and is attacked again: that call is nobody's yet.
        await ReadAsync<AlertView>(await phone.PostAsync("/api/my/sos/close", null, Cancellation));
        clock.Advance(Step);
        var fourth = await CallAsync(phone, At(clock));
        Assert.Equal(("open", null, null), (fourth.Progress, fourth.AcceptedBy, fourth.UnitClosedAtMs));
        await DoAsync(dispatcher, third, "accept", new AcceptAlert());
        Assert.Equal("closed", (await DoAsync(dispatcher, third, "close", new CloseAlert("", SpokeWithUnit: true, fourth.ReceivedAtMs))).Progress);
        var history = await dispatcher.GetFromJsonAsync<AlertHistory>($"/api/alerts/{third.AlertId}", Cancellation);
        Assert.Equal(["raised", "accepted", "closedByOffice", "raised", "accepted", "closedByUnit", "raised", "accepted", "closedByOffice", "closedForUnit"], history!.Steps.Select(step => step.Action));
    }

    [Fact]
    public async Task Whatever_is_wrong_with_its_clock_or_its_position_a_call_is_taken_on_duty_and_never_off_duty()
    {
        var clock = Clock();
        await using var server = await StartAsync(clock);
        using var phone = await OnDutyAsync(server, "team-1");
        clock.Advance(TimeSpan.FromMinutes(25));
        var late = await CallAsync(phone, new SosCall(Evening.ToUnixTimeMilliseconds()));
        Assert.Equal((TimeSpan.FromMinutes(25).TotalMilliseconds, false, null), ((double)late.LateMs!, late.IsTimeDoubted, late.LonDeg));
        foreach (var (timeMs, lonDeg, latDeg) in new (long, double?, double?)[]
                 { (0, 0, 0), (long.MaxValue, 500, LatDeg), (-1, LonDeg, null), (Evening.AddDays(1).ToUnixTimeMilliseconds(), 113.6, 34.7) })
        {
            await phone.PostAsync("/api/my/sos/close", null, Cancellation);
            using var dispatcher = server.CreateClient(await server.OfficeCookieAsync(Roles.Dispatcher));
            var open = (await dispatcher.GetFromJsonAsync<List<AlertView>>("/api/alerts", Cancellation))!.Single();
            await DoAsync(dispatcher, open, "accept", new AcceptAlert());
            await DoAsync(dispatcher, open, "close", new CloseAlert());
            clock.Advance(Step);
            var taken = await CallAsync(phone, new SosCall(timeMs, lonDeg, latDeg));
            Assert.Equal((true, clock.GetUtcNow().ToUnixTimeMilliseconds(), null), (taken.IsTimeDoubted, taken.OccurredAtMs, taken.LateMs));
            Assert.Equal(lonDeg is 113.6 ? lonDeg : null, taken.LonDeg);
        }

        // A clock that is eight hours behind tells a time before every duty.
        var behind = await CallAsync(phone, new SosCall(clock.GetUtcNow().AddHours(-8).ToUnixTimeMilliseconds()));
        Assert.True(behind.IsTimeDoubted);
        using var stranger = server.CreateClient(await server.VolunteerCookieAsync("team-1", "2026-02-28"));
        Assert.Contains("not on duty", await RefusedAsync(stranger, null, "/api/my/sos", At(clock)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await phone.PostAsJsonAsync("/api/my/sos", new SosCall(0, Datum: "mars"), Cancellation)).StatusCode);
        Assert.Equal(5, await server.ScalarAsync<long>("select count(*) from alert"));
    }

    [Fact]
    public async Task Calls_in_any_order_twice_and_late_make_the_same_alerts()
    {
        var clock = Clock();
        await using var server = await StartAsync(clock);
        var alerts = server.Services.GetRequiredService<SosDesk>();
        using var dispatcher = server.CreateClient(await server.OfficeCookieAsync(Roles.Dispatcher));
        var unit = 0;
        await Gen.Int[0, 40].Array[1, 6].SampleAsync(async before =>
        {
            var results = new List<string>();
            foreach (var order in new[] { before.Order(), before.OrderDescending(), before.Concat(before) })
            {
                var code = $"team-{++unit}";
                using var phone = await OnDutyAsync(server, code);
                var sender = new Server.Live.Sender(code, null);
                var start = clock.GetUtcNow();
                // Clocks are off by minutes: only well before its closing is a call taken for dealt with.
                clock.Advance(TimeSpan.FromMinutes(6));
                var calls = order.ToList();
                // The first comes before the alert is closed, the others after it, as from a phone that had no network.
                await alerts.CallAsync(sender, Signal(start, calls[0]), Cancellation);
                var open = (await dispatcher.GetFromJsonAsync<List<AlertView>>("/api/alerts", Cancellation))!.Single(alert => alert.UnitId == code);
                await DoAsync(dispatcher, open, "accept", new AcceptAlert());
                await DoAsync(dispatcher, open, "close", new CloseAlert("", true));
                foreach (var call in calls.Skip(1))
                {
                    await alerts.CallAsync(sender, Signal(start, call), Cancellation);
                }

                results.Add(await server.ScalarAsync<string>(
                    $"select string_agg(extract(epoch from occurred_at - '{start:O}')::int || ' ' || (closed_at is not null), ';') from alert join unit on unit.id = unit_id where code = '{code}'"));
            }

            Assert.Equal($"{before.Min()} true", Assert.Single(results.Distinct()));
        }, iter: 5, threads: 1);
    }

    [Fact]
    public async Task Phones_call_with_or_without_a_position_and_every_server_of_the_database_shows_it_also_after_a_restart()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var server = await LiveServer.StartAsync(database, Clock());
        using var phone = await OnDutyAsync(server, "team-1");
        await using (var second = await LiveServer.StartAsync(database, Clock()))
        {
            await second.Services.GetRequiredService<AlertWorker>().Listening.WaitAsync(Cancellation);
            await using var map = await HubClient.ConnectAsync(second, Wire.MessagePack, Roles.Dispatcher);
            await map.SubscribeAsync(District);
            using var desk = server.CreateClient(await server.OfficeCookieAsync(Roles.Dispatcher));
            var enrolled = await ReadAsync<EnrolledPhone>(await desk.PostAsJsonAsync("/api/units/team-1/phones", new NewPhone("wgs84"), Cancellation));
            using var app = server.CreateClient();
            Assert.Equal(HttpStatusCode.OK, (await app.GetAsync($"/in/osmand?id={enrolled.Token}&alarm=sos", Cancellation)).StatusCode);
            await map.UntilAsync(() => map.Alerts.Count == 1);
            Assert.Equal(("osmand", null), (map.Alerts.Values.Single().Door, map.Alerts.Values.Single().LonDeg));
            Assert.Equal(HttpStatusCode.OK, (await app.GetAsync($"/in/osmand?id={enrolled.Token}&alarm=SOS&lat=34.7&lon=113.6&timestamp={Evening.ToUnixTimeSeconds()}", Cancellation)).StatusCode);
            await map.UntilAsync(() => map.Alerts.Values.Single().LonDeg == 113.6);
            Assert.Equal(0, await server.ScalarAsync<long>("select count(*) from quarantine"));
        }

        await using var restarted = await LiveServer.StartAsync(database, Clock());
        await restarted.Services.GetRequiredService<AlertWorker>().Listening.WaitAsync(Cancellation);
        await using var later = await HubClient.ConnectAsync(restarted, Wire.Json, Roles.Leader);
        await later.SubscribeAsync(District);
        await later.UntilAsync(() => later.Alerts.Count == 1);
    }

    [Fact]
    public async Task Units_reach_their_own_SOS_and_the_office_all_alerts()
    {
        const string Nothing = "/api/alerts/00000000-0000-0000-0000-000000000000";
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        string[] units = [Roles.Volunteer, Roles.Device];
        string[] office = [Roles.Admin, Roles.Dispatcher, Roles.Leader];
        foreach (var (method, path, allowed) in new[]
                 {
                     ("POST", "/api/my/sos", units), ("GET", "/api/my/sos", units), ("POST", "/api/my/sos/close", units), ("POST", "/api/my/sos/told", units),
                     ("GET", "/api/alerts", office), ("GET", Nothing, office), ("POST", $"{Nothing}/accept", office), ("POST", $"{Nothing}/close", office),
                 })
        {
            await server.AssertReachedByAsync(method, path, allowed, new SosCall(0));
        }
    }

    private static SosSignal Signal(DateTimeOffset start, int second) =>
        new("http", start.AddSeconds(second), LonDeg, LatDeg, null, Spatial.Coordinates.Datum.Wgs84);

    private static SosCall At(FakeTimeProvider clock) => new(clock.GetUtcNow().ToUnixTimeMilliseconds(), LonDeg, LatDeg);

    private async Task<LiveServer> StartAsync(FakeTimeProvider clock)
    {
        var server = await LiveServer.StartAsync(cluster, clock);
        await server.Services.GetRequiredService<AlertWorker>().Listening.WaitAsync(Cancellation);
        return server;
    }

    private static async Task<HttpClient> OnDutyAsync(LiveServer server, string unitCode)
    {
        using var device = server.CreateDevice(await server.AddUnitAsync(unitCode, "volunteerTeam"));
        await device.StartDutyAsync();
        return server.CreateClient(await server.VolunteerCookieAsync(unitCode));
    }

    /// <summary>Moves the clock on, second by second as the worker looks, until the map was told.</summary>
    private static async Task AdvanceAsync(FakeTimeProvider clock, TimeSpan by, Func<bool> told, HubClient map)
    {
        for (var passed = TimeSpan.Zero; passed < by; passed += Step)
        {
            clock.Advance(Step);
        }

        await map.UntilAsync(told);
    }

    private static async Task<AlertView> CallAsync(HttpClient phone, SosCall call) =>
        await ReadAsync<AlertView>(await phone.PostAsJsonAsync("/api/my/sos", call, Cancellation));

    private static async Task<AlertView> DoAsync<T>(HttpClient desk, AlertView alert, string action, T body) =>
        await ReadAsync<AlertView>(await desk.PostAsJsonAsync($"/api/alerts/{alert.AlertId}/{action}", body, Cancellation));

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Cancellation)}");
        return (await answer.Content.ReadFromJsonAsync<T>(Cancellation))!;
    }

    private static async Task<string> RefusedAsync(
        HttpClient client, AlertView? alert, string action, object? body = null, HttpStatusCode expected = HttpStatusCode.Conflict)
    {
        var answer = await client.PostAsJsonAsync(alert is null ? action : $"/api/alerts/{alert.AlertId}/{action}", body ?? new { }, Cancellation);
        Assert.Equal(expected, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }
}
