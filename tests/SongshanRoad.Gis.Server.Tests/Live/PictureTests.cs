using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Testing;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;

namespace SongshanRoad.Gis.Server.Tests.Live;

public class PictureTests(PostGisCluster cluster)
{
    [Theory, CombinatorialWires]
    public async Task After_the_snapshot_frames_follow_without_a_hole(Wire wire)
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        using var device = server.CreateDevice(await server.AddUnitAsync("car-1"));
        var duty = await device.StartDutyAsync();
        await device.ReportAsync(Fix(0));
        await using var map = await HubClient.ConnectAsync(server, wire, "dispatcher");
        var first = Assert.Single((await map.SubscribeAsync(District)).Units);
        Assert.Equal(("car-1", "patrolCar", duty.DutyId, 5.0), (first.UnitId, first.Kind, first.DutyId, first.AccuracyM));
        Assert.Equal(LonDeg, first.LonDeg, 1e-9);

        for (var i = 1; i <= 60; i++)
        {
            await device.ReportAsync(Fix(i));
        }

        // The client itself fails on a hole.
        await map.UntilAsync(() => map.Units["car-1"].FixTimeMs == Fix(60).TimeMs);
        Assert.Equal("moving", map.Units["car-1"].Motion);
        Assert.Equal(Fix(61).TimeMs, map.Units["car-1"].NextReportAtMs);
        // A car's pace; the 9.15 m/s at which it goes are slower.
        Assert.Equal(10, map.Units["car-1"].UncertaintyMps);
        Assert.Equal(90, map.Units["car-1"].HeadingDeg!.Value, 1.0);
        // Every report is a picture; the reader gets a frame in 150 ms at most.
        Assert.InRange(map.Frames.Count, 1, 59);
    }

    [Theory, CombinatorialWires]
    public async Task A_view_shows_only_what_is_inside_it(Wire wire)
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        using var inside = server.CreateDevice(await server.AddUnitAsync("car-1"));
        using var outside = server.CreateDevice(await server.AddUnitAsync("car-2"));
        await inside.StartDutyAsync();
        await outside.StartDutyAsync();
        await inside.ReportAsync(Fix(0));
        await outside.ReportAsync(Fix(0, eastDeg: 0.02));
        var view = new LiveSubscription(LonDeg - 0.01, LatDeg - 0.01, LonDeg + 0.01, LatDeg + 0.01);
        await using var map = await HubClient.ConnectAsync(server, wire, "leader");

        Assert.Equal("car-1", Assert.Single((await map.SubscribeAsync(view)).Units).UnitId);
        await outside.ReportAsync(At(Evening.AddSeconds(60), 1, LonDeg + 0.005));
        await map.UntilAsync(() => map.Units.ContainsKey("car-2"));
        await inside.ReportAsync(At(Evening.AddSeconds(60), 1, LonDeg + 0.015));
        await map.UntilAsync(() => !map.Units.ContainsKey("car-1"));
        Assert.Contains("car-1", map.Frames[^1].Removed);
        Assert.Equal(2, (await map.SubscribeAsync(District)).Units.Count);
    }

    [Theory, CombinatorialWires]
    public async Task A_unit_that_ends_its_duty_leaves_the_map(Wire wire)
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        using var device = server.CreateDevice(await server.AddUnitAsync("car-1"));
        await device.StartDutyAsync();
        await device.ReportAsync(Fix(0));
        await using var map = await HubClient.ConnectAsync(server, wire, "dispatcher");
        await map.SubscribeAsync(District);

        (await device.DeleteAsync("/api/duties/current", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        await map.UntilAsync(() => map.Units.Count == 0);
        Assert.Equal(["car-1"], map.Frames[^1].Removed);
    }

    [Theory, CombinatorialWires]
    public async Task A_volunteer_sees_only_the_own_unit_and_reports_for_it(Wire wire)
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        using var car = server.CreateDevice(await server.AddUnitAsync("car-1"));
        using var team = server.CreateDevice(await server.AddUnitAsync("team-1", "volunteerTeam"));
        await car.StartDutyAsync();
        await team.StartDutyAsync();
        await car.ReportAsync(Fix(0));
        await using var phone = await HubClient.ConnectVolunteerAsync(server, wire, "team-1");
        Assert.Empty((await phone.SubscribeAsync(District)).Units);

        await car.ReportAsync(Fix(1));
        Assert.Equal(1, (await phone.ReportAsync(Fix(1))).Stored);

        await phone.UntilAsync(() => phone.Units.ContainsKey("team-1"));
        Assert.All(phone.Frames, frame => Assert.All(frame.Changed, unit => Assert.Equal("team-1", unit.UnitId)));
    }

    [Theory, CombinatorialWires]
    public async Task A_device_may_only_send_and_an_office_only_look(Wire wire)
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        await using var device = await HubClient.ConnectDeviceAsync(server, wire, await server.AddUnitAsync("car-1"));
        await using var office = await HubClient.ConnectAsync(server, wire, "admin");

        var looking = await Assert.ThrowsAsync<HubException>(() => device.SubscribeAsync(District));
        Assert.Contains($"{ProblemCodes.Forbidden}: ", looking.Message, StringComparison.Ordinal);
        var sending = await Assert.ThrowsAsync<HubException>(() => office.ReportAsync(Fix(0)));
        Assert.Contains($"{ProblemCodes.Forbidden}: ", sending.Message, StringComparison.Ordinal);
        var swapped = await Assert.ThrowsAsync<HubException>(() => office.SubscribeAsync(new LiveSubscription(113.7, 34.7, 113.6, 34.8)));
        Assert.Contains($"{ProblemCodes.InvalidValue}: ", swapped.Message, StringComparison.Ordinal);
    }

    [Theory, CombinatorialWires]
    public async Task Open_maps_hear_that_incidents_changed(Wire wire)
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        await server.Services.GetRequiredService<LayerChangeWorker>().Listening;
        await server.RunAsync("insert into incident_category (code, name_zh, name_en) values ('theft', '盗窃', 'Theft')");
        await using var map = await HubClient.ConnectAsync(server, wire, "dispatcher");
        await map.SubscribeAsync(District);

        await server.RunAsync(
            "insert into incident (source, category_code, occurred_from, position) values ('t', 'theft', now(), ST_SetSRID(ST_MakePoint(113.61, 34.70), 4326))");

        await map.UntilAsync(() => map.IncidentVersions.Count > 0);
        Assert.Equal(["2"], map.IncidentVersions);
    }
}
