namespace SongshanRoad.Gis.Cli.Serve;

/// <summary>One server per data directory: held while the server runs, gone with its process.</summary>
internal sealed class ServerLease : IDisposable
{
    private readonly FileStream _file;

    private ServerLease(FileStream file) => _file = file;

    /// <summary>Takes the lease of a data directory.</summary>
    /// <exception cref="CommandFailedException">Another server holds it.</exception>
    public static ServerLease Take(string dataPath)
    {
        Directory.CreateDirectory(dataPath);
        try
        {
            return new ServerLease(new FileStream(Path.Combine(dataPath, "server.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new CommandFailedException($"another songshan server is running on {dataPath}; stop it, or choose another directory with --data.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
