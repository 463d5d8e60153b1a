using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Client.Accounts;
using SongshanRoad.Gis.Client.Live;
using SongshanRoad.Gis.Client.Problems;
using SongshanRoad.Gis.Contracts.Alerts;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Contracts.Incidents;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Hotspots;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Server.Tests.Coverage;
using SongshanRoad.Gis.Server.Tests.Live;
using SongshanRoad.Gis.Server.Tests.Routes;
using SongshanRoad.Gis.Testing;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;

namespace SongshanRoad.Gis.Server.Tests.Client;

/// <summary>The C# client with the product's own server and database. Here, because the server's tests know how to start, fill and restart
/// one; the client's own tests need neither.</summary>
public class LiveClientTests(PostGisCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_picture_follows_the_units_and_the_view()
    {
        await using var server = await LiveServer.StartAsync(cluster);
        var address = new Uri(server.Address);
        var name = await server.AddAccountAsync(Roles.Dispatcher);
        using var device = ServerSession.OfDevice(address, await server.AddUnitAsync("car-1"));
        using var desk = await ServerSession.SignInAsync(address, name, LiveServer.Password, cancellation: Cancellation);
        Assert.Equal((name, Roles.Dispatcher), (desk.View!.Name, desk.View.Role));
        await using var map = new LiveClient(desk, District);
        await using var sending = new LiveClient(device);
        await sending.UntilAsync(state => state.Link.Kind == LinkKind.Connected, Cancellation);
        var duty = await device.PostAsync<DutyView>("api/duties", cancellation: Cancellation);

        await sending.ReportAsync(Batch(duty, 1), Cancellation);
        await map.UntilAsync(state => Shows(state, duty, 1), Cancellation);
        var receipt = await device.ReportAsync(Batch(duty, 1, 2), Cancellation);
        Assert.Equal((1, 1), (receipt.Stored, receipt.Duplicates));
        var followed = await map.UntilAsync(state => Shows(state, duty, 2), Cancellation);
        Assert.Equal((1, 0), (followed.SnapshotCount, followed.HoleCount));
        Assert.InRange(followed.Units["car-1"].AgeAt(map.ServerNow), TimeSpan.Zero, TimeSpan.FromMinutes(2));
        Assert.Equal(UnitSignal.Fresh, followed.Units["car-1"].SignalAt(map.ServerNow));
        // 5 m at the fix; a car that stands may have set off at 1 m/s, until it counts as silent after 5 min.
        var fixTime = DateTimeOffset.FromUnixTimeMilliseconds(TimeMs(duty, 2));
        Assert.Equal([5, 5, 65, 305, 305], new[] { -10, 0, 60, 300, 9000 }.Select(age => followed.Units["car-1"].UncertaintyAt(fixTime.AddSeconds(age))!.Value));

        map.Look(new LiveSubscription(113.0, 34.0, 113.1, 34.1));
        await map.UntilAsync(state => state.View!.WestDeg < 113.1 && state.Units.Count == 0, Cancellation);
        map.Look(District);
        await map.UntilAsync(state => Shows(state, duty, 2), Cancellation);
        await using (var watching = ExampleProcess.Start("watch", server.Address, name, LiveServer.Password))
        {
            await watching.HearAsync(line => line.StartsWith("  car-1 Fresh, fix ", StringComparison.Ordinal));
            await watching.FinishAsync();
        }

        await device.DeleteAsync("api/duties/current", Cancellation);
        await map.UntilAsync(state => state.IsWhole && state.Units.Count == 0, Cancellation);
        // Signed out elsewhere, the connection ends with the session at the next attempt; over HTTP at once.
        await desk.SignOutAsync(Cancellation);
        Assert.Equal(ProblemCodes.SignInFailed, (await Assert.ThrowsAsync<ServerProblemException>(() => desk.GetAsync<object>("api/units", Cancellation))).Code);
    }

    [Fact]
    public async Task Alerts_coverage_hotspots_and_incidents_are_part_of_the_state()
    {
        await using var server = await LiveServer.StartAsync(cluster);
        var address = new Uri(server.Address);
        var alleys = await server.AddAlleysAsync();
        await server.RunAsync("insert into incident_category (code, name_zh, name_en) values ('theft', '盗窃', 'Theft')");
        using var device = ServerSession.OfDevice(address, await server.AddUnitAsync("team-1", "volunteerTeam"));
        using var desk = await ServerSession.SignInAsync(address, await server.AddAccountAsync(Roles.Dispatcher), LiveServer.Password, cancellation: Cancellation);
        await using var map = new LiveClient(desk, District);
        var before = await map.UntilAsync(state => state.Notices.HasAllAlerts, Cancellation);
        Assert.Empty(before.Notices.Alerts);
        var duty = await device.PostAsync<DutyView>("api/duties", cancellation: Cancellation);

        var call = await device.PostAsync<AlertView>("api/my/sos", new SosCall(TimeMs(duty, 1), LonDeg, LatDeg), Cancellation);
        Assert.Equal("open", (await map.UntilAsync(state => state.Notices.Alerts.ContainsKey(call.AlertId), Cancellation)).Notices.Alerts[call.AlertId].Progress);
        await device.PostAsync<AlertView>("api/my/sos/close", cancellation: Cancellation);
        await desk.PostAsync<AlertView>($"api/alerts/{call.AlertId}/accept", new AcceptAlert(), Cancellation);
        await desk.PostAsync<AlertView>($"api/alerts/{call.AlertId}/close", new CloseAlert(), Cancellation);
        await map.UntilAsync(state => state.Notices is { HasAllAlerts: true, Alerts.Count: 0 }, Cancellation);

        await device.ReportAsync(new PositionBatch("wgs84", [.. AlleyScene.WalkEast(0, 9).Select(fix => fix with { TimeMs = TimeMs(duty, (int)fix.Sequence) })]), Cancellation);
        // The alley itself, new on this map, is told before its walked metres are.
        var walked = await map.UntilAsync(
            state => state.Notices.Alleys.TryGetValue(alleys.East, out var alley) && alley.CoveredM > 50, Cancellation);
        Assert.Equal(duty.Night, walked.Notices.CoverageNight);

        await desk.PostAsync<IncidentView>("api/incidents", new NewIncident("theft", DateTimeOffset.UtcNow.AddMinutes(-5), "call", LonDeg, LatDeg, "wgs84"), Cancellation);
        await map.UntilAsync(state => state.Notices.Incidents is not null, Cancellation);
        server.Services.GetRequiredService<LiveNotices>().Send(new OverlayChange("a", "b", new Dictionary<GridCell, (int Before, int After)> { [new(3, 4)] = (0, 2) }));
        var told = (await map.UntilAsync(state => state.Notices.Hotspots is not null, Cancellation)).Notices.Hotspots!;
        Assert.Equal(("b", "a", new CellClassChange(3, 4, 0, 2)), (told.RunId, told.PreviousRunId, Assert.Single(told.Changes!)));
    }

    [Fact]
    public async Task A_refusal_has_its_code_and_sentence_over_HTTP_and_the_hub()
    {
        await using var server = await LiveServer.StartAsync(cluster);
        var address = new Uri(server.Address);
        var name = await server.AddAccountAsync(Roles.Leader);
        Assert.Equal(ProblemCodes.SignInFailed, (await RefusalAsync(ServerSession.SignInAsync(address, name, "wrong", cancellation: Cancellation))).Code);
        Assert.Equal(ProblemCodes.LinkInvalid, (await RefusalAsync(ServerSession.OpenInviteAsync(address, "guessed", cancellation: Cancellation))).Code);

        using var device = ServerSession.OfDevice(address, await server.AddUnitAsync("car-1"));
        await using var hub = new LiveClient(device);
        await hub.UntilAsync(state => state.Link.Kind == LinkKind.Connected, Cancellation);
        var tooMany = new PositionBatch("wgs84", [.. Enumerable.Range(0, 1001).Select(number => Fix(number))]);
        var (overHub, overHttp) = (await RefusalAsync(hub.ReportAsync(tooMany, Cancellation)), await RefusalAsync(device.ReportAsync(tooMany, Cancellation)));
        Assert.Equal((ProblemCodes.InvalidValue, overHttp.Message), (overHub.Code, overHub.Message));
        Assert.Contains("at most 1000", overHub.Message, StringComparison.Ordinal);

        using var guessed = ServerSession.OfDevice(address, "guessed");
        await using var refused = new LiveClient(guessed);
        await refused.UntilAsync(state => state.Link.Kind == LinkKind.SignInOver, Cancellation);
        // An invite, the third way in.
        using var leader = await server.SignInAsync(Roles.Leader);
        await server.AddTeamAsync("team-1");
        using var office = await ServerSession.SignInAsync(address, name, LiveServer.Password, cancellation: Cancellation);
        var tonight = (await office.GetAsync<Contracts.Deployment.DistrictView>("api/district", Cancellation)).Tonight;
        var published = await (await leader.PublishAsync(await leader.PlannedAsync("team-1", tonight))).AsAsync<Contracts.Routes.PublishedRoute>();
        using var team = await ServerSession.OpenInviteAsync(address, published.InvitePath.Split('/')[^1], cancellation: Cancellation);
        Assert.Equal((Roles.Volunteer, "team-1"), (team.View!.Role, team.View.UnitId));
        await using var own = new LiveClient(team, District);
        Assert.Empty((await own.UntilAsync(state => state.IsWhole, Cancellation)).Units);
    }

    [Fact]
    public async Task A_server_that_comes_back_on_its_port_is_shown_whole_and_gets_what_was_kept_meanwhile_once()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        var folder = Directory.CreateTempSubdirectory("songshan-restart-").FullName;
        try
        {
            var server = await LiveServer.RestartAsync(database, 0, folder);
            var address = new Uri(server.Address);
            using var device = ServerSession.OfDevice(address, await server.AddUnitAsync("car-1"));
            using var desk = await ServerSession.SignInAsync(address, await server.AddAccountAsync(Roles.Dispatcher), LiveServer.Password, cancellation: Cancellation);
            var duty = await device.PostAsync<DutyView>("api/duties", cancellation: Cancellation);
            using var queue = PositionQueue.Open(Path.Combine(folder, "queue"), new PositionQueueOptions("car-1"));
            await using var map = new LiveClient(desk, District);
            await using var client = new LiveClient(device);
            await using var sender = new PositionSender(queue, client);
            queue.Enqueue(DeviceFix(duty, 1));
            var before = await map.UntilAsync(state => Shows(state, duty, 1), Cancellation);

            await server.DisposeAsync();
            await map.UntilAsync(state => state.Link.Kind == LinkKind.Reconnecting && !state.IsWhole && state.Units.Count == 1, Cancellation);
            for (var number = 2; number <= 40; number++)
            {
                queue.Enqueue(DeviceFix(duty, number));
            }

            server = await LiveServer.RestartAsync(database, address.Port, folder);
            await using (server)
            {
                await sender.UntilEmptyAsync(Cancellation);
                var after = await map.UntilAsync(state => Shows(state, duty, 40), Cancellation);
                Assert.True(after.IsWhole);
                Assert.NotEqual(before.Epoch, after.Epoch);
                Assert.Equal(2, after.SnapshotCount);
                Assert.Equal(40, await server.ScalarAsync<long>("select count(*) from fix"));
                Assert.Equal(40, sender.Progress.StoredCount + sender.Progress.DuplicateCount);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_process_killed_while_a_batch_is_on_its_way_loses_nothing_that_it_called_kept_and_doubles_nothing()
    {
        await using var server = await LiveServer.StartAsync(cluster);
        var token = await server.AddUnitAsync("car-1");
        using var device = server.CreateDevice(token);
        var duty = await device.StartDutyAsync();
        var folder = Directory.CreateTempSubdirectory("songshan-killed-").FullName;
        try
        {
            string[] track = ["track", server.Address, token, "car-1", Path.Combine(folder, "queue")];
            var kept = new List<long>();
            await using (var tracker = ExampleProcess.Start(track))
            {
                await KeepAsync(tracker, duty, 1, 20, kept);
                await using var connection = await server.Database.DataSource.OpenConnectionAsync(Cancellation);
                await using (var transaction = await connection.BeginTransactionAsync(Cancellation))
                {
                    // Commits wait, so a report is on its way when the process dies; the server finishes it all the same.
                    await using (var command = connection.CreateCommand())
                    {
                        command.CommandText = "lock table fix in exclusive mode";
                        await command.ExecuteNonQueryAsync(Cancellation);
                    }

                    await KeepAsync(tracker, duty, 21, 60, kept);
                    while (await server.AskAsync("""
                        select count(*) from pg_locks where not granted and relation = 'fix'::regclass
                          and database = (select oid from pg_database where datname = current_database())
                        """) is 0L)
                    {
                        await KeepAsync(tracker, duty, kept.Count + 1, kept.Count + 1, kept);
                    }

                    await tracker.KillAsync();
                    await transaction.RollbackAsync(Cancellation);
                }
            }

            await using (var again = ExampleProcess.Start(track))
            {
                Assert.StartsWith("stored ", await again.FinishAsync(), StringComparison.Ordinal);
            }

            Assert.True(kept.Count >= 60);
            Assert.Equal(kept.Count, await server.ScalarAsync<long>("select count(*) from fix"));
            Assert.Equal(kept.Count, await server.ScalarAsync<long>(
                $"select count(*) from fix where (extract(epoch from fix_time) * 1000)::bigint in ({string.Join(',', kept)})"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Gives the process fixes and waits until it calls each of them kept.</summary>
    private static async Task KeepAsync(ExampleProcess tracker, DutyView duty, int first, int last, List<long> kept)
    {
        for (var number = first; number <= last; number++)
        {
            var timeMs = TimeMs(duty, number);
            await tracker.SayAsync(FormattableString.Invariant($"{timeMs} {LonDeg} {LatDeg}"));
            await tracker.HearAsync(line => line == $"kept {timeMs}");
            kept.Add(timeMs);
        }
    }

    private static bool Shows(LiveState state, DutyView duty, int number) =>
        state.Link.Kind == LinkKind.Connected && state.Units.TryGetValue("car-1", out var unit) && unit.FixTimeMs == TimeMs(duty, number);

    // A millisecond apart, in one place: all of them lie in the duty and none ahead of the clock.
    private static long TimeMs(DutyView duty, int number) => duty.StartedAt.ToUnixTimeMilliseconds() + number;

    private static DeviceFix DeviceFix(DutyView duty, int number) =>
        new(DateTimeOffset.FromUnixTimeMilliseconds(TimeMs(duty, number)), LonDeg, LatDeg, 5);

    private static PositionBatch Batch(DutyView duty, params IReadOnlyList<int> numbers) =>
        new("wgs84", [.. numbers.Select(number => new ReportedFix(number, TimeMs(duty, number), LonDeg, LatDeg, 5))]);

    private static Task<ServerProblemException> RefusalAsync<T>(Task<T> asked) => Assert.ThrowsAsync<ServerProblemException>(() => asked);
}
