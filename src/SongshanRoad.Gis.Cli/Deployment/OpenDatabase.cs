using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Cli.Deployment;

/// <summary>A database a command works on, with the private cluster it lives in, if any; both are closed together.</summary>
/// <param name="Database">The open database.</param>
/// <param name="Cluster">The private cluster, or null when the database was named by <c>--connection</c>.</param>
internal sealed record OpenDatabase(Database Database, ManagedCluster? Cluster) : IAsyncDisposable
{
    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (Cluster is not null)
        {
            await Cluster.DisposeAsync();
        }
    }
}
