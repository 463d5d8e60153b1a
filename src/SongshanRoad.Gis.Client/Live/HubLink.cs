using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Client.Accounts;
using SongshanRoad.Gis.Contracts.Alerts;
using SongshanRoad.Gis.Contracts.Coverage;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Contracts.Incidents;
using SongshanRoad.Gis.Contracts.Live;

namespace SongshanRoad.Gis.Client.Live;

/// <summary>
/// One connection to the hub, from its opening to its loss. It opens the WebSocket itself: SignalR tells neither why one was refused nor
/// what the server says of its version. Without negotiation, so that any node behind one address can take it.
/// </summary>
internal sealed class HubLink : IAsyncDisposable
{
    // Without a timer there is nothing to dispose of, and a connection may report its end after that.
    private readonly CancellationTokenSource _lost = new();

    public HubLink(ServerSession session, Action<HubLink, LiveFrame> take, Action<HubLink, Func<NoticeState, NoticeState>> tell)
    {
        Hub = new HubConnectionBuilder()
            .WithUrl(new Uri(session.Server, "hubs/live"), options =>
            {
                options.Transports = HttpTransportType.WebSockets;
                options.SkipNegotiation = true;
                options.WebSocketFactory = async (context, cancellation) => await OpenAsync(session, context, cancellation);
            })
            .AddMessagePackProtocol()
            .Build();
        Hub.On<LiveFrame>(nameof(ILiveClient.Frame), frame => take(this, frame));
        Hub.On<AlertsChanged>(nameof(ILiveClient.AlertsChanged), change => tell(this, notices => notices.After(change)));
        Hub.On<CoverageChanged>(nameof(ILiveClient.CoverageChanged), change => tell(this, notices => notices.After(change)));
        Hub.On<HotspotsChanged>(nameof(ILiveClient.HotspotsChanged), change => tell(this, notices => notices.After(change)));
        Hub.On<IncidentsChanged>(nameof(ILiveClient.IncidentsChanged), change => tell(this, notices => notices.After(change)));
        Hub.Closed += _ => _lost.CancelAsync();
    }

    public HubConnection Hub { get; }

    /// <summary>Cancelled when the connection is gone.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>How the server answered the WebSocket's request, once it did.</summary>
    public HttpStatusCode? Answer { get; private set; }

    /// <summary>The wire version the server told, or null.</summary>
    public string? ServerVersion { get; private set; }

    /// <summary>Whether the server answered and speaks this client's version.</summary>
    public bool SpeaksAnotherVersion => Answer == HttpStatusCode.SwitchingProtocols && ServerVersion != $"{ILiveHub.WireVersion}";

    /// <summary>Whether the server answered that it does not know the session or token.</summary>
    public bool IsRefused => Answer is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    public ValueTask DisposeAsync() => Hub.DisposeAsync();

    private async Task<WebSocket> OpenAsync(ServerSession session, WebSocketConnectionContext context, CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.CollectHttpResponseDetails = true;
            socket.Options.Cookies = session.Cookies;
            if (session.DeviceToken is { } token)
            {
                socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
            }

            await socket.ConnectAsync(context.Uri, cancellation);
            return SpeaksOurVersion(socket)
                ? socket
                : throw new WebSocketException($"The server speaks version {ServerVersion ?? "unknown"} of the wire, this client {ILiveHub.WireVersion}.");
        }
        catch
        {
            Note(socket);
            socket.Dispose();
            throw;
        }
    }

    private bool SpeaksOurVersion(ClientWebSocket socket)
    {
        Note(socket);
        return !SpeaksAnotherVersion;
    }

    private void Note(ClientWebSocket socket)
    {
        Answer = socket.HttpStatusCode == 0 ? null : socket.HttpStatusCode;
        ServerVersion = socket.HttpResponseHeaders?.TryGetValue(ILiveHub.WireVersionHeader, out var values) == true ? values.FirstOrDefault() : null;
    }
}
