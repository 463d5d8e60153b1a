using System.Net;
using System.Net.Http.Json;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Testing;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;

namespace SongshanRoad.Gis.Server.Tests.Live;

public class MarkedFixTests(PostGisCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dispatcher_sees_by_unit_what_is_not_believed_and_why_and_nobody_else_does()
    {
        var clock = Clock();
        await using var server = await LiveServer.StartAsync(cluster, clock);
        using var first = server.CreateDevice(await server.AddUnitAsync("team-1", "volunteerTeam"));
        using var second = server.CreateDevice(await server.AddUnitAsync("team-2", "volunteerTeam"));
        await first.StartDutyAsync();
        await second.StartDutyAsync();
        // A phone that sends GCJ-02 for WGS-84 begins with a true point and is 568 m off from then on; the third point agrees with the second.
        await first.ReportAsync(
            Fix(0), Fix(1, eastDeg: 0.01), At(Evening.AddSeconds(2), 2, 0, 0), At(Evening.AddSeconds(3), 3, LonDeg + 0.002, LatDeg) with { IsMock = true });
        Assert.Equal([new MarkedFix(7, ProblemCodes.FixNowhere)], (await second.ReportAsync(Fix(0), At(Evening.AddSeconds(1), 7, 500, 0))).Marked);

        using var desk = server.CreateClient(await server.OfficeCookieAsync(Roles.Dispatcher));
        var counts = await desk.GetFromJsonAsync<List<UnitMarkCount>>("/api/marked-fixes", Cancellation);
        var (atOne, atTwo, atThree) = (Ms(1), Ms(2), Ms(3));
        Assert.Equal(
            [
                new("team-1", "team-1", ProblemCodes.FixImpossibleJump, 1, atOne), new("team-1", "team-1", ProblemCodes.FixMockPosition, 1, atThree),
                new("team-1", "team-1", ProblemCodes.FixNowhere, 1, atTwo), new UnitMarkCount("team-2", "team-2", ProblemCodes.FixNowhere, 1, atOne),
            ],
            counts);
        var marks = await desk.GetFromJsonAsync<List<MarkedFixView>>("/api/units/team-1/marked-fixes", Cancellation);
        Assert.Equal(
            [(atThree, ProblemCodes.FixMockPosition), (atTwo, ProblemCodes.FixNowhere), (atOne, ProblemCodes.FixImpossibleJump)],
            marks!.Select(mark => (mark.FixTimeMs, mark.Code)));
        Assert.Equal((LonDeg + 0.002, LatDeg), (marks![0].LonDeg!.Value, marks[0].LatDeg!.Value));
        Assert.Equal(Evening.ToUnixTimeMilliseconds(), marks[0].ReceivedAtMs);
        // What is no place has none on a map.
        Assert.Equal((null, null), (Assert.Single(await ListAsync(desk, "team-2")).LonDeg, (await ListAsync(desk, "team-2"))[0].LatDeg));
        Assert.Equal(3L, await server.AskAsync("select count(*) from audit where action = 'marks.read'"));

        Assert.Empty((await desk.GetFromJsonAsync<List<UnitMarkCount>>("/api/marked-fixes?night=2026-02-28", Cancellation))!);
        Assert.Empty(await ListAsync(desk, "nobody"));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty((await desk.GetFromJsonAsync<List<UnitMarkCount>>("/api/marked-fixes", Cancellation))!);
        Assert.Equal(4, (await desk.GetFromJsonAsync<List<UnitMarkCount>>($"/api/marked-fixes?night={Tonight}", Cancellation))!.Count);
        foreach (var path in new[] { "/api/marked-fixes", "/api/units/team-1/marked-fixes" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await desk.GetAsync($"{path}?night=tonight", Cancellation)).StatusCode);
            await server.AssertReachedByAsync("GET", path, [Roles.Admin, Roles.Dispatcher], new { });
        }
    }

    [Theory, CombinatorialWires]
    public async Task A_made_up_position_is_kept_with_its_place_moves_nothing_and_vouches_for_no_jump(Wire wire)
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        var token = await server.AddUnitAsync("car-1");
        using var device = server.CreateDevice(token);
        await device.StartDutyAsync();
        await device.ReportAsync(Fix(0));
        await using var map = await HubClient.ConnectAsync(server, wire, Roles.Dispatcher);
        await map.SubscribeAsync(District);
        await using var phone = await HubClient.ConnectDeviceAsync(server, wire, token);

        var far = At(Evening.AddSeconds(1), 1, LonDeg + 0.02, LatDeg);
        Assert.Equal([new MarkedFix(1, ProblemCodes.FixMockPosition)], (await phone.ReportAsync(far with { IsMock = true })).Marked);
        Assert.Equal([new MarkedFix(2, ProblemCodes.FixImpossibleJump)], (await phone.ReportAsync(
            far with { Sequence = 2, TimeMs = far.TimeMs + 1000 })).Marked);
        Assert.Empty((await phone.ReportAsync(Fix(3))).Marked);

        await map.UntilAsync(() => map.Units["car-1"].FixTimeMs == Fix(3).TimeMs);
        Assert.All(map.Frames.SelectMany(frame => frame.Changed), unit => Assert.InRange(unit.LonDeg, LonDeg, LonDeg + 0.001));
        Assert.Equal("113.661500 34.725600", await server.AskAsync("select concat_ws(' ', round(ST_X(position)::numeric, 6), round(ST_Y(position)::numeric, 6)) from fix where mark = 'fix-mock-position'"));
    }

    private static async Task<List<MarkedFixView>> ListAsync(HttpClient desk, string unitId) =>
        (await desk.GetFromJsonAsync<List<MarkedFixView>>($"/api/units/{unitId}/marked-fixes", Cancellation))!;

    private static long Ms(int second) => Evening.AddSeconds(second).ToUnixTimeMilliseconds();
}
