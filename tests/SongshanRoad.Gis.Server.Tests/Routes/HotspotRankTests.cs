using System.Net;
using System.Text.Json;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Contracts.Routes;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Tests.Coverage;
using SongshanRoad.Gis.Server.Tests.Live;
using SongshanRoad.Gis.Testing;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;

namespace SongshanRoad.Gis.Server.Tests.Routes;

public class HotspotRankTests(PostGisCluster cluster)
{
    // Beside the middle of the first and of the second alley.
    private const string East = "ST_MakePoint(113.6425, 34.72561)";
    private const string North = "ST_MakePoint(113.64351, 34.7266)";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(5, 3, 1, 2)]
    [InlineData(3, 5, 2, 1)]
    [InlineData(4, 4, 1, 1)]
    [InlineData(3, 2, 1, null)]
    [InlineData(2, 2, null, null)]
    public async Task A_team_sees_the_rank_of_its_legs_and_none_below_three_incidents(int onEast, int onNorth, int? east, int? north)
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        using var phone = await OpenedAsync(server);
        await AddIncidentsAsync(server, East, onEast, "2026-02-20");
        await AddIncidentsAsync(server, North, onNorth, "2026-02-20");
        Assert.Equal([east, north], await RanksAsync(phone));
    }

    [Fact]
    public async Task A_new_incident_changes_no_rank_before_the_next_duty_day()
    {
        var clock = Clock();
        await using var server = await LiveServer.StartAsync(cluster, clock);
        using var phone = await OpenedAsync(server);
        await AddIncidentsAsync(server, East, 3, "2026-02-20");
        // Of this duty day, before anybody asked: not counted either.
        await AddIncidentsAsync(server, North, 9, "2026-03-01 09:00+08");
        Assert.Equal([1, null], await RanksAsync(phone));
        await AddIncidentsAsync(server, North, 9, "2026-02-20");
        Assert.Equal([1, null], await RanksAsync(phone));

        clock.Advance(TimeSpan.FromHours(8.5));
        Assert.Equal([2, 1], await RanksAsync(phone));
    }

    [Fact]
    public async Task What_a_team_is_sent_of_a_leg_has_no_count_in_it()
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        using var phone = await OpenedAsync(server);
        await AddIncidentsAsync(server, East, 7, "2026-02-20");
        using var sent = JsonDocument.Parse(await phone.GetStringAsync("/api/my/assignment", Cancellation));
        Assert.Equal(["route", "dutyId", "dutyStartedAt", "doneM", "legs", "keptDays"], sent.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.All(sent.RootElement.GetProperty("route").GetProperty("legs").EnumerateArray(), leg => Assert.Equal(
            ["placeId", "name", "lengthM", "lineWgs84", "hotspotRank"], leg.EnumerateObject().Select(member => member.Name)));
    }

    [Fact]
    public async Task A_route_is_shown_without_ranks_when_they_cannot_be_computed_and_that_is_logged_once()
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        using var phone = await OpenedAsync(server);
        await server.RunAsync("alter table street_segment rename to street_segment_gone");
        Assert.Equal([null, null], await RanksAsync(phone));
        Assert.Equal([null, null], await RanksAsync(phone));
        Assert.Single(server.Log.Take(), line => line.Contains("without hotspot ranks", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/api/hotspots")]
    [InlineData("/api/hotspots/0123456789abcdef01234567")]
    [InlineData("/api/hotspots/0123456789abcdef01234567/export?format=gpkg")]
    [InlineData("/api/hotspots/0123456789abcdef01234567/segments/0")]
    [InlineData("/api/hotspots/citations")]
    [InlineData("/tiles/hotspots/0123456789abcdef01234567/14/13362/6506")]
    public async Task A_volunteer_reaches_nothing_from_which_ranks_are_made(string path)
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        using var phone = server.CreateClient(await server.VolunteerCookieAsync("team-1"));
        await phone.GetAsync(path, Cancellation).RefusedAsync(HttpStatusCode.Forbidden, ProblemCodes.Forbidden);
    }

    /// <summary>A phone with a route over both alleys in a district around them.</summary>
    private static async Task<HttpClient> OpenedAsync(LiveServer server)
    {
        var alleys = await server.AddAlleysAsync();
        await server.RunAsync(
            """
            insert into place (kind, external_id, name, shape, source, accuracy_m, reality) values
              ('district', 'd', '测试街道', ST_MakeEnvelope(113.63, 34.72, 113.65, 34.73, 4326), 'test', 50, 'invented');
            insert into incident_category (code, name_zh, name_en) values ('theft', '盗窃', 'Theft');
            """);
        await server.AddTeamAsync("team-1");
        using var leader = server.CreateClient(await server.OfficeCookieAsync(Roles.Leader));
        var planned = await leader.PlanAsync(new NewRoute("夜巡", "team-1", Tonight, [new(alleys.East, null), new(alleys.North, null)]));
        var published = await (await leader.PublishAsync(await planned.AsAsync<RouteView>())).AsAsync<PublishedRoute>();
        return server.CreateClient(RouteScene.CookieOf(await server.OpenAsync(published.InvitePath)));
    }

    private static Task AddIncidentsAsync(LiveServer server, string place, int count, string from) => server.RunAsync(
        $"""
        insert into incident (source, category_code, occurred_from, position)
        select 't', 'theft', timestamptz '{from}' + n * interval '1 minute', ST_SetSRID({place}, 4326) from generate_series(1, {count}) n
        """);

    private static async Task<IReadOnlyList<int?>> RanksAsync(HttpClient phone) =>
        [.. (await (await phone.GetAsync("/api/my/assignment", Cancellation)).AsAsync<AssignmentView>()).Route.Legs.Select(leg => leg.HotspotRank)];
}
