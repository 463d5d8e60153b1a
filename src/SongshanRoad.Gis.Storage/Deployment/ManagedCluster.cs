using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace SongshanRoad.Gis.Storage.Deployment;

/// <summary>
/// A private PostgreSQL cluster in a data directory: reachable through a Unix socket only, run by an unprivileged user when
/// the process is root, started and stopped with its owner.
/// </summary>
public sealed class ManagedCluster : IAsyncDisposable
{
    private const int Port = 5432; // Only names the socket file; nothing listens on TCP.
    private const string DatabaseName = "songshan";
    private const string Marker = "songshan-road data directory, version 1\n";

    private readonly DataDirectory _directory;
    private readonly bool _stopOnDispose;

    private ManagedCluster(DataDirectory directory, bool stopOnDispose)
    {
        _directory = directory;
        _stopOnDispose = stopOnDispose;
    }

    /// <summary>Connection string of the product's database in this cluster.</summary>
    public string ConnectionString => ConnectionStringTo(DatabaseName);

    /// <summary>Starts the cluster of a data directory, creating both when they do not exist yet. A cluster that already runs is
    /// joined and left running unless <paramref name="owner"/> is set.</summary>
    /// <param name="path">The data directory.</param>
    /// <param name="owner">Whether the caller stops the cluster at its end even if it found it running (the server does; a
    /// command that only joins does not).</param>
    /// <param name="durable">False only for throw-away test clusters: no fsync.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="StorageException">The directory is foreign or broken, PostgreSQL is missing or does not start.</exception>
    public static async Task<ManagedCluster> StartAsync(
        string path, bool owner, bool durable = true, CancellationToken cancellation = default)
    {
        var binaries = PostgresBinaries.Find();
        var directory = new DataDirectory(Path.GetFullPath(path), binaries);
        directory.Prepare();
        var found = directory.IsRunning();
        if (!found)
        {
            if (!directory.IsInitialised)
            {
                await directory.InitialiseAsync(durable, cancellation);
            }

            await directory.StartAsync(cancellation);
        }

        var cluster = new ManagedCluster(directory, stopOnDispose: owner || !found);
        try
        {
            await cluster.EnsureDatabaseAsync(cancellation);
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }

        return cluster;
    }

    /// <summary>Connection string of another database of the cluster; tests clone databases.</summary>
    public string ConnectionStringTo(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = _directory.SocketDirectory,
        Port = Port,
        Username = "songshan",
        Database = database,
        IncludeErrorDetail = true,
        MaxPoolSize = 40,
    }.ConnectionString;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_stopOnDispose)
        {
            await _directory.StopAsync();
        }
    }

    private async Task EnsureDatabaseAsync(CancellationToken cancellation)
    {
        await using var dataSource = NpgsqlDataSource.Create(ConnectionStringTo("postgres"));
        await using var exists = dataSource.CreateCommand("select 1 from pg_database where datname = $1");
        exists.Parameters.AddWithValue(DatabaseName);
        if (await exists.ExecuteScalarAsync(cancellation) is null)
        {
            await using var create = dataSource.CreateCommand($"create database {DatabaseName}");
            await create.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>The files of one cluster and the PostgreSQL commands run on them.</summary>
    private sealed class DataDirectory(string path, PostgresBinaries binaries)
    {
        private string ClusterPath => Path.Combine(path, "postgres");

        private string MarkerPath => Path.Combine(path, "songshan-road.txt");

        private string LogPath => Path.Combine(path, "postgres.log");

        public bool IsInitialised => File.Exists(Path.Combine(ClusterPath, "PG_VERSION"));

        /// <summary>In the data directory, or in /tmp when that path is longer than a socket address may be (107 bytes).</summary>
        public string SocketDirectory
        {
            get
            {
                var inside = Path.Combine(path, "socket");
                return Encoding.UTF8.GetByteCount(inside) <= 85
                    ? inside
                    : Path.Combine("/tmp", "songshan-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..16]);
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
                File.WriteAllText(MarkerPath, Marker);
                Directory.CreateDirectory(SocketDirectory);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new StorageException("data-directory-unusable", $"{path} cannot be written: {error.Message}", error);
            }

            PostgresBinaries.GiveTo(path, SocketDirectory);
            var version = Path.Combine(ClusterPath, "PG_VERSION");
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
            var pidFile = Path.Combine(ClusterPath, "postmaster.pid");
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
                .AppendLine(CultureInfo.InvariantCulture, $"port = {Port}")
                .AppendLine("timezone = 'UTC'")
                .AppendLine("shared_buffers = 256MB")
                .AppendLine("max_wal_size = 2GB")
                .AppendLine("jit = off");
            if (!durable)
            {
                settings.AppendLine("fsync = off").AppendLine("full_page_writes = off").AppendLine("synchronous_commit = off");
            }

            await File.AppendAllTextAsync(Path.Combine(ClusterPath, "postgresql.conf"), settings.ToString(), cancellation);
        }

        public Task StartAsync(CancellationToken cancellation) =>
            binaries.RunAsync("pg_ctl", $"start the database in {path} (its log: {LogPath})", cancellation,
                "start", "-D", ClusterPath, "-l", LogPath, "-w", "-t", "60", "-s");

        public Task StopAsync() => IsRunning()
            ? binaries.RunAsync("pg_ctl", $"stop the database in {path}", CancellationToken.None, "stop", "-D", ClusterPath, "-m", "fast", "-w", "-s")
            : Task.CompletedTask;
    }
}
