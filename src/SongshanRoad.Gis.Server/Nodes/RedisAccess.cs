using StackExchange.Redis;

namespace SongshanRoad.Gis.Server.Nodes;

/// <summary>The way to Redis, over which the servers of one deployment tell each other what they have stored.</summary>
public static class RedisAccess
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ReconnectEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Sees whether Redis can be reached.</summary>
    /// <param name="connection">A connection string of StackExchange.Redis, e.g. <c>127.0.0.1:6379</c> or <c>!/run/redis.sock</c>.</param>
    /// <exception cref="IOException">It cannot, or the string is none; the message is one line.</exception>
    public static async Task CheckAsync(string connection) => await (await ConnectAsync(connection, "")).DisposeAsync();

    /// <summary>Connects; later losses are mended by itself.</summary>
    /// <param name="connection">A connection string of StackExchange.Redis.</param>
    /// <param name="prefix">Comes before the name of every channel.</param>
    /// <exception cref="IOException">Redis cannot be reached, or the string is none; the message is one line.</exception>
    internal static async Task<IConnectionMultiplexer> ConnectAsync(string connection, string prefix)
    {
        ConfigurationOptions options;
        try
        {
            options = ConfigurationOptions.Parse(connection);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException)
        {
            // Not the string itself, which may hold a password.
            throw new IOException($"--redis is no address of Redis: {failure.Message} Write HOST:PORT.", failure);
        }

        options.ChannelPrefix = RedisChannel.Literal(prefix);
        options.ReconnectRetryPolicy = new LinearRetry((int)ReconnectEvery.TotalMilliseconds);
        // What cannot be sent now is worth nothing later: the database is read instead.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        try
        {
            var redis = await ConnectionMultiplexer.ConnectAsync(options);
            await UntilItHearsAsync(redis, TimeSpan.FromMilliseconds(options.ConnectTimeout));
            return redis;
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            throw new IOException(
                $"Redis cannot be reached at {string.Join(", ", options.EndPoints)}; start it, or correct --redis. ({failure.Message})", failure);
        }
    }

    /// <summary>The library connects twice, once to speak and once to hear, and is content with the first.</summary>
    private static async Task UntilItHearsAsync(ConnectionMultiplexer redis, TimeSpan within)
    {
        // Paces the wire, not the domain: real time even when a test's clock stands still.
        var began = TimeProvider.System.GetTimestamp();
        while (!redis.GetSubscriber().IsConnected())
        {
            if (TimeProvider.System.GetElapsedTime(began) > within)
            {
                await redis.DisposeAsync();
                throw new TimeoutException("It takes commands, but no subscription.");
            }

            await Task.Delay(LookEvery, TimeProvider.System);
        }
    }
}
