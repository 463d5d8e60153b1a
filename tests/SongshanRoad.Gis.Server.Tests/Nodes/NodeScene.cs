using SongshanRoad.Gis.Server.Alerts;
using SongshanRoad.Gis.Server.Deployment;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Server.Tests.Live;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace SongshanRoad.Gis.Server.Tests.Nodes;

/// <summary>Several servers on one database and one Redis.</summary>
internal sealed class NodeScene : IAsyncDisposable
{
    private readonly PostGisCluster _cluster;
    private readonly Database _database;

    private NodeScene(PostGisCluster cluster, Database database, IReadOnlyList<LiveServer> servers) => (_cluster, _database, Servers) = (cluster, database, servers);

    public IReadOnlyList<LiveServer> Servers { get; }

    public static async Task<NodeScene> StartAsync(PostGisCluster cluster, RedisServer redis, int servers, TimeProvider? clock = null)
    {
        var (database, address) = (await cluster.CreateDatabaseAsync(), await redis.StartAsync());
        var started = await Task.WhenAll(Enumerable.Range(0, servers)
            .Select(_ => LiveServer.StartNodeAsync(database, address, clock ?? LiveScene.Clock(), new VehicleDoorOptions())));
        foreach (var server in started)
        {
            await server.Services.GetRequiredService<AlertWorker>().Listening.WaitAsync(TestContext.Current.CancellationToken);
            await server.Services.GetRequiredService<LayerChangeWorker>().Listening.WaitAsync(TestContext.Current.CancellationToken);
        }

        return new NodeScene(cluster, database, started);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Servers)
        {
            await server.DisposeAsync();
        }

        await _cluster.DropAsync(_database);
    }
}
