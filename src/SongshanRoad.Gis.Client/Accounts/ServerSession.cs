using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using SongshanRoad.Gis.Client.Problems;
using SongshanRoad.Gis.Contracts.Accounts;
using SongshanRoad.Gis.Contracts.Live;

namespace SongshanRoad.Gis.Client.Accounts;

/// <summary>
/// Who a program is towards a server: an account's session, a volunteer team's, or a device's token. Many live clients may share
/// one session. Thread-safe.
/// </summary>
public sealed class ServerSession : IDisposable
{
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly TimeProvider _clock;

    private ServerSession(Uri server, string? deviceToken, TimeProvider? clock)
    {
        ArgumentNullException.ThrowIfNull(server);
        if (!server.IsAbsoluteUri || !(server.Scheme == Uri.UriSchemeHttps || (server.Scheme == Uri.UriSchemeHttp && server.IsLoopback)))
        {
            throw new ArgumentException($"{server} is no server's address: https://HOST/ is, or http:// on this machine, where no wire can be tapped.", nameof(server));
        }

        _clock = clock ?? TimeProvider.System;
        Server = server.AbsoluteUri.EndsWith('/') ? server : new Uri($"{server.AbsoluteUri}/");
        DeviceToken = deviceToken;
        // A name that leads elsewhere after a move is asked again.
        var handler = new SocketsHttpHandler { CookieContainer = Cookies, PooledConnectionLifetime = TimeSpan.FromMinutes(2) };
        _http = new HttpClient(handler) { BaseAddress = Server, Timeout = LongestRequest };
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        _http.DefaultRequestHeaders.Add("X-Requested-With", "songshan");
        if (deviceToken is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", deviceToken);
        }
    }

    /// <summary>The server's address.</summary>
    public Uri Server { get; }

    /// <summary>Who is signed in; null for a device, whose token says it.</summary>
    public SessionView? View { get; private set; }

    internal string? DeviceToken { get; }

    internal CookieContainer Cookies { get; } = new();

    /// <summary>Signs an account in.</summary>
    /// <param name="server">The server's address, <c>https</c> unless it is this machine.</param>
    /// <param name="name">Account name.</param>
    /// <param name="password">Its password; it is not kept.</param>
    /// <param name="clock">Source of times; the system's by default.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="ArgumentException">The address is no server's, or would send the password in clear.</exception>
    /// <exception cref="ServerProblemException"><c>sign-in-failed</c>, <c>account-locked</c>, <c>too-many-requests</c>.</exception>
    /// <exception cref="ServerUnreachableException">No answer came.</exception>
    public static Task<ServerSession> SignInAsync(
        Uri server, string name, string password, TimeProvider? clock = null, CancellationToken cancellation = default) =>
        OpenAsync(server, "api/session", new SignInRequest(name, password), clock, cancellation);

    /// <summary>Opens a volunteer team's invite; the session lasts until an hour after its night.</summary>
    /// <param name="server">The server's address, <c>https</c> unless it is this machine.</param>
    /// <param name="token">The last part of the invite link <c>/i/{token}</c>.</param>
    /// <param name="clock">Source of times; the system's by default.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="ArgumentException">The address is no server's.</exception>
    /// <exception cref="ServerProblemException"><c>link-invalid</c>: unknown, or its night is over.</exception>
    /// <exception cref="ServerUnreachableException">No answer came.</exception>
    public static Task<ServerSession> OpenInviteAsync(Uri server, string token, TimeProvider? clock = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(token);
        return OpenAsync(server, $"api/invites/{Uri.EscapeDataString(token)}", null, clock, cancellation);
    }

    /// <summary>The session of a tracking device; nothing is sent yet.</summary>
    /// <param name="server">The server's address, <c>https</c> unless it is this machine.</param>
    /// <param name="token">The device's token.</param>
    /// <param name="clock">Source of times; the system's by default.</param>
    /// <exception cref="ArgumentException">The address is no server's, or the token is empty.</exception>
    public static ServerSession OfDevice(Uri server, string token, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(token);
        return new ServerSession(server, token, clock);
    }

    /// <summary>Reads what a path of docs/api.md answers.</summary>
    /// <typeparam name="T">A record of Contracts.</typeparam>
    /// <param name="path">Path and query, e.g. <c>api/district</c>.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="ServerProblemException">The server refused.</exception>
    /// <exception cref="ServerUnreachableException">No answer came.</exception>
    public async Task<T> GetAsync<T>(string path, CancellationToken cancellation = default) =>
        (await SendAsync<T>(HttpMethod.Get, path, null, cancellation))!;

    /// <summary>Sends a body, or none, to a path of docs/api.md.</summary>
    /// <typeparam name="T">The record of Contracts that is answered.</typeparam>
    /// <param name="path">Path and query, e.g. <c>api/my/duty</c>.</param>
    /// <param name="body">A record of Contracts, or null for no body.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="ServerProblemException">The server refused.</exception>
    /// <exception cref="ServerUnreachableException">No answer came; what was asked may have been done.</exception>
    public async Task<T> PostAsync<T>(string path, object? body = null, CancellationToken cancellation = default) =>
        (await SendAsync<T>(HttpMethod.Post, path, body, cancellation))!;

    /// <summary>Deletes what a path of docs/api.md names.</summary>
    /// <param name="path">Path and query, e.g. <c>api/duties/current</c>.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="ServerProblemException">The server refused.</exception>
    /// <exception cref="ServerUnreachableException">No answer came; what was asked may have been done.</exception>
    public Task DeleteAsync(string path, CancellationToken cancellation = default) => SendAsync<object>(HttpMethod.Delete, path, null, cancellation);

    /// <summary>Sends fixes of the caller's own unit over HTTP; answered after the durable commit.</summary>
    /// <param name="batch">At most 1,000 fixes.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="ServerProblemException">The server refused; nothing was stored.</exception>
    /// <exception cref="ServerUnreachableException">No answer came: send the same batch again, which is harmless.</exception>
    public Task<PositionReceipt> ReportAsync(PositionBatch batch, CancellationToken cancellation = default) =>
        PostAsync<PositionReceipt>("api/positions", batch, cancellation);

    /// <summary>Ends an account's or a volunteer's session on the server, for every copy of its cookie.</summary>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="ServerProblemException">The server refused, e.g. because the session was over.</exception>
    /// <exception cref="ServerUnreachableException">No answer came.</exception>
    public Task SignOutAsync(CancellationToken cancellation = default) => DeleteAsync("api/session", cancellation);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static async Task<ServerSession> OpenAsync(Uri server, string path, object? body, TimeProvider? clock, CancellationToken cancellation)
    {
        var session = new ServerSession(server, null, clock);
        try
        {
            session.View = await session.PostAsync<SessionView>(path, body, cancellation);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private async Task<T?> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: JsonSerializerOptions.Web);
        try
        {
            using var answer = await _http.SendAsync(request, cancellation);
            if (!answer.IsSuccessStatusCode)
            {
                throw await HttpRefusal.ReadAsync(answer, _clock, cancellation);
            }

            return answer.StatusCode == HttpStatusCode.NoContent || answer.Content.Headers.ContentLength == 0
                ? default
                : await answer.Content.ReadFromJsonAsync<T>(JsonSerializerOptions.Web, cancellation);
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or JsonException
            || (lost is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new ServerUnreachableException($"{method} {path}: no answer from {Server}: {lost.Message}", lost);
        }
    }
}
