using System.Net.Http.Json;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Coverage;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Nodes;
using SongshanRoad.Gis.Server.Tests.Coverage;
using SongshanRoad.Gis.Server.Tests.Live;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Testing;
using static SongshanRoad.Gis.Server.Tests.Coverage.AlleyScene;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;

namespace SongshanRoad.Gis.Server.Tests.Nodes;

public class SharedPictureTests(PostGisCluster cluster, RedisServer redis)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Any_server_takes_a_position_and_every_map_shows_it_until_any_server_ends_the_duty()
    {
        await using var scene = await NodeScene.StartAsync(cluster, redis, 3);
        var (first, second, third) = (scene.Servers[0], scene.Servers[1], scene.Servers[2]);
        var token = await first.AddUnitAsync("car-1");
        using var device = first.CreateDevice(token);
        using var sameDevice = second.CreateDevice(token);
        var maps = new List<HubClient>();
        foreach (var (server, wire) in new[] { (first, Wire.MessagePack), (second, Wire.Json), (third, Wire.MessagePack) })
        {
            maps.Add(await HubClient.ConnectAsync(server, wire, Roles.Dispatcher));
            await maps[^1].SubscribeAsync(District);
        }

        var duty = await device.StartDutyAsync();
        await device.ReportAsync(Fix(0));
        await EachAsync(maps, map => map.Units.GetValueOrDefault("car-1")?.FixTimeMs == Fix(0).TimeMs);
        await sameDevice.ReportAsync(Fix(0), Fix(1), Fix(2));
        await EachAsync(maps, map => map.Units["car-1"].FixTimeMs == Fix(2).TimeMs);
        Assert.All(maps, map => Assert.Equal(maps[0].Units["car-1"], map.Units["car-1"]));
        Assert.Equal(duty.DutyId, maps[2].Units["car-1"].DutyId);

        using var desk = third.CreateClient(await third.OfficeCookieAsync(Roles.Dispatcher));
        (await desk.DeleteAsync("/api/units/car-1/duty", Cancellation)).EnsureSuccessStatusCode();
        await EachAsync(maps, map => map.Units.Count == 0);
        foreach (var map in maps)
        {
            await map.DisposeAsync();
        }
    }

    [Fact]
    public async Task An_impossible_jump_is_seen_whichever_server_took_the_position_before()
    {
        await using var scene = await NodeScene.StartAsync(cluster, redis, 2);
        var token = await scene.Servers[0].AddUnitAsync("car-1");
        using var device = scene.Servers[0].CreateDevice(token);
        using var sameDevice = scene.Servers[1].CreateDevice(token);
        await using var map = await HubClient.ConnectAsync(scene.Servers[1], Wire.MessagePack, Roles.Dispatcher);
        await map.SubscribeAsync(District);
        await device.StartDutyAsync();
        await device.ReportAsync(Fix(0));
        await map.UntilAsync(() => map.Units.ContainsKey("car-1"));

        var receipt = await sameDevice.ReportAsync(At(Evening.AddSeconds(1), 1, LonDeg + 0.05));

        Assert.Single(receipt.Marked);
    }

    [Fact]
    public async Task While_Redis_is_away_maps_follow_the_database_and_afterwards_nothing_is_missing()
    {
        var clock = Clock();
        await using var own = new RedisServer();
        await using var scene = await NodeScene.StartAsync(cluster, own, 2, clock);
        var (first, second) = (scene.Servers[0], scene.Servers[1]);
        var alleys = await first.AddAlleysAsync();
        using var team = first.CreateDevice(await first.AddUnitAsync("team-1", "volunteerTeam"));
        using var car = first.CreateDevice(await first.AddUnitAsync("car-1"));
        await using var map = await HubClient.ConnectAsync(second, Wire.MessagePack, Roles.Leader);
        await map.SubscribeAsync(District);
        await team.StartDutyAsync();
        await car.StartDutyAsync();
        clock.Advance(TimeSpan.FromMinutes(5));
        await car.ReportAsync(Fix(0));
        await team.ReportAsync(WalkEast(0, 2));
        await map.UntilAsync(() => map.Units.Count == 2);

        await own.KillAsync();
        await team.ReportAsync(WalkEast(20, 3));
        (await car.DeleteAsync("/api/duties/current", Cancellation)).EnsureSuccessStatusCode();
        await map.UntilAsync(() => map.Units.Count == 1 && map.Units["team-1"].FixTimeMs == WalkEast(22, 1)[0].TimeMs);
        await using (var late = await HubClient.ConnectAsync(second, Wire.Json, Roles.Dispatcher))
        {
            Assert.Equal("team-1", Assert.Single((await late.SubscribeAsync(District)).Units).UnitId);
        }

        // Late fixes, some of them older than the latest sixteen, which are what is read while Redis is away.
        await team.ReportAsync(WalkEast(23, 3));
        await team.ReportAsync(WalkEast(2, 18));
        await Task.WhenAll(scene.Servers.Select(server => server.Log.UntilAsync("Redis is away")));
        await own.StartAsync();
        await Task.WhenAll(scene.Servers.Select(server => server.Log.UntilAsync("Redis is back")));
        var computed = Recompute(second, alleys, WalkEast(0, 26));
        await map.UntilAsync(() => map.Alleys.TryGetValue(alleys.East, out var east) && east.Shows(computed[0]));
        Assert.All(scene.Servers, server => Assert.Equal(2, server.Log.Take().Count));

        await team.ReportAsync(WalkEast(26, 1));
        await map.UntilAsync(() => map.Units["team-1"].FixTimeMs == WalkEast(26, 1)[0].TimeMs);
    }

    [Fact]
    public async Task A_lost_message_is_noticed_by_its_number_and_read_from_the_database()
    {
        await using var scene = await NodeScene.StartAsync(cluster, redis, 1);
        var server = scene.Servers[0];
        await server.AddUnitAsync("car-1");
        await using var map = await HubClient.ConnectAsync(server, Wire.MessagePack, Roles.Dispatcher);
        await map.SubscribeAsync(District);
        // What another server has stored and could not tell.
        await server.RunAsync(FormattableString.Invariant($"""
            insert into duty (id, unit_id, night, started_at) select '00000000-0000-0000-0000-000000000001', id, '{Tonight}', '{Evening:u}' from unit;
            select ensure_fix_partition('2026-03-01');
            insert into fix (unit_id, duty_id, fix_time, sequence, position)
              select unit_id, id, '{Evening.AddSeconds(1):u}', 1, ST_SetSRID(ST_MakePoint({LonDeg}, {LatDeg}), 4326) from duty;
            """));

        server.Services.GetRequiredService<NodeLink>().Say(NodeSpeaker.Channel, new NodeMessage(Guid.NewGuid(), 7, true, [], []).ToBytes());

        await map.UntilAsync(() => map.Units.ContainsKey("car-1"));
    }

    [Fact]
    public async Task What_comes_late_of_a_duty_that_has_ended_does_not_bring_it_back()
    {
        await using var scene = await NodeScene.StartAsync(cluster, redis, 1);
        var server = scene.Servers[0];
        using var device = server.CreateDevice(await server.AddUnitAsync("car-1"));
        using var other = server.CreateDevice(await server.AddUnitAsync("car-2"));
        await using var map = await HubClient.ConnectAsync(server, Wire.MessagePack, Roles.Dispatcher);
        await map.SubscribeAsync(District);
        var ended = await device.StartDutyAsync();
        (await device.DeleteAsync("/api/duties/current", Cancellation)).EnsureSuccessStatusCode();
        var duty = new Duty(ended.DutyId, "car-1", UnitKind.PatrolCar, "car-1", null, ended.StartedAt);

        server.Services.GetRequiredService<NodeLink>().Say(NodeSpeaker.Channel, new NodeMessage(
            Guid.NewGuid(), 1, true, [duty], [new Patrols.Live.Fix("car-1", duty.DutyId, Evening, LonLat.FromDegrees(LonDeg, LatDeg), 1)]).ToBytes());
        // Heard after it, and so are shown after it.
        var running = await other.StartDutyAsync();
        server.Services.GetRequiredService<NodeLink>().Say(NodeSpeaker.Channel, new NodeMessage(
            Guid.NewGuid(), 1, true, [duty with { DutyId = running.DutyId, UnitId = "car-2" }],
            [new Patrols.Live.Fix("car-2", running.DutyId, Evening, LonLat.FromDegrees(LonDeg, LatDeg), 1)]).ToBytes());

        await map.UntilAsync(() => map.Units.ContainsKey("car-2"));
        Assert.DoesNotContain("car-1", map.Units.Keys);
    }

    [Fact]
    public async Task Coverage_is_the_same_on_every_server_whichever_took_the_positions()
    {
        var clock = Clock();
        await using var scene = await NodeScene.StartAsync(cluster, redis, 2, clock);
        var alleys = await scene.Servers[0].AddAlleysAsync();
        var token = await scene.Servers[0].AddUnitAsync("team-1", "volunteerTeam");
        var devices = scene.Servers.Select(server => server.CreateDevice(token)).ToList();
        await devices[0].StartDutyAsync();
        clock.Advance(TimeSpan.FromMinutes(5));
        foreach (var (index, fix) in WalkEast(0, 16).Index())
        {
            await devices[index % 2].ReportAsync(fix);
        }

        var computed = Recompute(scene.Servers[0], alleys, WalkEast(0, 16));
        foreach (var server in scene.Servers)
        {
            await using var map = await HubClient.ConnectAsync(server, Wire.MessagePack, Roles.Leader);
            await map.SubscribeAsync(District);
            using var desk = server.CreateClient(await server.OfficeCookieAsync(Roles.Leader));
            var shown = await desk.GetFromJsonAsync<CoverageView>("/api/coverage", Cancellation);
            if (!shown!.Alleys.Any(alley => alley.Shows(computed[0])))
            {
                await map.UntilAsync(() => map.Alleys.TryGetValue(alleys.East, out var east) && east.Shows(computed[0]));
            }
        }

        devices.ForEach(device => device.Dispose());
    }

    [Fact]
    public void A_message_is_read_as_it_was_written_and_other_bytes_are_none()
    {
        var instant = Gen.Long[0, 3_000_000_000_000].Select(ms => DateTimeOffset.UnixEpoch.AddMilliseconds(ms));
        var number = Gen.Double[0, 100].Nullable();
        var duty = Gen.Select(Gen.Guid, Gen.String, instant, instant.Nullable(), (id, text, start, end) =>
            new Duty(id.ToString("D"), text, UnitKind.VolunteerTeam, text, text.Length == 0 ? null : text, start, end));
        var message = duty.Array[1, 4].SelectMany(duties => Gen.Select(Gen.Int[0, duties.Length - 1], instant, Gen.Long, number, number)
            .Select((at, time, sequence, a, b) => new Patrols.Live.Fix(duties[at].UnitId, duties[at].DutyId, time, LonLat.FromDegrees(113.6, 34.7), sequence, a, b, b, a))
            .Array[0, 20].Select(Gen.Guid, Gen.Long, Gen.Bool, (fixes, sender, sequence, isLast) => new NodeMessage(sender, sequence, isLast, duties, fixes)));
        message.Sample(written =>
        {
            var read = NodeMessage.TryRead(written.ToBytes())!;
            return (read.Sender, read.Sequence, read.IsLast) == (written.Sender, written.Sequence, written.IsLast)
                && read.Duties.SequenceEqual(written.Duties) && read.Fixes.SequenceEqual(written.Fixes);
        });
        Gen.Select(message, Gen.Byte.Array[0, 40], Gen.Int[0, 2000]).Sample((written, noise, cut) =>
        {
            var bytes = written.ToBytes().ToArray();
            _ = NodeMessage.TryRead(noise);
            _ = NodeMessage.TryRead((byte[])[1, .. noise]);
            return cut >= bytes.Length || NodeMessage.TryRead(bytes.AsMemory(0, cut)) is null;
        });
    }

    private static async Task EachAsync(IEnumerable<HubClient> maps, Func<HubClient, bool> holds)
    {
        foreach (var map in maps)
        {
            await map.UntilAsync(() => holds(map));
        }
    }
}
