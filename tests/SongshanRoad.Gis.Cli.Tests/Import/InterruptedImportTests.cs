using System.Diagnostics;
using System.Globalization;
using System.Text;
using Npgsql;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Import;

/// <summary>Each test stops an import in its middle: when the progress bar is first drawn, rows are on their way to the database.</summary>
public class InterruptedImportTests(PostGisCluster cluster)
{
    private const int Rows = 400_000;
    private static readonly string Categories = Path.Combine(ReferenceFiles.RepositoryRoot, "geodata", "incident-categories.csv");

    [Fact]
    public async Task Ctrl_C_leaves_the_database_as_it_was()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        (await bench.ImportAsync("categories", Categories)).Succeeded();
        var file = bench.File("i.csv", ManyIncidents());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var error = new Trigger(stop.Cancel);

        var exitCode = await RunAsync(error, stop.Token, "import", "incidents", file, "--connection", bench.ConnectionString);

        Assert.True(error.Pulled);
        Assert.Equal(ExitCodes.Interrupted, exitCode);
        Assert.Contains("songshan: stopped; the database is as it was", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await bench.CountAsync("incident"));
    }

    [Fact]
    public async Task PostgreSQL_killed_in_mid_import_leaves_the_database_as_it_was()
    {
        var data = Path.Combine(Path.GetTempPath(), $"songshan-kill-{Guid.NewGuid():N}");
        var file = Path.Combine(Path.GetTempPath(), $"songshan-kill-{Guid.NewGuid():N}.csv");
        try
        {
            await File.WriteAllTextAsync(file, ManyIncidents(), TestContext.Current.CancellationToken);
            var connectionString = await StartWithOneIncidentAsync(data, file);
            using var error = new Trigger(() => Kill(data));

            var exitCode = await RunAsync(error, TestContext.Current.CancellationToken, "import", "incidents", file, "--connection", connectionString);

            Assert.True(error.Pulled);
            Assert.Equal(ExitCodes.Failed, exitCode);
            var line = Assert.Single(error.ToString().Split('\n'), line => line.Contains("songshan: ", StringComparison.Ordinal));
            Assert.Contains("repeat the command", line, StringComparison.Ordinal);

            await using var again = await ManagedCluster.StartAsync(data, owner: true, durable: false, TestContext.Current.CancellationToken);
            Assert.Equal(1L, await AskAsync(again.ConnectionString, "select count(*) from incident"));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_full_disk_leaves_the_database_as_it_was()
    {
        var data = Path.Combine(Path.GetTempPath(), $"songshan-full-{Guid.NewGuid():N}");
        var file = Path.Combine(Path.GetTempPath(), $"songshan-full-{Guid.NewGuid():N}.csv");
        Directory.CreateDirectory(data);
        if (!Environment.IsPrivilegedProcess || !await TryAsync("mount", "-t", "tmpfs", "-o", "size=400m", "songshan-test", data))
        {
            Directory.Delete(data);
            Assert.Skip("Filling a disk of its own needs the right to mount one.");
        }

        try
        {
            await File.WriteAllTextAsync(file, ManyIncidents(), TestContext.Current.CancellationToken);
            var connectionString = await StartWithOneIncidentAsync(data, file);
            var usedKb = (long)new DriveInfo(data).TotalSize / 1024 - new DriveInfo(data).AvailableFreeSpace / 1024;
            Assert.True(await TryAsync("mount", "-o", string.Create(CultureInfo.InvariantCulture, $"remount,size={usedKb + 12_000}k"), data));

            var run = await CommandRun.OfAsync("import", "incidents", file, "--connection", connectionString);

            run.RefusedWith("disk of the database is full", "Free space");
            Assert.Equal(ExitCodes.Failed, run.ExitCode);
            Assert.Equal(1L, await AskAsync(connectionString, "select count(*) from incident"));
            await using var stop = await ManagedCluster.StartAsync(data, owner: true, durable: false, TestContext.Current.CancellationToken);
        }
        finally
        {
            // Whatever still holds a file lets go of it by itself; waiting for that would hide what went wrong above.
            await TryAsync("umount", "--lazy", data);
            Directory.Delete(data, recursive: true);
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Two_imports_at_a_time_do_not_mix()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        await using var dataSource = NpgsqlDataSource.Create(bench.ConnectionString);
        await using var other = await dataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await other.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var turn = new NpgsqlCommand("select pg_advisory_xact_lock(4101030110001)", other, transaction))
        {
            await turn.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        (await bench.ImportAsync("categories", Categories)).RefusedWith("Another import is running");
    }

    private static async Task<int> RunAsync(TextWriter error, CancellationToken stop, params string[] args)
    {
        using var output = new StringWriter();
        return await SongshanCommand.RunAsync(args, new CommandHost(output, error, ErrorIsTerminal: true, TimeProvider.System), stop);
    }

    // A cluster that runs on after this returns, with one incident in it.
    private static async Task<string> StartWithOneIncidentAsync(string data, string beside)
    {
        var running = await ManagedCluster.StartAsync(data, owner: false, durable: false, TestContext.Current.CancellationToken);
        (await CommandRun.OfAsync("import", "categories", Categories, "--connection", running.ConnectionString)).Succeeded();
        var one = beside + ".one.csv";
        await File.WriteAllTextAsync(one, "id,lon,lat,time,category\nbefore,113.61,34.70,2025-01-02 22:15,theft\n", TestContext.Current.CancellationToken);
        (await CommandRun.OfAsync("import", "incidents", one, "--connection", running.ConnectionString)).Succeeded();
        File.Delete(one);
        return running.ConnectionString;
    }

    private static void Kill(string data)
    {
        var pid = int.Parse(File.ReadLines(Path.Combine(data, "postgres", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        var family = File.ReadAllText($"/proc/{pid}/task/{pid}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture)).Prepend(pid).Select(Process.GetProcessById).ToList();
        family.ForEach(process => process.Kill());
        // Until the last of them is gone the cluster's shared memory is in use and it cannot start again.
        family.ForEach(process => process.WaitForExit());
        family.ForEach(process => process.Dispose());
    }

    private static async Task<object?> AskAsync(string connectionString, string sql)
    {
        await using var dataSource = NpgsqlDataSource.Create(connectionString);
        await using var command = dataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<bool> TryAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode == 0;
    }

    private static string ManyIncidents()
    {
        var text = new StringBuilder("id,lon,lat,time,category\n", Rows * 60);
        for (var i = 0; i < Rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"J{i},113.{6000 + (i % 300)},34.{6800 + (i / 300 % 400)},2025-01-02 22:15,theft\n");
        }

        return text.ToString();
    }

    /// <summary>Collects what is written and does something at the first progress bar.</summary>
    private sealed class Trigger(Action pull) : StringWriter
    {
        private readonly Lock _writing = new();

        public bool Pulled { get; private set; }

        public override void Write(string? value)
        {
            lock (_writing)
            {
                base.Write(value);
            }

            if (!Pulled && value is not null && value.Contains(" rows/s", StringComparison.Ordinal))
            {
                Pulled = true;
                pull();
            }
        }

        public override void WriteLine(string? value) => Write(value + "\n");
    }
}
