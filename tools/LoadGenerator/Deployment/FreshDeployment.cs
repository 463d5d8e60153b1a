namespace SongshanRoad.Gis.Load.Deployment;

/// <summary>Starts deployments.</summary>
internal static class FreshDeployment
{
    /// <summary>Starts one server, or a cluster of three.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="isCluster">Whether three servers are wanted.</param>
    /// <param name="under">Directory under which the data directory is made, or null for the system's own.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<IFreshDeployment> StartAsync(string root, bool isCluster, string? under, CancellationToken cancellation)
    {
        var folder = under is null
            ? Directory.CreateTempSubdirectory("songshan-load-").FullName
            : Directory.CreateDirectory(Path.Combine(under, Path.GetRandomFileName())).FullName;
        return isCluster ? await FreshCluster.StartAsync(root, folder, cancellation) : await FreshServer.StartAsync(root, folder, cancellation);
    }
}
