using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SongshanRoad.Gis.Storage.Deployment;

/// <summary>The files of one cluster and the PostgreSQL commands run on them.</summary>
internal sealed class ClusterDirectory(string path, PostgresBinaries binaries)
{
    /// <summary>The data directory.</summary>
    public string Path => path;

    private string ClusterPath => System.IO.Path.Combine(path, "postgres");

    private string MarkerPath => System.IO.Path.Combine(path, "songshan-road.txt");

    private string LogPath => System.IO.Path.Combine(path, "postgres.log");

    public bool IsInitialised => File.Exists(System.IO.Path.Combine(ClusterPath, "PG_VERSION"));

    /// <summary>In the data directory, or in /tmp when that path is longer than a socket address may be (107 bytes).</summary>
    public string SocketDirectory
    {
        get
        {
            var inside = System.IO.Path.Combine(path, "socket");
            return Encoding.UTF8.GetByteCount(inside) <= 85
                ? inside
                : System.IO.Path.Combine("/tmp", "songshan-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..16]);
        }
    }

    public void Prepare()
    {
        try
        {
            if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any() && !File.Exists(MarkerPath))
            {
                throw new StorageException("data-directory-foreign",
                    $"{path} is not empty and was not made by songshan; choose another directory with --data, or empty this one.");
            }

            Directory.CreateDirectory(path);
            File.WriteAllText(MarkerPath, "songshan-road data directory, version 1\n");
            Directory.CreateDirectory(SocketDirectory);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StorageException("data-directory-unusable", $"{path} cannot be written: {error.Message}", error);
        }

        PostgresBinaries.GiveTo(path, SocketDirectory);
        var version = System.IO.Path.Combine(ClusterPath, "PG_VERSION");
        if (Directory.Exists(ClusterPath) && !File.Exists(version))
        {
            throw new StorageException("data-directory-broken",
                $"{ClusterPath} exists but holds no cluster (PG_VERSION is missing); restore it from a backup, or move it away to start empty.");
        }

        if (File.Exists(version) && File.ReadAllText(version).Trim() is var found && found != binaries.MajorVersion)
        {
            throw new StorageException("data-directory-version",
                $"{ClusterPath} belongs to PostgreSQL {found}, but {binaries.MajorVersion} is installed; install postgresql-{found} or migrate the directory.");
        }
    }

    /// <summary>Whether a postmaster of this directory is alive.</summary>
    public bool IsRunning()
    {
        var pidFile = System.IO.Path.Combine(ClusterPath, "postmaster.pid");
        if (!File.Exists(pidFile)
            || !int.TryParse(File.ReadLines(pidFile).FirstOrDefault(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var pid))
        {
            return false;
        }

        // The command line must be a postgres of this directory: after a crash the number may belong to anything.
        var commandLine = $"/proc/{pid}/cmdline";
        return File.Exists(commandLine) && File.ReadAllText(commandLine).Contains(ClusterPath, StringComparison.Ordinal);
    }

    public async Task InitialiseAsync(bool durable, CancellationToken cancellation)
    {
        try
        {
            await binaries.RunAsync("initdb", $"initialise {ClusterPath}", cancellation,
                "-D", ClusterPath, "-U", "songshan", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", durable ? "--data-checksums" : "--no-sync");
        }
        catch
        {
            // Half a cluster would be taken for a broken one at the next start.
            if (Directory.Exists(ClusterPath))
            {
                Directory.Delete(ClusterPath, recursive: true);
            }

            throw;
        }

        var settings = new StringBuilder()
            .AppendLine("listen_addresses = ''")
            .AppendLine(CultureInfo.InvariantCulture, $"unix_socket_directories = '{SocketDirectory.Replace("'", "''", StringComparison.Ordinal)}'")
            .AppendLine(CultureInfo.InvariantCulture, $"port = {ManagedCluster.Port}")
            .AppendLine("timezone = 'UTC'")
            .AppendLine("shared_buffers = 256MB")
            .AppendLine("max_wal_size = 2GB")
            .AppendLine("jit = off");
        if (!durable)
        {
            settings.AppendLine("fsync = off").AppendLine("full_page_writes = off").AppendLine("synchronous_commit = off");
        }

        await File.AppendAllTextAsync(System.IO.Path.Combine(ClusterPath, "postgresql.conf"), settings.ToString(), cancellation);
    }

    public Task StartAsync(CancellationToken cancellation) =>
        binaries.RunAsync("pg_ctl", $"start the database in {path} (its log: {LogPath})", cancellation,
            "start", "-D", ClusterPath, "-l", LogPath, "-w", "-t", "60", "-s");

    public Task StopAsync() => IsRunning()
        ? binaries.RunAsync("pg_ctl", $"stop the database in {path}", CancellationToken.None, "stop", "-D", ClusterPath, "-m", "fast", "-w", "-s")
        : Task.CompletedTask;
}
