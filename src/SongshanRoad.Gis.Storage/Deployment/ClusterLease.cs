namespace SongshanRoad.Gis.Storage.Deployment;

/// <summary>The right to stop a data directory's cluster; one process has it at a time, and it is gone with the process.</summary>
internal sealed class ClusterLease : IDisposable
{
    private readonly FileStream _file;

    private ClusterLease(FileStream file) => _file = file;

    /// <summary>Takes the lease of a prepared data directory.</summary>
    /// <exception cref="StorageException">Another server has it.</exception>
    public static ClusterLease Take(string path) => TryTake(path) ?? throw new StorageException("data-directory-in-use",
        $"another songshan server is running on {path}; stop it, or choose another directory with --data.");

    /// <summary>The lease, or null when another process has it.</summary>
    public static ClusterLease? TryTake(string path)
    {
        try
        {
            return new ClusterLease(new FileStream(Path.Combine(path, "owner.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
