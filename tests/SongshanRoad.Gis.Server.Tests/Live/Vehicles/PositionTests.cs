using System.Net.Http.Json;
using SongshanRoad.Gis.Contracts.Alerts;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Deployment;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Testing;
using SongshanRoad.Gis.Trackers.Jtt808;
using SongshanRoad.Gis.Trackers.Jtt808.Messages;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;
using static SongshanRoad.Gis.Server.Tests.Live.Vehicles.VehicleScene;

namespace SongshanRoad.Gis.Server.Tests.Live.Vehicles;

public class PositionTests(PostGisCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_public_vector_is_answered_raises_its_alarm_and_stores_no_position_of_2018()
    {
        await using var server = await StartAsync(cluster);
        await server.EnrolAsync(number: "123456789012");
        using var terminal = await server.DriveAsync("123456789012");
        await terminal.SendAsync(Convert.FromHexString(
            "7E02000026123456789012007D02000000010000000200BA7F0E07E4F11C0028003C00001810151010100104000000640202007D01137E"));
        Assert.Equal((126, Jtt808Result.Done), await terminal.ReadAnswerAsync());
        using var desk = await server.OfficeAsync(Roles.Dispatcher);
        var alert = Assert.Single((await desk.GetFromJsonAsync<List<AlertView>>("/api/alerts", Cancellation))!);
        Assert.Equal((Car, 12.222222, 132.444444), (alert.UnitId, alert.LatDeg, alert.LonDeg));
        Assert.Equal(0, await server.FixesAsync());
    }

    [Fact]
    public async Task A_resent_position_folds_and_off_duty_all_is_taken_and_nothing_kept()
    {
        var clock = Clock();
        await using var server = await StartAsync(cluster, clock);
        await server.EnrolAsync();
        using var terminal = await server.DriveAsync();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.Position, Position(0)));
        }

        Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.PositionBatch, Batch([Position(0), Position(1)])));
        Assert.Equal(2, await server.FixesAsync());
        using var desk = await server.OfficeAsync(Roles.Dispatcher);
        clock.Advance(TimeSpan.FromMinutes(2));
        (await desk.DeleteAsync($"/api/units/{Car}/duty", Cancellation)).EnsureSuccessStatusCode();
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.Position, Position(180)));
        Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.Position, Position(180, Jtt808Alarms.Emergency)));
        Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.Position, new byte[5]));
        Assert.Equal("2 0 0", await server.AskAsync("select concat_ws(' ', (select count(*) from fix), (select count(*) from quarantine), (select count(*) from alert))"));
    }

    [Fact]
    public async Task Positions_are_answered_after_their_commit_many_share_one_and_who_sends_too_far_ahead_waits()
    {
        await using var server = await StartAsync(cluster);
        await server.EnrolAsync();
        using var terminal = await server.DriveAsync();
        Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.Position, Position(0)));
        const int ahead = 400;
        await using (var connection = await server.Database.DataSource.OpenConnectionAsync(Cancellation))
        {
            await using var transaction = await connection.BeginTransactionAsync(Cancellation);
            await using (var block = connection.CreateCommand())
            {
                block.CommandText = "lock table fix in share mode";
                await block.ExecuteNonQueryAsync(Cancellation);
            }

            await terminal.SendAsync(Jtt808MessageIds.Position, Position(1));
            // Answered before the position that was sent before it, which cannot be stored.
            await terminal.SendAsync(Jtt808MessageIds.Heartbeat);
            Assert.Equal((4, Jtt808Result.Done), await terminal.ReadAnswerAsync());
            for (var second = 2; second <= ahead; second++)
            {
                await terminal.SendAsync(Jtt808MessageIds.Position, Position(second));
            }

            await terminal.SendAsync(Jtt808MessageIds.Heartbeat);
            await transaction.CommitAsync(Cancellation);
        }

        var answers = new List<int>();
        for (var i = 0; i <= ahead; i++)
        {
            var (serial, result) = await terminal.ReadAnswerAsync();
            Assert.Equal(Jtt808Result.Done, result);
            answers.Add(serial);
        }

        // The heartbeat was not even read before some of what came before it was stored.
        Assert.NotEqual(ahead + 4, answers[0]);
        Assert.Equal([3, .. Enumerable.Range(5, ahead)], answers.Order());
        Assert.Equal(ahead + 1, await server.FixesAsync());
        Assert.InRange(await server.ScalarAsync<long>("select count(distinct xmin::text) from fix"), 2, 40);
    }

    [Fact]
    public async Task While_the_database_is_gone_a_terminal_is_told_to_keep_its_positions_and_the_resend_is_stored()
    {
        var path = Path.Combine(Path.GetTempPath(), $"songshan-vehicles-{Guid.NewGuid():N}");
        var own = await ManagedCluster.StartAsync(path, owner: true, durable: false, Cancellation);
        try
        {
            await using var database = await Database.OpenAsync(own.ConnectionString, DeploymentSettings.For(4547), Cancellation);
            await using var server = await LiveServer.StartAsync(database, Clock(), new VehicleDoorOptions());
            await server.EnrolAsync();
            using var terminal = await server.DriveAsync();
            Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.Position, Position(0)));

            await own.DisposeAsync();
            Assert.Equal(Jtt808Result.Failed, await terminal.AskAsync(Jtt808MessageIds.Position, Position(1)));
            Assert.Equal(Jtt808Result.Failed, await terminal.AskAsync(Jtt808MessageIds.Position, Position(1, Jtt808Alarms.Emergency)));
            Assert.Equal(Jtt808Result.Failed, await terminal.AskAsync(Jtt808MessageIds.PositionBatch, Batch([Position(1), Position(2)])));
            Assert.Equal(Jtt808Result.Failed, await terminal.AskAsync(Jtt808MessageIds.Registration, new byte[40]));
            // One that waits for the answer to each part gets to the last, which is the one that is not stored.
            var parts = terminal.Parts(Jtt808MessageIds.PositionBatch, Batch(Enumerable.Range(3, 40).Select(second => Position(second))), 400);
            foreach (var part in parts)
            {
                await terminal.SendAsync(part);
                Assert.Equal((part.Header.Serial, part == parts[^1] ? Jtt808Result.Failed : Jtt808Result.Done), await terminal.ReadAnswerAsync());
            }

            Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.Heartbeat));

            own = await ManagedCluster.StartAsync(path, owner: true, durable: false, Cancellation);
            Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.PositionBatch, Batch([Position(0), Position(1), Position(2)])));
            Assert.Equal(3, await server.FixesAsync());
            // It sends the last part again, and hears that the others are wanted, too.
            await terminal.SendAsync(parts[^1]);
            Assert.Equal(Jtt808MessageIds.PartsRequest, (await terminal.ReadAsync())!.Header.MessageId);
            foreach (var part in parts.SkipLast(1))
            {
                await terminal.SendAsync(part);
                Assert.Equal((part.Header.Serial, Jtt808Result.Done), await terminal.ReadAnswerAsync());
            }

            Assert.Equal((parts[^1].Header.Serial, Jtt808Result.Done), await terminal.ReadAnswerAsync());
            Assert.Equal(43, await server.FixesAsync());
            await server.StopAsync();
            Assert.Single(server.Log.Take(), line => line.Contains("during jtt808", StringComparison.Ordinal));
        }
        finally
        {
            await own.DisposeAsync();
            Directory.Delete(path, recursive: true);
        }
    }

    [Fact]
    public async Task What_is_no_position_is_answered_and_put_aside_and_a_repeated_place_is_none()
    {
        await using var server = await StartAsync(cluster);
        await server.EnrolAsync();
        using var terminal = await server.DriveAsync();
        var timeless = Position(0);
        timeless.AsSpan(22).Fill(0xFF);
        Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.Position, timeless));
        Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.Position, new byte[] { 1, 2 }));
        Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.PositionBatch, Batch([Position(1), new byte[3]])));
        var encrypted = new Jtt808Message(terminal.Header(Jtt808MessageIds.Position, encryption: 1), new byte[28]);
        await terminal.SendAsync(encrypted);
        Assert.Equal((encrypted.Header.Serial, Jtt808Result.Done), await terminal.ReadAnswerAsync());
        Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.Position, Position(2, status: Jtt808Status.IgnitionOn)));
        Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.Position, Position(3, lonDeg: 0, latDeg: 0)));

        using var desk = await server.OfficeAsync(Roles.Dispatcher);
        var kept = await desk.GetFromJsonAsync<List<QuarantinedReportView>>("/api/quarantine", Cancellation);
        Assert.Equal(["encrypted", "malformed", "malformed", "unreadable-value"], kept!.Select(report => report.Reason));
        Assert.All(kept!, report => Assert.Equal((Car, "jtt808"), (report.UnitId, report.Door)));
        Assert.Equal("0102", kept![2].Content);
        Assert.Equal("1 1", await server.AskAsync("select concat_ws(' ', count(*) filter (where mark is null), count(*) filter (where mark = 'fix-nowhere')) from fix"));
    }

    [Theory]
    [InlineData("gcj02", Jtt808Status.Fixed)]
    [InlineData("wgs84", Jtt808Status.Fixed | Jtt808Status.Shifted)]
    [InlineData("gcj02", Jtt808Status.Fixed | Jtt808Status.Shifted)]
    public async Task The_declared_datum_and_the_secrecy_plug_in_are_converted_on_the_way_in(string datum, Jtt808Status status)
    {
        await using var server = await StartAsync(cluster);
        await server.EnrolAsync(datum: datum);
        using var terminal = await server.DriveAsync();
        Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.Position, Position(0, status: status, lonDeg: 113.6475626, latDeg: 34.7244184)));
        Assert.Equal("113.64150 34.72560", await server.AskAsync("select concat_ws(' ', round(ST_X(position)::numeric, 5), round(ST_Y(position)::numeric, 5)) from fix"));
    }

    [Fact]
    public async Task Missing_parts_are_asked_for_again()
    {
        await using var server = await StartAsync(cluster);
        await server.EnrolAsync();
        using var terminal = await server.DriveAsync();
        var parts = terminal.Parts(Jtt808MessageIds.PositionBatch, Batch(Enumerable.Range(0, 60).Select(second => Position(second))), 400);
        Assert.Equal(5, parts.Count);
        await terminal.SendAsync(parts[0]);
        await terminal.SendAsync(parts[2]);
        await terminal.SendAsync(parts[4]);
        Assert.Equal((parts[0].Header.Serial, Jtt808Result.Done), await terminal.ReadAnswerAsync());
        Assert.Equal((parts[2].Header.Serial, Jtt808Result.Done), await terminal.ReadAnswerAsync());
        var request = await terminal.ReadAsync();
        Assert.Equal(Jtt808MessageIds.PartsRequest, request!.Header.MessageId);
        Assert.Equal($"{parts[0].Header.Serial:X4}0200020004", Convert.ToHexString(request.Body.Span));
        await terminal.SendAsync(parts[3]);
        await terminal.SendAsync(parts[1]);
        foreach (var part in (int[])[3, 1, 4])
        {
            Assert.Equal((parts[part].Header.Serial, Jtt808Result.Done), await terminal.ReadAnswerAsync());
        }

        Assert.Equal(60, await server.FixesAsync());
        var tooMany = new Jtt808Message(terminal.Header(Jtt808MessageIds.PositionBatch, new Jtt808Part(65, 1)), new byte[3]);
        await terminal.SendAsync(tooMany);
        Assert.Equal((tooMany.Header.Serial, Jtt808Result.Wrong), await terminal.ReadAnswerAsync());
    }
}
