using Npgsql;
using SongshanRoad.Gis.Storage.Deployment;
using Xunit;

[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage("Reliability", "CA2007", Justification = "Test code.")]

namespace SongshanRoad.Gis.Testing;

/// <summary>One real PostGIS cluster for a test assembly (<c>[assembly: AssemblyFixture(typeof(PostGisCluster))]</c>), started on
/// first use; each test clones its own database from a migrated template.</summary>
public sealed class PostGisCluster : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"songshan-test-{Guid.NewGuid():N}");
    private readonly HashSet<int> _templates = [];
    private ManagedCluster? _cluster;
    private int _databases;

    /// <summary>A fresh migrated, empty database with the given metric CRS; dropped with the cluster.</summary>
    public async Task<Database> CreateDatabaseAsync(int metricSrid = 4547)
    {
        var connectionString = await CreateConnectionStringAsync(metricSrid);
        return await Database.AttachAsync(connectionString, TestContext.Current.CancellationToken);
    }

    /// <summary>Connection string of a fresh migrated, empty database.</summary>
    public async Task<string> CreateConnectionStringAsync(int metricSrid = 4547)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await _starting.WaitAsync(cancellation);
        try
        {
            _cluster ??= await ManagedCluster.StartAsync(_path, owner: true, durable: false, cancellation);
            var template = $"template_{metricSrid}";
            if (_templates.Add(metricSrid))
            {
                await RunAsync($"create database {template}");
                await using var migrated = await Database.OpenAsync(
                    Unpooled(template), DeploymentSettings.For(metricSrid), cancellation);
            }

            var name = $"test_{++_databases}";
            await RunAsync($"create database {name} template {template} strategy file_copy");
            return _cluster.ConnectionStringTo(name);
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Closes and drops a database: the next clone takes the memory of this one, which is quicker than new memory.</summary>
    public async Task DropAsync(Database database)
    {
        string name;
        await using (var connection = database.DataSource.CreateConnection())
        {
            name = connection.Database;
        }

        await database.DisposeAsync();
        await RunAsync($"drop database {name} with (force)");
    }

    /// <summary>Connection string of a new database without any schema.</summary>
    public async Task<string> CreateEmptyAsync()
    {
        await CreateConnectionStringAsync();
        var name = $"empty_{Interlocked.Increment(ref _databases)}";
        await RunAsync($"create database {name}");
        return _cluster!.ConnectionStringTo(name);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await _cluster.DisposeAsync();
            Directory.Delete(_path, recursive: true);
        }

        _starting.Dispose();
    }

    // A template must have no open session while it is cloned, so nothing may stay in a pool.
    private string Unpooled(string database) =>
        new NpgsqlConnectionStringBuilder(_cluster!.ConnectionStringTo(database)) { Pooling = false }.ConnectionString;

    private async Task RunAsync(string sql)
    {
        await using var dataSource = NpgsqlDataSource.Create(Unpooled("postgres"));
        await using var command = dataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
