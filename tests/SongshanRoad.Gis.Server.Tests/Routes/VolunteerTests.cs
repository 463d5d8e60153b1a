using System.Net;
using System.Net.Http.Json;
using SongshanRoad.Gis.Contracts.Accounts;
using SongshanRoad.Gis.Contracts.Coverage;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Contracts.Routes;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Tests.Coverage;
using SongshanRoad.Gis.Server.Tests.Live;
using SongshanRoad.Gis.Testing;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;

namespace SongshanRoad.Gis.Server.Tests.Routes;

public class VolunteerTests(PostGisCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialWires]
    public async Task A_team_opens_its_link_walks_its_route_and_everybody_sees_what_is_done(Wire wire)
    {
        var clock = Clock();
        await using var server = await LiveServer.StartAsync(cluster, clock);
        var alleys = await server.AddAlleysAsync();
        await server.AddTeamAsync("team-1");
        using var leader = server.CreateClient(await server.OfficeCookieAsync(Roles.Leader));
        await using var map = await HubClient.ConnectAsync(server, wire, Roles.Leader);
        await map.SubscribeAsync(District);
        var planned = await leader.PlanAsync(new NewRoute("夜巡", "team-1", Tonight, [new(alleys.East, null), new(alleys.North, null)]));
        var published = await (await leader.PublishAsync(await planned.AsAsync<RouteView>())).AsAsync<PublishedRoute>();

        var opened = await server.OpenAsync(published.InvitePath);
        Assert.Equal(new SessionView("team-1队", Roles.Volunteer, null, "team-1"), await opened.AsAsync<SessionView>());
        using var phone = server.CreateClient(RouteScene.CookieOf(opened));
        var before = await phone.GetFromJsonAsync<AssignmentView>("/api/my/assignment", Cancellation);
        Assert.Equal((null, null, 0, 90), (before!.DutyId, before.DutyStartedAt, before.DoneM, before.KeptDays));
        Assert.Equal([0, 0], before.Legs.Select(leg => leg.Count));

        var started = await (await phone.PostAsync("/api/my/duty", null, Cancellation)).AsAsync<AssignmentView>();
        Assert.NotNull(started.DutyId);
        Assert.Equal(Evening, started.DutyStartedAt);
        Assert.Equal(started.DutyId, (await (await phone.PostAsync("/api/my/duty", null, Cancellation)).AsAsync<AssignmentView>()).DutyId);

        clock.Advance(TimeSpan.FromMinutes(10));
        // The hub closes a connection whose session has run out by the machine's own clock, for which the scene's night is long over.
        await using var team = await HubClient.ConnectVolunteerAsync(server, wire, "team-1");
        // The whole first alley, up to 0.4 m beyond the corner.
        Assert.Equal(18, (await team.ReportAsync(AlleyScene.WalkEast(0, 18))).Stored);
        await map.UntilAsync(() => map.Alleys.ContainsKey(alleys.East) && map.Alleys.ContainsKey(alleys.North));

        var after = await phone.GetFromJsonAsync<AssignmentView>("/api/my/assignment", Cancellation);
        Assert.Equal([0, AlleyScene.EastM], Assert.Single(after!.Legs[0]).Select(metre => Math.Round(metre, 1)), (a, b) => Math.Abs(a - b) < 0.1);
        // The second leg begins at the corner, so its first 20 m lie within reach.
        Assert.Equal([0, 20], Assert.Single(after.Legs[1]).Select(metre => Math.Round(metre, 1)), (a, b) => Math.Abs(a - b) < 0.2);
        Assert.Equal(AlleyScene.EastM + 20, after.DoneM, 0.3);
        var coverage = await leader.GetFromJsonAsync<CoverageView>("/api/coverage", Cancellation);
        Assert.Equal(after.DoneM, coverage!.CoveredM, 0.03);

        var ended = await (await phone.DeleteAsync("/api/my/duty", Cancellation)).AsAsync<AssignmentView>();
        Assert.Equal((null, after.DoneM), (ended.DutyId, ended.DoneM));
        Assert.Null((await (await phone.DeleteAsync("/api/my/duty", Cancellation)).AsAsync<AssignmentView>()).DutyId);
        Assert.Equal(1, (await team.ReportAsync(At(clock.GetUtcNow().AddSeconds(1), 99))).OffDuty);
        Assert.Equal("route.add,route.publish,invite.open,duty.start,duty.end",
            await server.ScalarAsync<string>("select string_agg(action, ',' order by id) from audit"));
    }

    [Fact]
    public async Task A_link_works_until_an_hour_after_its_night_and_its_session_no_longer()
    {
        var clock = Clock();
        await using var server = await LiveServer.StartAsync(cluster, clock);
        await server.AddTeamAsync("team-1");
        using var leader = server.CreateClient(await server.OfficeCookieAsync(Roles.Leader));
        var published = await (await leader.PublishAsync(await leader.PlannedAsync("team-1"))).AsAsync<PublishedRoute>();

        await server.OpenAsync("/i/unknown").RefusedAsync(HttpStatusCode.Gone, ProblemCodes.LinkInvalid);
        await server.OpenAsync($"{published.InvitePath}x").RefusedAsync(HttpStatusCode.Gone, ProblemCodes.LinkInvalid);
        var first = await server.OpenAsync(published.InvitePath);
        // A second phone takes over when the first one's battery is empty.
        using var phone = server.CreateClient(RouteScene.CookieOf(await server.OpenAsync(published.InvitePath)));
        Assert.NotEqual(RouteScene.CookieOf(first), phone.DefaultRequestHeaders.GetValues("Cookie").Single());
        clock.Advance(published.ValidUntil - clock.GetUtcNow() - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/api/my/assignment", Cancellation)).StatusCode);

        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.GetAsync("/api/my/assignment", Cancellation)).StatusCode);
        await server.OpenAsync(published.InvitePath).RefusedAsync(HttpStatusCode.Gone, ProblemCodes.LinkInvalid);
        Assert.Equal(0, await server.ScalarAsync<long>($"select count(*) from invite where encode(token_hash, 'escape') like '%{published.InvitePath[3..]}%'"));
    }

    [Fact]
    public async Task A_team_whose_unit_is_put_out_of_service_cannot_open_its_link()
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        await server.AddTeamAsync("team-1");
        using var leader = server.CreateClient(await server.OfficeCookieAsync(Roles.Leader));
        var published = await (await leader.PublishAsync(await leader.PlannedAsync("team-1"))).AsAsync<PublishedRoute>();
        await server.RunAsync("update unit set active = false");

        await server.OpenAsync(published.InvitePath).RefusedAsync(HttpStatusCode.Gone, ProblemCodes.LinkInvalid);
    }

    [Fact]
    public async Task A_duty_starts_in_the_route_s_night_only_and_only_for_a_volunteer_but_ends_after_it_too()
    {
        var clock = Clock();
        await using var server = await LiveServer.StartAsync(cluster, clock);
        await server.AddTeamAsync("team-1");
        using var leader = server.CreateClient(await server.OfficeCookieAsync(Roles.Leader));
        var published = await (await leader.PublishAsync(await leader.PlannedAsync("team-1", "2026-03-02"))).AsAsync<PublishedRoute>();
        using var phone = server.CreateClient(RouteScene.CookieOf(await server.OpenAsync(published.InvitePath)));

        var sentence = await phone.PostAsync("/api/my/duty", null, Cancellation).RefusedAsync(HttpStatusCode.Conflict, ProblemCodes.Conflict);
        Assert.Contains("2026-03-02", sentence, StringComparison.Ordinal);
        await leader.PostAsync("/api/my/duty", null, Cancellation).RefusedAsync(HttpStatusCode.Forbidden, ProblemCodes.Forbidden);
        await phone.GetAsync("/api/routes", Cancellation).RefusedAsync(HttpStatusCode.Forbidden, ProblemCodes.Forbidden);

        clock.Advance(TimeSpan.FromHours(20));
        Assert.NotNull((await (await phone.PostAsync("/api/my/duty", null, Cancellation)).AsAsync<AssignmentView>()).DutyId);

        // Half an hour past the night's end, 06:00 in China, it starts no more, but who is still recorded can end that.
        clock.SetUtcNow(new DateTimeOffset(2026, 3, 2, 22, 30, 0, TimeSpan.Zero));
        await phone.PostAsync("/api/my/duty", null, Cancellation).RefusedAsync(HttpStatusCode.Conflict, ProblemCodes.Conflict);
        Assert.Null((await (await phone.DeleteAsync("/api/my/duty", Cancellation)).AsAsync<AssignmentView>()).DutyId);
        Assert.Equal(0L, await server.AskAsync("select count(*) from duty where ended_at is null"));
    }

    [Theory, CombinatorialWires]
    public async Task An_invite_for_another_night_neither_ends_nor_feeds_nor_shows_tonight_s_duty(Wire wire)
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        using var device = server.CreateDevice(await server.AddUnitAsync("team-1", "volunteerTeam"));
        using var leader = server.CreateClient(await server.OfficeCookieAsync(Roles.Leader));
        var published = await (await leader.PublishAsync(await leader.PlannedAsync("team-1", "2026-03-02"))).AsAsync<PublishedRoute>();
        using var tomorrow = server.CreateClient(RouteScene.CookieOf(await server.OpenAsync(published.InvitePath)));
        await device.StartDutyAsync();
        Assert.Equal(1, (await device.ReportAsync(Fix(0))).Stored);

        await tomorrow.DeleteAsync("/api/my/duty", Cancellation).RefusedAsync(HttpStatusCode.Conflict, ProblemCodes.Conflict);
        Assert.Equal((0, 1), (await tomorrow.ReportAsync(Fix(1))) is var receipt ? (receipt.Stored, receipt.OffDuty) : default);
        await using var phone = await HubClient.ConnectVolunteerAsync(server, wire, "team-1", "2026-03-02");
        Assert.Empty((await phone.SubscribeAsync(District)).Units);
        Assert.Equal(1, (await phone.ReportAsync(Fix(2))).OffDuty);

        await using var tonight = await HubClient.ConnectVolunteerAsync(server, wire, "team-1");
        Assert.Equal("team-1", Assert.Single((await tonight.SubscribeAsync(District)).Units).UnitId);
        Assert.Equal(1, (await tonight.ReportAsync(Fix(3))).Stored);
        Assert.Equal(2, await server.ScalarAsync<long>("select count(*) from fix"));
        Assert.Empty(phone.Frames);
    }

    [Theory, CombinatorialWires]
    public async Task A_volunteer_is_told_nothing_of_where_others_passed(Wire wire)
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        var alleys = await server.AddAlleysAsync();
        using var car = server.CreateDevice(await server.AddUnitAsync("car-1"));
        using var team = server.CreateDevice(await server.AddUnitAsync("team-1", "volunteerTeam"));
        await car.StartDutyAsync();
        await team.StartDutyAsync();
        await using var map = await HubClient.ConnectAsync(server, wire, Roles.Dispatcher);
        await map.SubscribeAsync(District);
        await using var phone = await HubClient.ConnectVolunteerAsync(server, wire, "team-1");
        await phone.SubscribeAsync(District);
        using var volunteer = server.CreateClient(await server.VolunteerCookieAsync("team-1"));

        await volunteer.GetAsync("/api/coverage", Cancellation).RefusedAsync(HttpStatusCode.Forbidden, ProblemCodes.Forbidden);
        await car.ReportAsync(AlleyScene.WalkEast(0, 18));
        await map.UntilAsync(() => map.Alleys.ContainsKey(alleys.East));
        // Comes after whatever the walk may have caused.
        await team.ReportAsync(Fix(100));
        await phone.UntilAsync(() => phone.Units.ContainsKey("team-1"));
        Assert.Empty(phone.CoverageNotices);
    }
}
