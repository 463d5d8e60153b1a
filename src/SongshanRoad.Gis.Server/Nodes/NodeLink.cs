using Microsoft.Extensions.Hosting;
using SongshanRoad.Gis.Server.Deployment;
using SongshanRoad.Gis.Storage.Deployment;
using StackExchange.Redis;

namespace SongshanRoad.Gis.Server.Nodes;

/// <summary>This server's line to the others of its deployment. What is said while Redis is away is lost, and nobody waits for it.</summary>
internal sealed class NodeLink(ServerOptions options, Database database) : IHostedService, IAsyncDisposable
{
    private IConnectionMultiplexer? _redis;

    /// <summary>This server, as the others know it: another name at each start.</summary>
    public Guid NodeId { get; } = Guid.NewGuid();

    /// <summary>The connection of a started server.</summary>
    public IConnectionMultiplexer Redis => _redis ?? throw new InvalidOperationException("The server has not started.");

    /// <summary>Connects.</summary>
    /// <exception cref="IOException">Redis cannot be reached.</exception>
    public async Task StartAsync(CancellationToken cancellationToken) =>
        _redis = await RedisAccess.ConnectAsync(options.Redis!, $"songshan:{database.Identity}:");

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Hears a channel from now on, each message after the one before.</summary>
    /// <param name="channel">Its name within the deployment.</param>
    /// <param name="take">Takes a message; must not wait.</param>
    public async Task HearAsync(string channel, Action<ReadOnlyMemory<byte>> take)
    {
        var messages = await Redis.GetSubscriber().SubscribeAsync(RedisChannel.Literal(channel));
        messages.OnMessage(message => take((byte[])message.Message!));
    }

    /// <summary>Says something; never waits and never fails.</summary>
    /// <param name="channel">The channel's name within the deployment.</param>
    /// <param name="message">What is said.</param>
    public void Say(string channel, ReadOnlyMemory<byte> message)
    {
        try
        {
            Redis.GetSubscriber().Publish(RedisChannel.Literal(channel), message, CommandFlags.FireAndForget);
        }
        catch (Exception away) when (away is RedisException or ObjectDisposedException)
        {
            // Whoever should have heard it finds the hole and reads the database.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }
    }
}
