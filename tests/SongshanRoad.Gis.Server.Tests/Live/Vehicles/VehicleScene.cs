using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Json;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Deployment;
using SongshanRoad.Gis.Testing;
using SongshanRoad.Gis.Trackers.Jtt808;
using SongshanRoad.Gis.Trackers.Jtt808.Answers;
using SongshanRoad.Gis.Trackers.Jtt808.Messages;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;

namespace SongshanRoad.Gis.Server.Tests.Live.Vehicles;

/// <summary>A car with a terminal, enrolled and on duty.</summary>
internal static class VehicleScene
{
    public const string Car = "car-1";
    public const string Number = "13800000001";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<LiveServer> StartAsync(PostGisCluster cluster, TimeProvider? clock = null, VehicleDoorOptions? vehicles = null) =>
        LiveServer.StartAsync(cluster, clock ?? Clock(), vehicles: vehicles ?? new VehicleDoorOptions());

    /// <summary>A client of the office.</summary>
    public static async Task<HttpClient> OfficeAsync(this LiveServer server, string role) => server.CreateClient(await server.OfficeCookieAsync(role));

    /// <summary>Adds a car with a terminal.</summary>
    public static async Task EnrolAsync(this LiveServer server, string car = Car, string number = Number, string datum = "wgs84", bool isOnDuty = true)
    {
        await server.AddUnitAsync(car);
        using var leader = await server.OfficeAsync(Roles.Leader);
        var answer = await leader.PostAsJsonAsync($"/api/units/{car}/terminals", new NewTerminal(number, datum), Cancellation);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        if (isOnDuty)
        {
            using var desk = await server.OfficeAsync(Roles.Dispatcher);
            (await desk.PostAsync($"/api/units/{car}/duty", null, Cancellation)).EnsureSuccessStatusCode();
        }
    }

    /// <summary>A connected terminal that has authenticated itself.</summary>
    public static async Task<Terminal> DriveAsync(
        this LiveServer server, string number = Number, TerminalKind kind = TerminalKind.Of2013, int? receiveBytes = null)
    {
        var terminal = await Terminal.ConnectAsync(server, number, kind, receiveBytes);
        var (result, code) = await terminal.RegisterAsync();
        Assert.Equal(Jtt808RegistrationResult.Done, result);
        Assert.Equal(Jtt808Result.Done, await terminal.AuthenticateAsync(code));
        return terminal;
    }

    /// <summary>Body of position number <paramref name="second"/>: a second later and 9 m further east than the one before.</summary>
    public static byte[] Position(
        int second, Jtt808Alarms alarms = Jtt808Alarms.None, Jtt808Status status = Jtt808Status.Fixed, double lonDeg = LonDeg, double latDeg = LatDeg) =>
        new Jtt808Position(alarms, status, latDeg, lonDeg + (second * 1e-4), 110, 9, 90, Evening.AddSeconds(second), default).ToBody();

    /// <summary>Body of a batch of positions from a blind zone.</summary>
    public static byte[] Batch(IEnumerable<byte[]> positions)
    {
        var bodies = positions.ToList();
        var batch = new List<byte> { (byte)(bodies.Count >> 8), (byte)bodies.Count, 1 };
        foreach (var body in bodies)
        {
            batch.AddRange([(byte)(body.Length >> 8), (byte)body.Length, .. body]);
        }

        return [.. batch];
    }

    /// <summary>Answers an order as done, or otherwise.</summary>
    public static Task<Jtt808Header> ObeyAsync(this Terminal terminal, Jtt808Message order, Jtt808Result result = Jtt808Result.Done)
    {
        var body = new byte[5];
        BinaryPrimitives.WriteUInt16BigEndian(body, order.Header.Serial);
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(2), order.Header.MessageId);
        body[4] = (byte)result;
        return terminal.SendAsync(Jtt808MessageIds.TerminalAnswer, body);
    }

    public static Task<long> FixesAsync(this LiveServer server) => server.ScalarAsync<long>("select count(*) from fix");
}
