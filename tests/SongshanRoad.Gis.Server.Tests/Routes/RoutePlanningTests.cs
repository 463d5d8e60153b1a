using System.Net;
using System.Net.Http.Json;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Contracts.Routes;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Tests.Coverage;
using SongshanRoad.Gis.Server.Tests.Live;
using SongshanRoad.Gis.Testing;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;

namespace SongshanRoad.Gis.Server.Tests.Routes;

public class RoutePlanningTests(PostGisCluster cluster)
{
    private const string Liuzhai = "410103011007";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Alleys_of_a_route_are_walked_in_directions_that_join()
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        var alleys = await server.AddAlleysAsync();
        await server.AddTeamAsync("team-1");
        using var leader = server.CreateClient(await server.OfficeCookieAsync(Roles.Leader));

        var answer = await leader.PlanAsync(new NewRoute(" 夜巡 ", "team-1", Tonight,
            [new(alleys.East, null), new(alleys.North, null), new(null, [[LonDeg + 0.002, LatDeg + 0.002], [LonDeg, LatDeg + 0.002]])]));
        var route = await answer.AsAsync<RouteView>();

        Assert.Equal(("夜巡", "team-1", "team-1队", Tonight, "draft"), (route.Name, route.UnitId, route.CallSign, route.Night, route.Stage));
        Assert.Equal(["南一巷", "东二巷", "手绘路线"], route.Legs.Select(leg => leg.Name));
        Assert.Equal([alleys.East, alleys.North, null], route.Legs.Select(leg => leg.PlaceId));
        // The second alley is drawn from north to south and walked from south to north.
        Assert.Equal([[LonDeg + 0.002, LatDeg], [LonDeg + 0.002, LatDeg + 0.002]], route.Legs[1].LineWgs84);
        Assert.Equal(AlleyScene.EastM, route.Legs[0].LengthM, 0.05);
        Assert.Equal(route.Legs.Sum(leg => leg.LengthM), route.LengthM, 1e-6);
        var listed = Assert.Single((await leader.GetFromJsonAsync<List<RouteView>>("/api/routes", Cancellation))!);
        Assert.Equal(route.RouteId, listed.RouteId);
        Assert.Empty((await leader.GetFromJsonAsync<List<RouteView>>("/api/routes?night=2026-03-02", Cancellation))!);
    }

    [Fact]
    public async Task A_plan_that_cannot_be_walked_is_refused_with_the_reason()
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        await server.AddTeamAsync("team-1");
        await server.RunAsync("insert into unit (code, kind, call_sign, active) values ('gone', 'volunteerTeam', '旧队', false)");
        using var leader = server.CreateClient(await server.OfficeCookieAsync(Roles.Leader));
        var good = new NewRoute("夜巡", "team-1", Tonight, [RouteScene.Drawn]);
        async Task RefusedAsync(NewRoute route, string words) => Assert.Contains(words,
            await leader.PlanAsync(route).RefusedAsync(HttpStatusCode.BadRequest, ProblemCodes.InvalidValue), StringComparison.Ordinal);
        NewRoute Line(params double[][] points) => good with { Legs = [new(null, points)] };

        await RefusedAsync(good with { Name = "  " }, "0 characters");
        await RefusedAsync(good with { UnitId = "gone" }, "no active unit 'gone'");
        await RefusedAsync(good with { UnitId = "none" }, "no active unit 'none'");
        await RefusedAsync(good with { Night = "tonight" }, "yyyy-MM-dd");
        await RefusedAsync(good with { Night = "2026-02-28" }, "is over; plan for 2026-03-01");
        await RefusedAsync(good with { Night = "2027-03-03" }, "more than a year away; plan for 2027-03-02 or earlier");
        await RefusedAsync(good with { Night = "9999-12-31" }, "more than a year away");
        await RefusedAsync(good with { Legs = [] }, "0 legs");
        await RefusedAsync(good with { Legs = [new(99, null)] }, "Leg 1: there is no alley 99");
        await RefusedAsync(good with { Legs = [RouteScene.Drawn, new(null, null)] }, "Leg 2 must be either");
        await RefusedAsync(good with { Legs = [RouteScene.Drawn with { PlaceId = 1 }] }, "Leg 1 must be either");
        await RefusedAsync(Line([LonDeg, LatDeg]), "has 1 points");
        await RefusedAsync(Line([LonDeg, LatDeg], [LonDeg]), "[longitude, latitude]");
        await RefusedAsync(Line([LatDeg, LonDeg], [LatDeg, LonDeg + 0.01]), "lies outside the area");
        await RefusedAsync(Line([LonDeg, LatDeg], [LonDeg, LatDeg]), "are the same");
        await RefusedAsync(Line([LonDeg, LatDeg], [LonDeg + 0.0002, LatDeg]), "is 18 m long");
        await RefusedAsync(Line([LonDeg, LatDeg], [LonDeg + 0.4, LatDeg]), "m long; 20 m to 30000 m are allowed");
        Assert.Equal(0, await server.ScalarAsync<long>("select count(*) from route"));
        Assert.Equal(0, await server.ScalarAsync<long>("select count(*) from audit"));
    }

    [Fact]
    public async Task A_leader_of_one_community_plans_for_its_teams_only()
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        await server.AddTeamAsync("own", Liuzhai);
        await server.AddTeamAsync("other", "410103011001");
        using var whole = server.CreateClient(await server.OfficeCookieAsync(Roles.Leader));
        using var scoped = server.CreateClient(await server.OfficeCookieAsync(Roles.Leader, Liuzhai));
        using var dispatcher = server.CreateClient(await server.OfficeCookieAsync(Roles.Dispatcher));
        var others = await whole.PlannedAsync("other");
        var own = await scoped.PlannedAsync("own");

        var sentence = await scoped.PlanAsync(new NewRoute("x", "other", Tonight, [RouteScene.Drawn]))
            .RefusedAsync(HttpStatusCode.Forbidden, ProblemCodes.Forbidden);
        Assert.Contains(Liuzhai, sentence, StringComparison.Ordinal);
        await scoped.PublishAsync(others).RefusedAsync(HttpStatusCode.Forbidden, ProblemCodes.Forbidden);
        await scoped.DeleteAsync($"/api/routes/{others.RouteId}", Cancellation).RefusedAsync(HttpStatusCode.Forbidden, ProblemCodes.Forbidden);
        await dispatcher.PublishAsync(own).RefusedAsync(HttpStatusCode.Forbidden, ProblemCodes.Forbidden);
        Assert.Equal([own.RouteId], (await scoped.GetFromJsonAsync<List<RouteView>>("/api/routes", Cancellation))!.Select(route => route.RouteId));
        Assert.Equal(2, (await dispatcher.GetFromJsonAsync<List<RouteView>>("/api/routes", Cancellation))!.Count);
    }

    [Fact]
    public async Task A_draft_can_be_deleted_and_a_unit_walks_one_published_route_a_night()
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        await server.AddTeamAsync("team-1");
        using var leader = server.CreateClient(await server.OfficeCookieAsync(Roles.Leader));
        var (first, second, tomorrow) = (await leader.PlannedAsync("team-1"), await leader.PlannedAsync("team-1"), await leader.PlannedAsync("team-1", "2026-03-02"));

        var published = await (await leader.PublishAsync(first)).AsAsync<PublishedRoute>();
        Assert.Equal("published", published.Route.Stage);
        // 06:00 in Zhengzhou and the hour after it.
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 23, 0, 0, TimeSpan.Zero), published.ValidUntil);
        Assert.Contains("published already", await leader.PublishAsync(first).RefusedAsync(HttpStatusCode.Conflict, ProblemCodes.Conflict), StringComparison.Ordinal);
        Assert.Contains("a unit walks one", await leader.PublishAsync(second).RefusedAsync(HttpStatusCode.Conflict, ProblemCodes.Conflict), StringComparison.Ordinal);
        await (await leader.PublishAsync(tomorrow)).AsAsync<PublishedRoute>();
        await leader.DeleteAsync($"/api/routes/{first.RouteId}", Cancellation).RefusedAsync(HttpStatusCode.Conflict, ProblemCodes.Conflict);

        Assert.Equal(HttpStatusCode.NoContent, (await leader.DeleteAsync($"/api/routes/{second.RouteId}", Cancellation)).StatusCode);
        await leader.DeleteAsync($"/api/routes/{second.RouteId}", Cancellation).RefusedAsync(HttpStatusCode.NotFound, ProblemCodes.NotFound);
        await leader.PublishAsync(second).RefusedAsync(HttpStatusCode.NotFound, ProblemCodes.NotFound);
        Assert.Equal("route.add,route.add,route.add,route.publish,route.publish,route.delete",
            await server.ScalarAsync<string>("select string_agg(action, ',' order by id) from audit where actor = 'leader'"));
    }
}
