using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Alerts;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Alerts;
using SongshanRoad.Gis.Server.Deployment;
using SongshanRoad.Gis.Testing;
using SongshanRoad.Gis.Trackers.Jtt808.Messages;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;
using static SongshanRoad.Gis.Server.Tests.Live.Vehicles.VehicleScene;

namespace SongshanRoad.Gis.Server.Tests.Live.Vehicles;

public class OrderTests(PostGisCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TerminalKind.Of2013, "0D")]
    [InlineData(TerminalKind.Of2019, "0D01")]
    public async Task A_dispatcher_asks_a_car_where_it_is_follows_it_and_tells_it_something(TerminalKind kind, string textHead)
    {
        var clock = Clock();
        await using var server = await StartAsync(cluster, clock);
        await server.EnrolAsync();
        using var terminal = await server.DriveAsync(kind: kind);
        using var desk = await server.OfficeAsync(Roles.Dispatcher);

        // Neither that it has understood nor a position without satellites is a position.
        var vain = desk.PostAsync($"/api/units/{Car}/terminal/query", null, Cancellation);
        await terminal.ObeyAsync((await terminal.ReadAsync())!);
        Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.PositionAnswer, (byte[])[0, 0, .. Position(0, status: Jtt808Status.None)]));
        Assert.Equal("failed", await AnswerAsync(vain));
        Assert.Equal(0, await server.FixesAsync());

        var query = desk.PostAsync($"/api/units/{Car}/terminal/query", null, Cancellation);
        var asked = await terminal.ReadAsync();
        Assert.Equal((Jtt808MessageIds.PositionQuery, 0), (asked!.Header.MessageId, asked.Body.Length));
        var answer = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(answer, asked.Header.Serial);
        Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.PositionAnswer, (byte[])[.. answer, .. Position(1)]));
        Assert.Equal("done", await AnswerAsync(query));
        Assert.Equal(1, await server.FixesAsync());

        var following = desk.PostAsJsonAsync($"/api/units/{Car}/terminal/tracking", new TerminalTracking(1, 600), Cancellation);
        var follow = await terminal.ReadAsync();
        Assert.Equal((Jtt808MessageIds.TemporaryTracking, "000100000258"), (follow!.Header.MessageId, Convert.ToHexString(follow.Body.Span)));
        await terminal.ObeyAsync(follow, Jtt808Result.Unsupported);
        Assert.Equal("unsupported", await AnswerAsync(following));

        var telling = desk.PostAsJsonAsync($"/api/units/{Car}/terminal/text", new TerminalText("巡逻", IsUrgent: true), Cancellation);
        var told = await terminal.ReadAsync();
        Assert.Equal((Jtt808MessageIds.TextOrder, textHead + "D1B2C2DF"), (told!.Header.MessageId, Convert.ToHexString(told.Body.Span)));
        await terminal.ObeyAsync(told);
        Assert.Equal("done", await AnswerAsync(telling));

        var unheard = desk.PostAsync($"/api/units/{Car}/terminal/query", null, Cancellation);
        Assert.Equal(Jtt808MessageIds.PositionQuery, (await terminal.ReadAsync())!.Header.MessageId);
        clock.Advance(new VehicleDoorOptions().AnsweredWithin);
        Assert.Equal("silent", await AnswerAsync(unheard));
        Assert.Equal("terminal.query terminal.query terminal.tracking terminal.text terminal.query", await server.AskAsync(
            $"select string_agg(action, ' ' order by id) from audit where action like 'terminal.%' and action <> 'terminal.enrol' and subject = '{Car}'"));
    }

    [Fact]
    public async Task An_order_that_cannot_reach_a_car_or_makes_no_sense_is_refused()
    {
        await using var server = await StartAsync(cluster);
        await server.EnrolAsync();
        using var desk = await server.OfficeAsync(Roles.Dispatcher);
        using var leader = await server.OfficeAsync(Roles.Leader);
        Assert.Equal(HttpStatusCode.Conflict, (await desk.PostAsync($"/api/units/{Car}/terminal/query", null, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await desk.PostAsJsonAsync($"/api/units/{Car}/terminal/text", new TerminalText("巡逻"), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await leader.PostAsync($"/api/units/{Car}/terminal/query", null, Cancellation)).StatusCode);
        foreach (var text in new[] { " ", new string('巡', 256) })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await desk.PostAsJsonAsync($"/api/units/{Car}/terminal/text", new TerminalText(text), Cancellation)).StatusCode);
        }

        foreach (var tracking in new TerminalTracking[] { new(-1, 1), new(65_536, 1), new(1, -1), new(1, 86_401) })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await desk.PostAsJsonAsync($"/api/units/{Car}/terminal/tracking", tracking, Cancellation)).StatusCode);
        }

        // A text of the most, and the longest, characters still fits a message.
        using var terminal = await server.DriveAsync();
        var telling = desk.PostAsJsonAsync($"/api/units/{Car}/terminal/text", new TerminalText(string.Concat(Enumerable.Repeat("𠀀", 127))), Cancellation);
        await terminal.ObeyAsync((await terminal.ReadAsync())!, Jtt808Result.Wrong);
        Assert.Equal("failed", await AnswerAsync(telling));
    }

    [Fact]
    public async Task The_emergency_button_raises_an_alert_and_a_dispatchers_word_comes_back_to_the_car()
    {
        await using var server = await StartAsync(cluster);
        await server.EnrolAsync();
        using var terminal = await server.DriveAsync();
        await server.Services.GetRequiredService<AlertWorker>().Listening.WaitAsync(Cancellation);
        Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.Position, Position(1)));
        // In the same second and place; and the last without satellites.
        Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.Position, Position(1, Jtt808Alarms.Emergency)));
        Assert.Equal(Jtt808Result.Done, await terminal.AskAsync(Jtt808MessageIds.PositionBatch, Batch([Position(2), Position(3, Jtt808Alarms.Emergency, Jtt808Status.None)])));
        var last = await terminal.SendAsync(Jtt808MessageIds.Position, Position(4, Jtt808Alarms.Emergency | Jtt808Alarms.PowerLow));
        Assert.Equal((last.Serial, Jtt808Result.Done), await terminal.ReadAnswerAsync());
        using var desk = await server.OfficeAsync(Roles.Dispatcher);
        var alert = Assert.Single((await desk.GetFromJsonAsync<List<AlertView>>("/api/alerts", Cancellation))!);
        Assert.Equal((Car, "jtt808"), (alert.UnitId, await server.AskAsync("select door from alert")));
        Assert.Equal(LonDeg + 4e-4, alert.LonDeg!.Value, 6);

        await using var map = await HubClient.ConnectAsync(server, Wire.MessagePack, Roles.Dispatcher);
        await map.SubscribeAsync(District);
        (await desk.PostAsJsonAsync($"/api/alerts/{alert.AlertId}/accept", new AcceptAlert(), Cancellation)).EnsureSuccessStatusCode();
        var confirmation = await terminal.ReadAsync();
        Assert.Equal((Jtt808MessageIds.AlarmConfirmation, $"{last.Serial:X4}00000001"), (confirmation!.Header.MessageId, Convert.ToHexString(confirmation.Body.Span)));
        // Nothing is told to have been heard while the terminal has not said so.
        await terminal.ObeyAsync(confirmation, Jtt808Result.Failed);
        using var back = await server.DriveAsync();
        var again = await back.ReadAsync();
        Assert.Equal((Jtt808MessageIds.AlarmConfirmation, "000000000001"), (again!.Header.MessageId, Convert.ToHexString(again.Body.Span)));
        await map.UntilAsync(() => map.Alerts.ContainsKey(alert.AlertId));
        Assert.Null(map.Alerts[alert.AlertId].UnitToldAtMs);
        await back.ObeyAsync(again);
        await map.UntilAsync(() => map.Alerts[alert.AlertId].UnitToldAtMs is not null);
    }

    [Fact]
    public async Task A_car_that_pressed_after_a_phone_called_is_told_and_not_the_other_car_of_its_unit()
    {
        await using var server = await StartAsync(cluster);
        await server.EnrolAsync();
        using var leader = await server.OfficeAsync(Roles.Leader);
        (await leader.PostAsJsonAsync($"/api/units/{Car}/terminals", new NewTerminal("13800000002"), Cancellation)).EnsureSuccessStatusCode();
        using var pressed = await server.DriveAsync();
        using var other = await server.DriveAsync("13800000002");
        await server.Services.GetRequiredService<AlertWorker>().Listening.WaitAsync(Cancellation);
        using var phone = server.CreateClient(await server.VolunteerCookieAsync(Car));
        (await phone.PostAsJsonAsync("/api/my/sos", new SosCall(Evening.ToUnixTimeMilliseconds()), Cancellation)).EnsureSuccessStatusCode();
        var call = await pressed.SendAsync(Jtt808MessageIds.Position, Position(1, Jtt808Alarms.Emergency));
        Assert.Equal((call.Serial, Jtt808Result.Done), await pressed.ReadAnswerAsync());
        using var desk = await server.OfficeAsync(Roles.Dispatcher);
        var alert = Assert.Single((await desk.GetFromJsonAsync<List<AlertView>>("/api/alerts", Cancellation))!);

        await using var map = await HubClient.ConnectAsync(server, Wire.MessagePack, Roles.Dispatcher);
        await map.SubscribeAsync(District);
        (await desk.PostAsJsonAsync($"/api/alerts/{alert.AlertId}/accept", new AcceptAlert(), Cancellation)).EnsureSuccessStatusCode();
        var confirmation = await pressed.ReadAsync();
        Assert.Equal((Jtt808MessageIds.AlarmConfirmation, $"{call.Serial:X4}00000001"), (confirmation!.Header.MessageId, Convert.ToHexString(confirmation.Body.Span)));
        Assert.Equal(Jtt808Result.Done, await other.AskAsync(Jtt808MessageIds.Heartbeat));
        await pressed.ObeyAsync(confirmation);
        await map.UntilAsync(() => map.Alerts.TryGetValue(alert.AlertId, out var shown) && shown.UnitToldAtMs is not null);
    }

    private static async Task<string> AnswerAsync(Task<HttpResponseMessage> order)
    {
        var answer = await order;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<TerminalOrderView>(Cancellation))!.Answer;
    }
}
