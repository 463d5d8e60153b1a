using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using SongshanRoad.Gis.Client.Accounts;
using SongshanRoad.Gis.Contracts.Live;

namespace SongshanRoad.Gis.Load.Viewers;

/// <summary>A map client that subscribes and then never reads, but says that it lives (SignalR hub protocol, JSON encoding): the server cannot tell it from
/// a phone whose link is stuck.</summary>
internal sealed class StalledViewer : IAsyncDisposable
{
    // Ends a record of the JSON encoding.
    private const string RecordEnd = "\u001e";
    private const string Handshake = """{"protocol":"json","version":1}""";
    private const string Ping = """{"type":6}""";

    // So that a little fills what the system keeps for it.
    private const int ReceiveBufferBytes = 4096;
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseCookies = false, ConnectCallback = ConnectAsync });
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _ending = new();
    private Task _pinging = Task.CompletedTask;

    /// <summary>Subscribes.</summary>
    public async Task StartAsync(ServerSession session, LiveSubscription view, TimeProvider clock, CancellationToken cancellation)
    {
        _socket.Options.SetRequestHeader("Cookie", session.Cookies.GetCookieHeader(session.Server));
        var address = new UriBuilder(new Uri(session.Server, "hubs/live"));
        address.Scheme = address.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        await _socket.ConnectAsync(address.Uri, _http, cancellation);
        await SayAsync(Handshake, cancellation);
        var subscription = JsonSerializer.Serialize(view, JsonSerializerOptions.Web);
        await SayAsync($$"""{"type":1,"invocationId":"1","target":"{{nameof(ILiveHub.Subscribe)}}","arguments":[{{subscription}}]}""", cancellation);
        _pinging = PingAsync(clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _pinging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _http.Dispose();
        _ending.Dispose();
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = ReceiveBufferBytes, NoDelay = true };
        await socket.ConnectAsync(context.DnsEndPoint, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async Task PingAsync(TimeProvider clock)
    {
        using var timer = new PeriodicTimer(PingEvery, clock);
        while (await timer.WaitForNextTickAsync(_ending.Token))
        {
            await SayAsync(Ping, _ending.Token);
        }
    }

    private Task SayAsync(string record, CancellationToken cancellation) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(record + RecordEnd), WebSocketMessageType.Text, true, cancellation);
}
