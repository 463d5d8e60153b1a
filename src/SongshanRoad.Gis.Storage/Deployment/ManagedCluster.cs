using Npgsql;

namespace SongshanRoad.Gis.Storage.Deployment;

/// <summary>
/// A private PostgreSQL cluster in a data directory: reachable through a Unix socket only, run by an unprivileged user when
/// the process is root, started and stopped with its owner.
/// </summary>
public sealed class ManagedCluster : IAsyncDisposable
{
    // Only names the socket file; nothing listens on TCP.
    internal const int Port = 5432;

    private const string DatabaseName = "songshan";
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly ClusterDirectory _directory;
    private readonly ClusterLease? _lease;
    private readonly bool _started;

    private ManagedCluster(ClusterDirectory directory, ClusterLease? lease, bool started)
    {
        _directory = directory;
        _lease = lease;
        _started = started;
    }

    /// <summary>Connection string of the product's database in this cluster.</summary>
    public string ConnectionString => ConnectionStringTo(DatabaseName);

    /// <summary>Starts the cluster of a data directory, creating both when they do not exist yet. A cluster that already runs is
    /// joined and left running unless <paramref name="owner"/> is set.</summary>
    /// <param name="path">The data directory.</param>
    /// <param name="owner">Whether the caller stops the cluster at its end even if it found it running (the server does; a
    /// command that only joins does not). A directory has one owner at a time.</param>
    /// <param name="durable">False only for throw-away test clusters: no fsync.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="StorageException">The directory is foreign, broken or owned by another server; PostgreSQL is missing or does
    /// not start.</exception>
    public static async Task<ManagedCluster> StartAsync(
        string path, bool owner, bool durable = true, CancellationToken cancellation = default)
    {
        var directory = new ClusterDirectory(Path.GetFullPath(path), PostgresBinaries.Find());
        directory.Prepare();
        // Before anything runs: whoever is not the owner must not be able to stop the owner's database.
        var lease = owner ? ClusterLease.Take(directory.Path) : null;
        var found = directory.IsRunning();
        var cluster = new ManagedCluster(directory, lease, started: !found);
        try
        {
            if (!found)
            {
                if (!directory.IsInitialised)
                {
                    await directory.InitialiseAsync(durable, cancellation);
                }

                await directory.StartAsync(cancellation);
            }

            await cluster.EnsureDatabaseAsync(cancellation);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the cluster again whenever it has died, until cancelled: a database that the kernel killed at two in the
    /// morning must not stay away until somebody comes. Connections that were open then are lost; new ones succeed.</summary>
    /// <param name="clock">Paces the looks.</param>
    /// <param name="restarted">Told after each restart, or with the reason when one failed; it is tried again.</param>
    /// <param name="cancellation">Ends the watch.</param>
    public async Task KeepRunningAsync(TimeProvider clock, Action<StorageException?> restarted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(restarted);
        using var timer = new PeriodicTimer(LookEvery, clock);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            if (_directory.IsRunning())
            {
                continue;
            }

            try
            {
                await _directory.StartAsync(cancellation);
                restarted(null);
            }
            catch (StorageException failure)
            {
                // Another command may have been quicker, or processes of the dead one still hold its memory.
                if (!_directory.IsRunning())
                {
                    restarted(failure);
                }
            }
        }
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
        // A command that started the cluster leaves it to a server that has come to own it meanwhile.
        using var lease = _lease ?? (_started ? ClusterLease.TryTake(_directory.Path) : null);
        if (lease is not null)
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
}
