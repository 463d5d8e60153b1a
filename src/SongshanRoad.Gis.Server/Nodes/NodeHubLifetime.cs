using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.StackExchangeRedis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SongshanRoad.Gis.Server.Live;
using StackExchange.Redis;

namespace SongshanRoad.Gis.Server.Nodes;

/// <summary>SignalR's backplane over Redis, but for one thing: a client can connect while Redis is away. What its own server sends it needs no Redis.</summary>
internal sealed class NodeHubLifetime(
    ILogger<RedisHubLifetimeManager<LiveHub>> log, IOptions<RedisOptions> options, IHubProtocolResolver protocols,
    IOptions<HubOptions> hub, IOptions<HubOptions<LiveHub>> liveHub)
    : RedisHubLifetimeManager<LiveHub>(log, options, protocols, hub, liveHub), IDisposable
{
    /// <inheritdoc/>
    public override Task OnConnectedAsync(HubConnectionContext connection) => ForgivingAsync(base.OnConnectedAsync(connection));

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(HubConnectionContext connection) => ForgivingAsync(base.OnDisconnectedAsync(connection));

    /// <inheritdoc/>
    void IDisposable.Dispose()
    {
        try
        {
            Dispose();
        }
        catch (Exception away) when (away is RedisException or TimeoutException or ObjectDisposedException)
        {
            // There is nobody left to take the leave.
        }
    }

    // By then the connection is in the list of this server's own, or out of it.
    private static async Task ForgivingAsync(Task step)
    {
        try
        {
            await step;
        }
        catch (Exception away) when (away is RedisException or TimeoutException)
        {
            // The loss itself is logged once, by who watches over Redis.
        }
    }
}
