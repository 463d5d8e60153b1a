using System.Diagnostics;
using System.Globalization;
using Npgsql;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Tests.Deployment;

/// <summary>Each test has a data directory of its own.</summary>
public sealed class ManagedClusterTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"songshan-cluster-{Guid.NewGuid():N}");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_server_is_refused_and_the_first_keeps_its_database()
    {
        await using var first = await ManagedCluster.StartAsync(_path, owner: true, durable: false, Cancellation);

        var refusal = await Assert.ThrowsAsync<StorageException>(() => ManagedCluster.StartAsync(_path, owner: true, durable: false, Cancellation));

        Assert.Equal("data-directory-in-use", refusal.Code);
        await AskAsync(first);
    }

    [Fact]
    public async Task A_command_that_joins_leaves_the_server_its_database()
    {
        await using var server = await ManagedCluster.StartAsync(_path, owner: true, durable: false, Cancellation);
        await using (var command = await ManagedCluster.StartAsync(_path, owner: false, durable: false, Cancellation))
        {
            await AskAsync(command);
        }

        await AskAsync(server);
    }

    [Fact]
    public async Task A_command_that_started_the_cluster_leaves_it_to_a_server_that_came_meanwhile()
    {
        var command = await ManagedCluster.StartAsync(_path, owner: false, durable: false, Cancellation);
        await using var server = await ManagedCluster.StartAsync(_path, owner: true, durable: false, Cancellation);
        await command.DisposeAsync();
        await AskAsync(server);
    }

    [Fact]
    public async Task A_database_that_was_killed_is_started_again_with_what_it_had_acknowledged()
    {
        await using var server = await ManagedCluster.StartAsync(_path, owner: true, cancellation: Cancellation);
        await AskAsync(server, "create table kept (n int)");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var restarted = new TaskCompletionSource();
        var keeping = server.KeepRunningAsync(TimeProvider.System, failure =>
        {
            if (failure is null)
            {
                restarted.TrySetResult();
            }
        }, stop.Token);

        var postmaster = int.Parse(File.ReadLines(Path.Combine(_path, "postgres", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        using (var process = Process.GetProcessById(postmaster))
        {
            process.Kill();
        }

        await restarted.Task.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        await AskAsync(server, "select n from kept");
        // A command that comes now joins, and leaves it running.
        await using (await ManagedCluster.StartAsync(_path, owner: false, cancellation: Cancellation))
        {
        }

        await AskAsync(server, "select n from kept");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => keeping);
    }

    [Fact]
    public async Task What_was_stored_is_there_after_a_restart()
    {
        await using (var first = await ManagedCluster.StartAsync(_path, owner: true, cancellation: Cancellation))
        {
            await AskAsync(first, "create table kept (n int)");
        }

        await using var second = await ManagedCluster.StartAsync(_path, owner: true, cancellation: Cancellation);
        await AskAsync(second, "select n from kept");
    }

    [Fact]
    public async Task A_foreign_directory_is_left_alone()
    {
        Directory.CreateDirectory(_path);
        await File.WriteAllTextAsync(Path.Combine(_path, "letter.txt"), "mine", Cancellation);

        var refusal = await Assert.ThrowsAsync<StorageException>(() => ManagedCluster.StartAsync(_path, owner: true, cancellation: Cancellation));

        Assert.Equal("data-directory-foreign", refusal.Code);
        Assert.Equal(["letter.txt"], Directory.GetFileSystemEntries(_path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_broken_or_other_cluster_is_named_and_left_alone()
    {
        await using (await ManagedCluster.StartAsync(_path, owner: true, durable: false, Cancellation))
        {
        }

        var version = Path.Combine(_path, "postgres", "PG_VERSION");
        await File.WriteAllTextAsync(version, "9\n", Cancellation);
        Assert.Equal("data-directory-version", (await Refusal()).Code);
        File.Delete(version);
        Assert.Equal("data-directory-broken", (await Refusal()).Code);

        Task<StorageException> Refusal() =>
            Assert.ThrowsAsync<StorageException>(() => ManagedCluster.StartAsync(_path, owner: true, cancellation: Cancellation));
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);

    private static async Task AskAsync(ManagedCluster cluster, string sql = "select 1")
    {
        await using var dataSource = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Pooling = false });
        await using var command = dataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
