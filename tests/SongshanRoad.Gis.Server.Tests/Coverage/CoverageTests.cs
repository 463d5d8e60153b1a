using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using SongshanRoad.Gis.Contracts.Coverage;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Tests.Live;
using SongshanRoad.Gis.Testing;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;

namespace SongshanRoad.Gis.Server.Tests.Coverage;

public class CoverageTests(PostGisCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialWires]
    public async Task Half_an_alley_walked_shows_on_open_maps_within_two_notices(Wire wire)
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        var alleys = await server.AddAlleysAsync();
        using var device = server.CreateDevice(await server.AddUnitAsync("team-1", "volunteerTeam"));
        await device.StartDutyAsync();
        await using var map = await HubClient.ConnectAsync(server, wire, Roles.Leader);
        await map.SubscribeAsync(District);

        // Eight steps of 10.99 m; the walk starts at the alley's start and 20 m ahead lie within reach.
        await device.ReportAsync(AlleyScene.WalkEast(0, 9));
        await map.UntilAsync(() => map.Alleys.TryGetValue(alleys.East, out var alley) && alley.Intervals.Count == 1);

        Assert.All(map.CoverageNotices, notice => Assert.Equal("2026-03-01", notice.Night));
        using var leader = server.CreateClient(await server.OfficeCookieAsync(Roles.Leader));
        var coverage = await leader.GetFromJsonAsync<CoverageView>("/api/coverage", Cancellation);
        Assert.Equal((20, 60, 150), (coverage!.WithinM, coverage.MaxGapSeconds, coverage.MaxGapM));
        Assert.Equal([alleys.East, alleys.North], coverage.Alleys.Select(alley => alley.PlaceId));
        var east = coverage.Alleys[0];
        Assert.Equal(AlleyScene.EastM, east.LengthM, 0.05);
        Assert.Equal((8 * 10.991) + 20, east.CoveredM, 0.05);
        Assert.Equal(Evening.AddSeconds(80).ToUnixTimeMilliseconds(), east.LastPassMs);
        Assert.Equal(east.CoveredM, coverage.CoveredM, 0.02);
        Assert.Empty(coverage.Alleys[1].Intervals);
    }

    [Fact]
    public async Task Fixes_in_any_order_a_restart_and_a_late_batch_give_the_same_as_computing_all_at_once()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        var clock = Clock();
        // The second walk has a hole of five minutes that the late batch fills.
        var east = AlleyScene.WalkEast(0, 18);
        var north = AlleyScene.WalkNorth(0, 60).Where(fix => fix.Sequence is < 4 or > 9 and < 18).ToList();
        var late = AlleyScene.WalkNorth(4, 6);
        string token;
        (long, long) alleys;
        await using (var server = await LiveServer.StartAsync(database, clock))
        {
            alleys = await server.AddAlleysAsync();
            token = await server.AddUnitAsync("team-2");
            using var first = server.CreateDevice(await server.AddUnitAsync("team-1"));
            using var second = server.CreateDevice(token);
            await first.StartDutyAsync();
            await second.StartDutyAsync();
            clock.Advance(TimeSpan.FromMinutes(10));
            await using var map = await HubClient.ConnectAsync(server, Wire.MessagePack, Roles.Dispatcher);
            await map.SubscribeAsync(District);
            var random = new Random(20260301);
            foreach (var (device, fixes) in east.Select(fix => (first, fix)).Concat(north.Select(fix => (second, fix)))
                .OrderBy(_ => random.Next()).Chunk(5).SelectMany(chunk => chunk.GroupBy(each => each.Item1, each => each.fix)).Select(group => (group.Key, group.ToList())))
            {
                Assert.Empty((await device.ReportAsync(fixes)).Marked);
            }

            var expected = AlleyScene.Recompute(server, alleys, east, north);
            await map.UntilAsync(() => expected.All(alley => map.Alleys.TryGetValue(alley.PlaceId, out var seen) && seen.Shows(alley)));
            AlleyScene.AssertShows(await ReadAsync(server), expected);
            clock.Advance(TimeSpan.FromHours(1));
            (await second.DeleteAsync("/api/duties/current", Cancellation)).EnsureSuccessStatusCode();
        }

        await using (var restarted = await LiveServer.StartAsync(database, clock))
        {
            AlleyScene.AssertShows(await ReadAsync(restarted), AlleyScene.Recompute(restarted, alleys, east, north));

            clock.Advance(TimeSpan.FromDays(1));
            AlleyScene.AssertShows(await ReadAsync(restarted, "2026-03-01"), AlleyScene.Recompute(restarted, alleys, east, north));
            Assert.Equal(0, (await ReadAsync(restarted)).CoveredM);

            using var second = restarted.CreateDevice(token);
            Assert.Equal(late.Count, (await second.ReportAsync(late)).Stored);
            AlleyScene.AssertShows(await ReadAsync(restarted, "2026-03-01"), AlleyScene.Recompute(restarted, alleys, east, [.. north, .. late]));
        }
    }

    [Fact]
    public async Task Alleys_that_late_fixes_changed_say_when_and_still_do_after_a_restart()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        var clock = Clock();
        (long East, long North) alleys;
        DateTimeOffset backfilledAt;
        await using (var server = await LiveServer.StartAsync(database, clock))
        {
            alleys = await server.AddAlleysAsync();
            using var first = server.CreateDevice(await server.AddUnitAsync("team-1", "volunteerTeam"));
            using var second = server.CreateDevice(await server.AddUnitAsync("team-2", "volunteerTeam"));
            await first.StartDutyAsync();
            await second.StartDutyAsync();
            await using var map = await HubClient.ConnectAsync(server, Wire.MessagePack, Roles.Dispatcher);
            await map.SubscribeAsync(District);
            // In time: the oldest is 80 s old.
            clock.Advance(TimeSpan.FromSeconds(80));
            await first.ReportAsync(AlleyScene.WalkEast(0, 9));
            await map.UntilAsync(() => map.Alleys.TryGetValue(alleys.East, out var seen) && seen.CoveredM > 0);
            Assert.Null(map.Alleys[alleys.East].BackfilledMs);

            // Ten minutes later the other team's phone finds the network: it had walked the second alley.
            clock.Advance(TimeSpan.FromMinutes(10));
            backfilledAt = clock.GetUtcNow();
            await second.ReportAsync([.. AlleyScene.WalkNorth(0, 9)]);
            await map.UntilAsync(() => map.Alleys.TryGetValue(alleys.North, out var seen) && seen.CoveredM > 0);
            Assert.Equal(backfilledAt.ToUnixTimeMilliseconds(), map.Alleys[alleys.North].BackfilledMs);

            clock.Advance(TimeSpan.FromMinutes(1));
            await second.ReportAsync(At(clock.GetUtcNow(), 900, LonDeg + 0.002, LatDeg + 0.001), At(clock.GetUtcNow().AddSeconds(1), 901, LonDeg + 0.002, LatDeg + 0.00101));
            await map.UntilAsync(() => map.Alleys[alleys.North].LastPassMs > backfilledAt.ToUnixTimeMilliseconds());
            AssertBackfilled(map.Alleys[alleys.North], backfilledAt);
            AssertBackfilled((await ReadAsync(server)).Alleys[1], backfilledAt);
        }

        await using (var restarted = await LiveServer.StartAsync(database, clock))
        {
            var seen = await ReadAsync(restarted);
            AssertBackfilled(seen.Alleys.Single(alley => alley.PlaceId == alleys.North), backfilledAt);
            clock.Advance(TimeSpan.FromDays(1));
            AssertBackfilled((await ReadAsync(restarted, "2026-03-01")).Alleys.Single(alley => alley.PlaceId == alleys.North), backfilledAt);
        }
    }

    [Fact]
    public async Task A_fix_that_is_not_believed_covers_nothing()
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        var alleys = await server.AddAlleysAsync();
        using var device = server.CreateDevice(await server.AddUnitAsync("team-1", "volunteerTeam"));
        await device.StartDutyAsync();
        await using var map = await HubClient.ConnectAsync(server, Wire.Json, Roles.Leader);
        await map.SubscribeAsync(District);
        // 0.01 degrees away and back within a second; the walk goes on along the alley.
        var jump = At(Evening.AddSeconds(35), 900, LonDeg, LatDeg + 0.01);
        var receipt = await device.ReportAsync([.. AlleyScene.WalkEast(0, 4), jump, .. AlleyScene.WalkEast(4, 4)]);
        Assert.Equal([jump.Sequence], receipt.Marked.Select(fix => fix.Sequence));

        var expected = AlleyScene.Recompute(server, alleys, AlleyScene.WalkEast(0, 8));
        await map.UntilAsync(() => map.Alleys.TryGetValue(alleys.East, out var seen) && seen.Shows(expected[0]));
        AlleyScene.AssertShows(await ReadAsync(server), expected);
    }

    [Fact]
    public async Task An_alley_drawn_anew_is_measured_anew()
    {
        var clock = Clock();
        await using var server = await LiveServer.StartAsync(cluster, clock);
        var alleys = await server.AddAlleysAsync();
        using var device = server.CreateDevice(await server.AddUnitAsync("team-1", "volunteerTeam"));
        await device.StartDutyAsync();
        await using var map = await HubClient.ConnectAsync(server, Wire.Json, Roles.Leader);
        await map.SubscribeAsync(District);
        clock.Advance(TimeSpan.FromMinutes(10));
        await device.ReportAsync(AlleyScene.WalkEast(0, 18));
        await map.UntilAsync(() => map.Alleys.TryGetValue(alleys.East, out var seen) && seen.CoveredM > 180);

        // The western half of it is built over.
        await server.RunAsync($"update place set shape = ST_LineSubstring(shape, 0.5, 1) where id = {alleys.East}");
        await map.UntilAsync(() => map.Alleys[alleys.East].LengthM < 100);

        Assert.Equal(AlleyScene.EastM / 2, map.Alleys[alleys.East].CoveredM, 0.05);
        Assert.Equal(AlleyScene.EastM / 2, (await ReadAsync(server)).Alleys[0].LengthM, 0.05);
        Assert.Equal(AlleyScene.EastM / 2, (await ReadAsync(server, "2026-03-01")).Alleys[0].CoveredM, 0.05);
    }

    [Fact]
    public async Task A_night_must_be_a_date_and_the_reader_signed_in()
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        using var leader = server.CreateClient(await server.OfficeCookieAsync(Roles.Leader));
        using var nobody = server.CreateClient();

        Assert.Equal(HttpStatusCode.BadRequest, (await leader.GetAsync("/api/coverage?night=tonight", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/api/coverage", Cancellation)).StatusCode);
        var ahead = await ReadAsync(server, "2026-03-09");
        Assert.Equal(("2026-03-09", 0), (ahead.Night, ahead.CoveredM));
    }

    private static void AssertBackfilled(AlleyCoverageView alley, DateTimeOffset expected) =>
        Assert.Equal(expected.ToUnixTimeMilliseconds(), alley.BackfilledMs);

    private static async Task<CoverageView> ReadAsync(LiveServer server, string? night = null)
    {
        using var leader = server.CreateClient(await server.OfficeCookieAsync(Roles.Leader));
        var address = night is null ? "/api/coverage" : string.Create(CultureInfo.InvariantCulture, $"/api/coverage?night={night}");
        return (await leader.GetFromJsonAsync<CoverageView>(address, Cancellation))!;
    }
}
