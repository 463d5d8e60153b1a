using System.Buffers.Binary;
using System.Net.Sockets;
using SongshanRoad.Gis.Server.Deployment;
using SongshanRoad.Gis.Server.Live.Vehicles;
using SongshanRoad.Gis.Testing;
using SongshanRoad.Gis.Trackers.Jtt808;
using SongshanRoad.Gis.Trackers.Jtt808.Messages;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;
using static SongshanRoad.Gis.Server.Tests.Live.Vehicles.VehicleScene;

namespace SongshanRoad.Gis.Server.Tests.Live.Vehicles;

public class LineTests(PostGisCluster cluster)
{
    private static readonly VehicleDoorOptions Door = new();

    [Fact]
    public async Task Frames_are_read_wherever_the_line_cuts_them()
    {
        await using var server = await StartAsync(cluster);
        await server.EnrolAsync();
        using var terminal = await server.DriveAsync();
        // Bytes that are escaped stand at the cuts, too.
        byte[] stream =
        [
            .. terminal.BytesOf(new Jtt808Message(terminal.Header(Jtt808MessageIds.Position), Position(0, latDeg: 0x020F7E7D * 1e-6))),
            .. terminal.BytesOf(new Jtt808Message(terminal.Header(Jtt808MessageIds.Heartbeat), Array.Empty<byte>())),
            .. terminal.BytesOf(new Jtt808Message(terminal.Header(Jtt808MessageIds.PositionBatch), Batch([Position(1), Position(2)]))),
        ];
        foreach (var value in stream)
        {
            await terminal.SendAsync(new[] { value });
        }

        var answers = new[] { await terminal.ReadAnswerAsync(), await terminal.ReadAnswerAsync(), await terminal.ReadAnswerAsync() };
        Assert.Equal([(2, Jtt808Result.Done), (3, Jtt808Result.Done), (4, Jtt808Result.Done)], answers.Order());
        // All at once, and two frames that share a mark.
        await terminal.SendAsync((byte[])[.. stream, .. stream[1..], 0x7E, 0x7E]);
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(Jtt808Result.Done, (await terminal.ReadAnswerAsync()).Result);
        }

        Assert.Equal(3, await server.FixesAsync());
    }

    [Fact]
    public async Task Who_sends_garbage_is_cut_and_logged_once_and_others_do_not_notice()
    {
        await using var server = await StartAsync(cluster);
        await server.EnrolAsync();
        using var terminal = await server.DriveAsync();
        var random = new Random(808);
        foreach (var round in Enumerable.Range(0, 10))
        {
            using var flood = await Terminal.ConnectAsync(server, Number);
            var bytes = new byte[20_000];
            random.NextBytes(bytes);
            await FloodAsync(flood, bytes);
            using var endless = await Terminal.ConnectAsync(server, Number);
            await FloodAsync(endless, [0x7E, .. Enumerable.Repeat((byte)'a', 20_000)]);
            Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.Position, Position(round)));
        }

        Assert.Equal(10, await server.FixesAsync());
        var lines = server.Log.Take();
        Assert.Equal(2, lines.Count);
        Assert.Contains(lines, line => line.Contains("bad frames", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("not JT/T 808", StringComparison.Ordinal));

        // A few bad frames on a poor line are passed over.
        for (var i = 0; i < 3 * VehicleConnection.MaxBadFrames; i++)
        {
            await terminal.SendAsync((byte[])[0x7E, 1, 2, 3, 0x7E]);
            if (i % 8 == 0)
            {
                Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.Heartbeat));
            }
        }
    }

    [Fact]
    public async Task A_known_terminal_may_send_whatever_it_likes()
    {
        await using var server = await StartAsync(cluster);
        await server.EnrolAsync();
        using var terminal = await server.DriveAsync();
        var random = new Random(1808);
        ushort[] ids =
        [
            Jtt808MessageIds.TerminalAnswer, Jtt808MessageIds.Heartbeat, Jtt808MessageIds.TimeRequest, Jtt808MessageIds.Registration,
            Jtt808MessageIds.Position, Jtt808MessageIds.PositionAnswer, Jtt808MessageIds.PositionBatch, 0x0F00,
        ];
        for (var i = 0; i < 400; i++)
        {
            var body = new byte[random.Next(80)];
            random.NextBytes(body);
            Jtt808Part? part = random.Next(4) == 0 ? new Jtt808Part(2, (ushort)random.Next(1, 3)) : null;
            await terminal.SendAsync(new Jtt808Message(terminal.Header(ids[random.Next(ids.Length)], part, random.Next(8) / 7), body));
        }

        var last = await terminal.SendAsync(Jtt808MessageIds.Position, Position(0));
        Jtt808Message? answer;
        do
        {
            answer = await terminal.ReadAsync();
            Assert.NotNull(answer);
        }
        while (answer.Header.MessageId != Jtt808MessageIds.PlatformAnswer || BinaryPrimitives.ReadUInt16BigEndian(answer.Body.Span) != last.Serial);
        Assert.Equal((byte)Jtt808Result.Done, answer.Body.Span[4]);
        Assert.Equal(1, await server.ScalarAsync<long>("select count(*) from fix where mark is null"));
    }

    [Fact]
    public async Task A_terminal_that_falls_silent_is_cut_and_so_is_who_never_says_who_it_is()
    {
        var clock = Clock();
        await using var server = await StartAsync(cluster, clock);
        await server.EnrolAsync();
        await server.EnrolAsync("car-2", "13800000002");
        using var silent = await server.DriveAsync();
        using var alive = await server.DriveAsync("13800000002");
        using var nobody = await Terminal.ConnectAsync(server, "13900000009");
        Assert.Equal(Jtt808Result.Failed, await nobody.AskAsync(Jtt808MessageIds.Heartbeat));
        clock.Advance(Door.AuthenticatedWithin - TimeSpan.FromSeconds(1));
        Assert.Equal(Jtt808Result.Failed, await nobody.AskAsync(Jtt808MessageIds.Heartbeat));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await nobody.ReadAsync());

        Assert.Equal(Jtt808Result.Done, await alive.AskAsync(Jtt808MessageIds.Heartbeat));
        clock.Advance(Door.SilentAfter - Door.AuthenticatedWithin);
        Assert.Null(await silent.ReadAsync());
        Assert.Equal(Jtt808Result.Done, await alive.AskAsync(Jtt808MessageIds.Heartbeat));
        var lines = server.Log.Take();
        Assert.Equal(2, lines.Count);
        Assert.Contains("not authenticated in time", lines[0], StringComparison.Ordinal);
        Assert.Contains("silent", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strangers_who_hold_their_places_do_not_keep_a_car_out()
    {
        await using var server = await StartAsync(cluster, vehicles: new VehicleDoorOptions { MaxUnknownConnections = 1 });
        await server.EnrolAsync();
        using var stranger = await Terminal.ConnectAsync(server, "13900000009");
        Assert.Equal(Jtt808Result.Failed, await stranger.AskAsync(Jtt808MessageIds.Heartbeat));
        using var car = await server.DriveAsync();
        Assert.Null(await stranger.ReadAsync());
        using var next = await Terminal.ConnectAsync(server, "13900000009");
        Assert.Equal(Jtt808Result.Failed, await next.AskAsync(Jtt808MessageIds.Heartbeat));
        Assert.Equal(Jtt808Result.Done, await car.AskAsync(Jtt808MessageIds.Position, Position(0)));
        Assert.Contains("too many that are not authenticated", Assert.Single(server.Log.Take()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_connection_of_a_terminal_takes_the_place_of_the_first()
    {
        await using var server = await StartAsync(cluster);
        await server.EnrolAsync();
        using var first = await server.DriveAsync();
        using var second = await server.DriveAsync();
        Assert.Null(await first.ReadAsync());
        Assert.Equal(Jtt808Result.Done, await second.AskAsync(Jtt808MessageIds.Position, Position(0)));
        Assert.Equal(1, await server.FixesAsync());
    }

    [Fact]
    public async Task One_connection_too_many_is_cut_and_a_place_that_is_free_again_is_taken()
    {
        await using var server = await StartAsync(cluster, vehicles: new VehicleDoorOptions { MaxConnections = 2 });
        await server.EnrolAsync();
        await server.EnrolAsync("car-2", "13800000002");
        using var first = await server.DriveAsync();
        using (var second = await server.DriveAsync("13800000002"))
        {
            using var third = await Terminal.ConnectAsync(server, "13900000009");
            Assert.Null(await third.ReadAsync());
            Assert.Equal(Jtt808Result.Done, await second.AskAsync(Jtt808MessageIds.Deregistration));
            Assert.Null(await second.ReadAsync());
        }

        Assert.Equal(Jtt808Result.Done, await first.AskAsync(Jtt808MessageIds.Heartbeat));
        Assert.Contains("too many connections", Assert.Single(server.Log.Take()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_that_reads_no_answers_is_cut_and_others_are_served()
    {
        var clock = Clock();
        await using var server = await StartAsync(cluster, clock);
        await server.EnrolAsync();
        await server.EnrolAsync("car-2", "13800000002");
        using var deaf = await server.DriveAsync(receiveBytes: 4096);
        using var good = await server.DriveAsync("13800000002");
        var beats = Enumerable.Range(0, 4096).SelectMany(_ => deaf.BytesOf(new Jtt808Message(deaf.Header(Jtt808MessageIds.Heartbeat), Array.Empty<byte>()))).ToArray();
        var sent = 0L;
        var sending = Task.Run(async () =>
        {
            // Far more than all the buffers between them hold.
            while (Interlocked.Add(ref sent, beats.Length) < 256L << 20)
            {
                await deaf.SendAsync(beats);
            }
        }, TestContext.Current.CancellationToken);
        long before;
        do
        {
            before = Interlocked.Read(ref sent);
            for (var i = 0; i < 50; i++)
            {
                Assert.Equal(Jtt808Result.Done, await good.AskAsync(Jtt808MessageIds.Heartbeat));
            }
        }
        while (Interlocked.Read(ref sent) > before);

        // The server keeps no more answers for it, and reads nothing more from it.
        Assert.False(sending.IsCompleted);
        clock.Advance(Door.SilentAfter / 2);
        Assert.Equal(Jtt808Result.Done, await good.AskAsync(Jtt808MessageIds.Heartbeat));
        clock.Advance(Door.SilentAfter / 2);
        await Assert.ThrowsAnyAsync<SocketException>(() => sending);
        Assert.Contains("silent", Assert.Single(server.Log.Take()), StringComparison.Ordinal);
        Assert.Equal(Jtt808Result.Done, await good.AskAsync(Jtt808MessageIds.Position, Position(0)));
    }

    [Fact]
    public async Task A_server_that_stops_stores_and_answers_what_it_has_read()
    {
        await using var server = await StartAsync(cluster);
        await server.EnrolAsync();
        using var terminal = await server.DriveAsync();
        await terminal.SendAsync(Jtt808MessageIds.Position, Position(0));
        await terminal.SendAsync(Jtt808MessageIds.Heartbeat);
        var answers = new[] { await terminal.ReadAnswerAsync() };
        var stopping = server.StopAsync();
        Assert.Equal([(2, Jtt808Result.Done), (3, Jtt808Result.Done)], answers.Append(await terminal.ReadAnswerAsync()).Order());
        Assert.Null(await terminal.ReadAsync());
        await stopping;
        Assert.Equal(1, await server.FixesAsync());
    }

    /// <summary>Sends until cut.</summary>
    private static async Task FloodAsync(Terminal flood, byte[] bytes)
    {
        try
        {
            await flood.SendAsync(bytes);
        }
        catch (SocketException)
        {
            // Cut while it was sending.
        }

        Assert.Null(await flood.ReadAsync());
    }
}
