using System.Net;
using System.Net.Http.Json;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Testing;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;

namespace SongshanRoad.Gis.Server.Tests.Live;

public class DutyTests(PostGisCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Starting_twice_gives_the_running_duty()
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        using var device = server.CreateDevice(await server.AddUnitAsync("car-1"));

        var starts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => device.StartDutyAsync()));

        Assert.Single(starts.Distinct());
        Assert.Equal(("2026-03-01", Evening, null), (starts[0].Night, starts[0].StartedAt, starts[0].EndedAt));
        Assert.Equal(1, await server.ScalarAsync<long>("select count(*) from duty"));
    }

    [Fact]
    public async Task A_duty_nobody_ended_ends_when_the_unit_starts_the_next_night()
    {
        var clock = Clock();
        await using var server = await LiveServer.StartAsync(cluster, clock);
        using var device = server.CreateDevice(await server.AddUnitAsync("car-1"));
        var forgotten = await device.StartDutyAsync();
        clock.Advance(TimeSpan.FromHours(7));
        Assert.Equal(forgotten, await device.StartDutyAsync());
        clock.Advance(TimeSpan.FromHours(13));

        var next = await device.StartDutyAsync();

        Assert.Equal(("2026-03-02", clock.GetUtcNow()), (next.Night, next.StartedAt));
        using var leader = server.CreateClient(await server.OfficeCookieAsync(Roles.Leader));
        var ended = Assert.Single((await leader.GetFromJsonAsync<DutyView[]>("/api/duties?night=2026-03-01", Cancellation))!);
        Assert.Equal(forgotten with { EndedAt = clock.GetUtcNow() }, ended);
        var units = await leader.GetFromJsonAsync<UnitView[]>("/api/units", Cancellation);
        Assert.Equal([new UnitView("car-1", "patrolCar", "car-1", null, next.DutyId)], units!);
    }

    [Fact]
    public async Task A_track_is_cut_at_gaps_and_every_look_at_it_is_audited()
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        using var device = server.CreateDevice(await server.AddUnitAsync("car-1"));
        var duty = await device.StartDutyAsync();
        // 0-2 walked; 63-64 after more than 60 s; 66-67 after more than 150 m; 70 alone after as much again.
        await device.ReportAsync(Fix(0), Fix(1), Fix(2));
        await device.ReportAsync(Fix(63), Fix(64), Fix(66, 0.0017), Fix(67, 0.0017), Fix(70, 0.0034));
        using var leader = server.CreateClient(await server.OfficeCookieAsync(Roles.Leader));

        var track = await leader.GetFromJsonAsync<TrackView>($"/api/duties/{duty.DutyId}/track", Cancellation);

        Assert.Equal([3, 2, 2], track!.LinesWgs84.Select(piece => piece.Count));
        Assert.Equal([LonDeg, LatDeg, Evening.ToUnixTimeMilliseconds()], track.LinesWgs84[0][0]);
        // Four steps of 1e-4 degrees of longitude at 34.7256 N: 9.158 m each on the WGS-84 ellipsoid.
        Assert.Equal(4 * 9.158, track.DistanceM, 0.05);
        Assert.Equal($"{Roles.Leader} {duty.DutyId}", await server.ScalarAsync<string>("select actor || ' ' || subject from audit where action = 'track.read'"));
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync($"/api/duties/{Guid.Empty}/track", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await leader.GetAsync("/api/duties/none/track", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await leader.GetAsync("/api/duties?night=1.3.2026", Cancellation)).StatusCode);
    }

    [Theory]
    [InlineData("POST", "/api/positions", Roles.Device, Roles.Volunteer)]
    [InlineData("POST", "/api/duties", Roles.Device)]
    [InlineData("DELETE", "/api/duties/current", Roles.Device)]
    [InlineData("GET", "/api/duties", Roles.Admin, Roles.Dispatcher, Roles.Leader)]
    [InlineData("GET", "/api/duties/00000000-0000-0000-0000-000000000000/track", Roles.Admin, Roles.Dispatcher, Roles.Leader)]
    [InlineData("GET", "/api/units", Roles.Admin, Roles.Dispatcher, Roles.Leader)]
    [InlineData("POST", "/hubs/live/negotiate?negotiateVersion=1", Roles.Admin, Roles.Dispatcher, Roles.Leader, Roles.Volunteer, Roles.Device)]
    public async Task Each_role_reaches_what_it_may_and_nothing_else(string method, string path, params string[] allowed)
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        await server.AssertReachedByAsync(method, path, allowed, new PositionBatch("wgs84", []));
    }
}
