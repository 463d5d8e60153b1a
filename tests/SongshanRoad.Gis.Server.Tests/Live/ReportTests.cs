using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Testing;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;

namespace SongshanRoad.Gis.Server.Tests.Live;

public class ReportTests(PostGisCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialWires]
    public async Task A_sender_is_answered_only_after_the_commit(Wire wire)
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        var token = await server.AddUnitAsync("car-1");
        using var device = server.CreateDevice(token);
        await device.StartDutyAsync();
        await device.ReportAsync(Fix(0));
        await using var hub = await HubClient.ConnectDeviceAsync(server, wire, token);
        await using var blocker = await server.Database.DataSource.OpenConnectionAsync(Cancellation);
        await using var transaction = await blocker.BeginTransactionAsync(Cancellation);
        await using (var block = new Npgsql.NpgsqlCommand("lock table fix in share mode", blocker))
        {
            await block.ExecuteNonQueryAsync(Cancellation);
        }

        var report = hub.ReportAsync(Fix(1), Fix(2));
        while (await server.ScalarAsync<long>("select count(*) from pg_locks where not granted and relation = 'fix'::regclass") == 0)
        {
            Assert.False(report.IsCompleted);
        }

        Assert.False(report.IsCompleted);
        await transaction.RollbackAsync(Cancellation);
        Assert.Equal(2, (await report).Stored);
        Assert.Equal(3, await server.ScalarAsync<long>("select count(*) from fix"));
    }

    [Theory, CombinatorialWires]
    public async Task A_resent_batch_stores_each_fix_once(Wire wire)
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        var token = await server.AddUnitAsync("car-1");
        using var device = server.CreateDevice(token);
        await device.StartDutyAsync();
        await using var hub = await HubClient.ConnectDeviceAsync(server, wire, token);

        Assert.Equal((3, 0), Counts(await hub.ReportAsync(Fix(0), Fix(1), Fix(2))));
        Assert.Equal((0, 3), Counts(await hub.ReportAsync(Fix(0), Fix(1), Fix(2))));
        Assert.Equal((1, 2), Counts(await device.ReportAsync(Fix(3), Fix(2), Fix(1))));
        // The same fix twice in one batch is one fix.
        Assert.Equal((1, 1), Counts(await device.ReportAsync(Fix(4), Fix(4))));
        Assert.Equal(5, await server.ScalarAsync<long>("select count(*) from fix"));
    }

    [Fact]
    public async Task Outside_a_duty_nothing_is_kept()
    {
        var clock = Clock();
        await using var server = await LiveServer.StartAsync(cluster, clock);
        using var device = server.CreateDevice(await server.AddUnitAsync("team-1", "volunteerTeam"));

        Assert.Equal(new PositionReceipt(0, 0, 2, []), await device.ReportAsync(Fix(0), Fix(1)), SameReceipt);
        await device.StartDutyAsync();
        Assert.Equal(new PositionReceipt(1, 0, 1, []), await device.ReportAsync(Fix(-5), Fix(2)), SameReceipt);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.NoContent, (await device.DeleteAsync("/api/duties/current", Cancellation)).StatusCode);
        // One late fix of the duty, one from after its end.
        Assert.Equal(new PositionReceipt(1, 0, 1, []), await device.ReportAsync(Fix(10), Fix(31)), SameReceipt);
        Assert.Equal(2, await server.ScalarAsync<long>("select count(*) from fix"));
    }

    [Fact]
    public async Task A_bad_fix_is_kept_and_marked_and_moves_nothing_on_the_map()
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        using var device = server.CreateDevice(await server.AddUnitAsync("team-1", "volunteerTeam"));
        await device.StartDutyAsync();
        await device.ReportAsync(Fix(0));

        var receipt = await device.ReportAsync(
            At(Evening.AddMinutes(3), 1),
            At(Evening.AddSeconds(1), 2, 0, 0),
            At(Evening.AddSeconds(2), 3, 113.64, 95),
            At(Evening.AddSeconds(3), 4, 2.35, 48.85),
            At(Evening.AddSeconds(4), 5, LonDeg + 0.05),
            At(Evening.AddSeconds(5), 6, accuracyM: -1),
            // A phone that says -1 for an unknown speed is believed all the same.
            new ReportedFix(7, Evening.AddSeconds(6).ToUnixTimeMilliseconds(), LonDeg, LatDeg, 5, -1, -1, -1));

        Assert.Equal(7, receipt.Stored);
        Assert.Equal(
            [
                new(1, ProblemCodes.FixInFuture), new(2, ProblemCodes.FixNowhere), new(3, ProblemCodes.FixNowhere),
                new(4, ProblemCodes.FixNowhere), new(5, ProblemCodes.FixImpossibleJump), new(6, ProblemCodes.FixNowhere),
            ],
            receipt.Marked);
        Assert.Equal(6, await server.ScalarAsync<long>("select count(*) from fix where mark is not null"));
        await using var map = await HubClient.ConnectAsync(server, Wire.Json, "dispatcher");
        var unit = Assert.Single((await map.SubscribeAsync(District)).Units);
        Assert.Equal(Evening.AddSeconds(6).ToUnixTimeMilliseconds(), unit.FixTimeMs);
    }

    [Fact]
    public async Task A_GCJ_02_batch_is_stored_in_WGS_84()
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        using var device = server.CreateDevice(await server.AddUnitAsync("car-1"));
        await device.StartDutyAsync();
        // The pair was computed with the published algorithm, independently of this code: 34.7256, 113.6415 in WGS-84.
        var batch = new PositionBatch("gcj02", [At(Evening, 0, 113.6475626, 34.7244184)]);
        (await device.PostAsJsonAsync("/api/positions", batch, Cancellation)).EnsureSuccessStatusCode();
        Assert.Equal(113.6415, await server.ScalarAsync<double>("select ST_X(position) from fix"), 1e-6);
        Assert.Equal(34.7256, await server.ScalarAsync<double>("select ST_Y(position) from fix"), 1e-6);
    }

    [Fact]
    public async Task A_malformed_body_is_refused_with_the_code()
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        using var device = server.CreateDevice(await server.AddUnitAsync("car-1"));
        foreach (var body in (string[])
        [
            "{\"datum\": \"wgs84\"}",
            "{\"datum\": \"wgs84\", \"fixes\": [null]}",
            "{\"datum\": \"beijing54\", \"fixes\": []}",
            "{\"datum\": \"wgs84\", \"fixes\": [{\"sequence\": \"one\"}]}",
            "not JSON",
        ])
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            var answer = await device.PostAsync("/api/positions", content, Cancellation);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
            Assert.Equal(ProblemCodes.InvalidValue, problem.GetProperty("code").GetString());
        }
    }

    [Fact]
    public async Task A_thousand_fixes_are_taken_at_once_and_not_one_more()
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        var token = await server.AddUnitAsync("car-1");
        using var device = server.CreateDevice(token);
        await device.StartDutyAsync();
        var fixes = Enumerable.Range(0, 1001).Select(i => At(Evening.AddMilliseconds(i), i)).ToList();
        await using var hub = await HubClient.ConnectDeviceAsync(server, Wire.Json, token);

        Assert.Equal(1000, (await hub.ReportAsync(fixes[..1000])).Stored);
        Assert.Equal(HttpStatusCode.BadRequest, (await device.PostFixesAsync(fixes)).StatusCode);
        var refusal = await Assert.ThrowsAsync<HubException>(() => hub.ReportAsync(fixes));
        Assert.Contains($"{ProblemCodes.InvalidValue}: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_sends_too_much_is_told_when_to_try_again()
    {
        var clock = Clock();
        await using var server = await LiveServer.StartAsync(cluster, clock);
        using var flooding = server.CreateDevice(await server.AddUnitAsync("car-1"));
        using var other = server.CreateDevice(await server.AddUnitAsync("car-2"));
        var fixes = Enumerable.Range(0, 1000).Select(i => Fix(i)).ToList();
        for (var sent = 0; sent < SenderBudget.CapacityFixes; sent += fixes.Count)
        {
            await flooding.ReportAsync(fixes);
        }

        var refused = await flooding.PostFixesAsync(fixes);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        // 1,000 fixes at 200 a second.
        Assert.Equal(TimeSpan.FromSeconds(5), refused.Headers.RetryAfter!.Delta);
        await other.ReportAsync(fixes);
        clock.Advance(TimeSpan.FromSeconds(5));
        await flooding.ReportAsync(fixes);
    }

    private static (int Stored, int Duplicates) Counts(PositionReceipt receipt) => (receipt.Stored, receipt.Duplicates);

    private static bool SameReceipt(PositionReceipt a, PositionReceipt b) =>
        (a.Stored, a.Duplicates, a.OffDuty) == (b.Stored, b.Duplicates, b.OffDuty) && a.Marked.SequenceEqual(b.Marked);
}
