using System.Globalization;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Coverage;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Testing;
using static SongshanRoad.Gis.Server.Tests.Live.LiveScene;

namespace SongshanRoad.Gis.Server.Tests.Live;

public class StalledReaderTests(PostGisCluster cluster)
{
    // The hub's JSON protocol ends every message with this byte.
    private const char RecordSeparator = '\u001e';

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reader_that_stalls_delays_nobody_and_gets_fewer_frames_not_a_queue()
    {
        await using var server = await LiveServer.StartAsync(cluster, Clock());
        using var device = server.CreateDevice(await server.AddUnitAsync("car-1"));
        await device.StartDutyAsync();
        await device.ReportAsync(Fix(0));
        using var stalled = await OpenRawAsync(server);
        // Far more than the sockets between them hold: the server's send to this client cannot end before it reads on.
        server.Services.GetRequiredService<LiveNotices>().Send(new CoverageChanged("2026-03-01",
            [.. Enumerable.Range(0, 60_000).Select(id => new AlleyCoverageView(id, 100, 50, [[0, 10], [20, 30], [40, 70]], 1))]));
        await using var healthy = await HubClient.ConnectAsync(server, Wire.MessagePack, "dispatcher");
        await healthy.SubscribeAsync(District);

        const int rounds = 6;
        for (var i = 1; i <= rounds; i++)
        {
            await device.ReportAsync(Fix(i));
            await healthy.UntilAsync(() => healthy.Units["car-1"].FixTimeMs == Fix(i).TimeMs);
        }

        Assert.Equal(rounds, healthy.Frames.Count);
        var frames = await ReadFramesUntilAsync(stalled, Fix(rounds).TimeMs);
        Assert.InRange(frames, 1, rounds - 1);
    }

    /// <summary>A client that has subscribed, got its snapshot, and reads nothing more.</summary>
    private static async Task<ClientWebSocket> OpenRawAsync(LiveServer server)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", await server.OfficeCookieAsync("dispatcher"));
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseCookies = false,
            ConnectCallback = async (context, cancellation) =>
            {
                // A small window, as a phone on a poor line has.
                var connection = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 8192 };
                await connection.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(connection, ownsSocket: true);
            },
        }, disposeHandler: false);
        await socket.ConnectAsync(new Uri(server.Address.Replace("http", "ws", StringComparison.Ordinal) + "/hubs/live"), invoker, Cancellation);
        await SendAsync(socket, """{"protocol":"json","version":1}""");
        await SendAsync(socket, string.Create(CultureInfo.InvariantCulture,
            $$"""{"type":1,"invocationId":"1","target":"Subscribe","arguments":[{"westDeg":{{District.WestDeg}},"southDeg":{{District.SouthDeg}},"eastDeg":{{District.EastDeg}},"northDeg":{{District.NorthDeg}}}]}"""));
        var buffer = new byte[4096];
        var received = "";
        while (!received.Contains("\"invocationId\":\"1\"", StringComparison.Ordinal))
        {
            received += Encoding.UTF8.GetString(buffer, 0, (await socket.ReceiveAsync(buffer, Cancellation)).Count);
        }

        return socket;
    }

    /// <summary>Reads on and counts frames up to the one with this fix.</summary>
    private static async Task<int> ReadFramesUntilAsync(ClientWebSocket socket, long fixTimeMs)
    {
        var buffer = new byte[64 * 1024];
        var message = new StringBuilder();
        var frames = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer, Cancellation);
            Assert.Equal(WebSocketMessageType.Text, read.MessageType);
            foreach (var letter in Encoding.UTF8.GetString(buffer, 0, read.Count))
            {
                if (letter != RecordSeparator)
                {
                    message.Append(letter);
                    continue;
                }

                using var json = JsonDocument.Parse(message.ToString());
                message.Clear();
                if (json.RootElement.TryGetProperty("target", out var target) && target.GetString() == "Frame")
                {
                    frames++;
                    var changed = json.RootElement.GetProperty("arguments")[0].GetProperty("changed")[0];
                    if (changed.GetProperty("fixTimeMs").GetInt64() == fixTimeMs)
                    {
                        return frames;
                    }
                }
            }
        }
    }

    private static Task SendAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + RecordSeparator), WebSocketMessageType.Text, endOfMessage: true, Cancellation);
}
