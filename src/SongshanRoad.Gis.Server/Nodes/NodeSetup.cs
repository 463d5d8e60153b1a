using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.StackExchangeRedis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SongshanRoad.Gis.Server.Deployment;
using SongshanRoad.Gis.Server.Live;

namespace SongshanRoad.Gis.Server.Nodes;

/// <summary>Registers what several servers on one database tell each other; without Redis there is only the one.</summary>
internal static class NodeSetup
{
    /// <summary>Registers the line to the other servers. Before the live path: what they tell must be heard before the database is read.</summary>
    public static void AddNodes(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(new NodeOutbox(isRead: options.Redis is not null));
        if (options.Redis is null)
        {
            return;
        }

        services.AddSingleton<NodeLink>();
        services.AddSingleton<NodePeers>();
        services.AddSingleton<NodeAsks>();
        services.AddHostedService(provider => provider.GetRequiredService<NodeLink>());
        services.AddHostedService<NodeSpeaker>();
        services.AddHostedService<NodeInbox>();
        services.AddHostedService(provider => provider.GetRequiredService<NodeAsks>());
        services.AddSignalR().AddStackExchangeRedis();
        services.AddOptions<RedisOptions>().Configure<NodeLink>((redis, link) => redis.ConnectionFactory = _ => Task.FromResult(link.Redis));
        services.AddSingleton<HubLifetimeManager<LiveHub>, NodeHubLifetime>();
        // It would say at every connection what is logged once.
        services.AddLogging(logging => logging.AddFilter(typeof(RedisHubLifetimeManager<>).Namespace, LogLevel.None));
    }
}
