using System.Net;
using System.Net.Http.Json;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Testing;
using SongshanRoad.Gis.Trackers.Jtt808;
using SongshanRoad.Gis.Trackers.Jtt808.Answers;
using SongshanRoad.Gis.Trackers.Jtt808.Messages;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;
using static SongshanRoad.Gis.Server.Tests.Live.Vehicles.VehicleScene;

namespace SongshanRoad.Gis.Server.Tests.Live.Vehicles;

public class IntroductionTests(PostGisCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TerminalKind.Of2011)]
    [InlineData(TerminalKind.Of2013)]
    [InlineData(TerminalKind.Of2019)]
    [InlineData(TerminalKind.Of2013WithTheBitOf2019)]
    [InlineData(TerminalKind.Of2019WithoutItsBit)]
    public async Task A_terminal_of_every_edition_and_one_that_lies_registers_authenticates_and_sends_all_it_has(TerminalKind kind)
    {
        await using var server = await StartAsync(cluster);
        await server.EnrolAsync();
        using var terminal = await server.DriveAsync(kind: kind);

        Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.Heartbeat));
        Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.Position, Position(0)));
        Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.PositionBatch, Batch([Position(1), Position(2)])));
        var parts = terminal.Parts(Jtt808MessageIds.PositionBatch, Batch(Enumerable.Range(3, 100).Select(second => Position(second))), 1000);
        Assert.Equal(4, parts.Count);
        foreach (var part in parts)
        {
            await terminal.SendAsync(part);
        }

        foreach (var part in parts)
        {
            Assert.Equal((part.Header.Serial, Jtt808Result.Done), await terminal.ReadAnswerAsync());
        }

        Assert.Equal("103 103 9 90", await server.AskAsync(
            "select concat_ws(' ', count(*), count(distinct fix_time), avg(speed_mps), avg(heading_deg)) from fix where mark is null"));
        Assert.Equal(Jtt808Result.Unsupported, await terminal.AskAsync(0x0900, new byte[] { 1, 2, 3 }));
        await terminal.SendAsync(Jtt808MessageIds.TimeRequest);
        var time = await terminal.ReadAsync();
        Assert.Equal((Jtt808MessageIds.TimeAnswer, "260301220000"), (time!.Header.MessageId, Convert.ToHexString(time.Body.Span)));
    }

    [Fact]
    public async Task Who_is_unknown_or_shows_a_wrong_code_is_told_so_and_nothing_of_it_is_stored()
    {
        await using var server = await StartAsync(cluster);
        await server.EnrolAsync();
        using (var stranger = await Terminal.ConnectAsync(server, "13900000009"))
        {
            Assert.Equal((Jtt808RegistrationResult.UnknownTerminal, ""), await stranger.RegisterAsync());
        }

        using (var hasty = await Terminal.ConnectAsync(server, Number))
        {
            Assert.Equal(Jtt808Result.Failed, await hasty.AskAsync(Jtt808MessageIds.Position, Position(0)));
            Assert.Equal(Jtt808Result.Failed, await hasty.AskAsync(Jtt808MessageIds.Heartbeat));
            Assert.Equal(Jtt808Result.Failed, await hasty.AskAsync(Jtt808MessageIds.PositionBatch, Batch([Position(1)])));
            Assert.Equal(Jtt808Result.Failed, await hasty.AuthenticateAsync("guessed"));
            Assert.Null(await hasty.ReadAsync());
        }

        using var terminal = await server.DriveAsync();
        using var other = await Terminal.ConnectAsync(server, "13900000009");
        // Another number on the connection of a known terminal is nobody's.
        await terminal.SendAsync(other.BytesOf(new Jtt808Message(other.Header(Jtt808MessageIds.Position), Position(2))));
        Assert.Equal(Jtt808Result.Failed, (await terminal.ReadAnswerAsync()).Result);
        Assert.Equal(0, await server.FixesAsync());
    }

    [Fact]
    public async Task A_terminal_that_kept_an_older_code_needs_no_registration_until_it_is_taken_out_of_its_car()
    {
        await using var server = await StartAsync(cluster);
        await server.EnrolAsync();
        string first, code;
        using (var terminal = await Terminal.ConnectAsync(server, Number))
        {
            (_, first) = await terminal.RegisterAsync();
            (_, code) = await terminal.RegisterAsync();
            Assert.NotEqual(first, code);
        }

        using (var again = await Terminal.ConnectAsync(server, Number))
        {
            Assert.Equal(Jtt808Result.Done, await again.AuthenticateAsync(first));
        }

        // A code is of one terminal.
        await server.EnrolAsync("car-2", "13800000002");
        using (var thief = await Terminal.ConnectAsync(server, "13800000002"))
        {
            Assert.Equal(Jtt808Result.Failed, await thief.AuthenticateAsync(code));
        }

        // Who registers in its name, again and again, does not take from it the code it uses.
        using (var stranger = await Terminal.ConnectAsync(server, Number))
        {
            for (var i = 0; i < 6; i++)
            {
                Assert.Equal(Jtt808RegistrationResult.Done, (await stranger.RegisterAsync()).Result);
            }
        }

        using (var last = await Terminal.ConnectAsync(server, Number))
        {
            Assert.Equal(Jtt808Result.Done, await last.AuthenticateAsync(first));
            Assert.Equal(Jtt808Result.Done, await last.AskAsync(Jtt808MessageIds.Deregistration));
            Assert.Null(await last.ReadAsync());
        }

        using var taken = await Terminal.ConnectAsync(server, Number);
        Assert.Equal(Jtt808Result.Failed, await taken.AuthenticateAsync(first));
        Assert.Equal(0, await server.ScalarAsync<long>("select count(*) from terminal_code where position('\\x' || encode(code_hash, 'hex') in '" + code + "') > 0"));
    }

    [Fact]
    public async Task A_leader_enrols_and_drops_a_terminal_and_is_told_what_to_set_in_it()
    {
        await using var server = await StartAsync(cluster);
        await server.AddUnitAsync("car-1");
        await server.AddUnitAsync("car-2");
        using var leader = await server.OfficeAsync(Roles.Leader);
        using var desk = await server.OfficeAsync(Roles.Dispatcher);
        var answer = await leader.PostAsJsonAsync("/api/units/car-1/terminals", new NewTerminal("013800000001", "gcj02"), Cancellation);
        Assert.Equal(
            new EnrolledTerminal("car-1", Number, "013800000001", "00000000013800000001", "gcj02", "127.0.0.1", server.VehiclePort),
            await answer.Content.ReadFromJsonAsync<EnrolledTerminal>(Cancellation));

        Assert.Equal(HttpStatusCode.Forbidden, (await desk.PostAsJsonAsync("/api/units/car-1/terminals", new NewTerminal("1"), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await leader.PostAsJsonAsync("/api/units/nobody/terminals", new NewTerminal("1"), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await leader.PostAsJsonAsync("/api/units/car-2/terminals", new NewTerminal(Number), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await leader.PostAsJsonAsync("/api/units/car-1/terminals", new NewTerminal("1", "mars"), Cancellation)).StatusCode);
        foreach (var number in new[] { "", "000", "12a", "１２", new string('1', 21) })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await leader.PostAsJsonAsync("/api/units/car-1/terminals", new NewTerminal(number), Cancellation)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await desk.GetAsync("/api/units/car-1/terminals", Cancellation)).StatusCode);
        Assert.Equal([new TerminalView(Number, "gcj02", IsConnected: false)], await TerminalsAsync(leader));
        using (var terminal = await server.DriveAsync())
        {
            Assert.Equal([new TerminalView(Number, "gcj02", IsConnected: true)], await TerminalsAsync(leader));
            Assert.Equal(HttpStatusCode.NotFound, (await leader.DeleteAsync($"/api/units/car-2/terminals/{Number}", Cancellation)).StatusCode);
            Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.Heartbeat));
            Assert.Equal(HttpStatusCode.NoContent, (await leader.DeleteAsync($"/api/units/car-1/terminals/{Number}", Cancellation)).StatusCode);
            Assert.Null(await terminal.ReadAsync());
        }

        Assert.Empty(await TerminalsAsync(leader));
        using var again = await Terminal.ConnectAsync(server, Number);
        Assert.Equal(Jtt808RegistrationResult.UnknownTerminal, (await again.RegisterAsync()).Result);
        Assert.Equal("terminal.enrol terminal.drop", await server.AskAsync("select string_agg(action, ' ' order by id) from audit where action like 'terminal.%'"));
    }

    [Fact]
    public async Task A_terminal_that_was_dropped_while_its_connection_was_left_standing_is_cut_by_dropping_it_again()
    {
        await using var server = await StartAsync(cluster);
        await server.EnrolAsync();
        using var leader = await server.OfficeAsync(Roles.Leader);
        using var terminal = await server.DriveAsync();
        await server.RunAsync("delete from terminal");
        Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.Heartbeat));
        Assert.Equal(HttpStatusCode.NotFound, (await leader.DeleteAsync($"/api/units/{Car}/terminals/{Number}", Cancellation)).StatusCode);
        Assert.Null(await terminal.ReadAsync());
    }

    [Fact]
    public async Task Without_the_option_there_is_no_door()
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        await server.AddUnitAsync("car-1");
        using var leader = await server.OfficeAsync(Roles.Leader);
        var answer = await leader.PostAsJsonAsync("/api/units/car-1/terminals", new NewTerminal(Number), Cancellation);
        Assert.Null((await answer.Content.ReadFromJsonAsync<EnrolledTerminal>(Cancellation))!.Port);
    }

    private static async Task<List<TerminalView>> TerminalsAsync(HttpClient leader) =>
        (await leader.GetFromJsonAsync<List<TerminalView>>("/api/units/car-1/terminals", Cancellation))!;
}
