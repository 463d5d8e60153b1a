using System.Diagnostics;
using System.Text.Json;
using SongshanRoad.Gis.Load.Faults;

namespace SongshanRoad.Gis.Load.Deployment;

/// <summary>Three servers with one database and Redis behind a proxy: tools/run-cluster, which starts again whatever dies.</summary>
internal sealed class FreshCluster : IFreshDeployment
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;

    private FreshCluster(string root, string folder)
    {
        Folder = folder;
        _process = Process.Start(new ProcessStartInfo(
            Path.Combine(root, "tools", "run-cluster"), ["--port", "0", "--jt808-port", "0", "--data", folder])
        { RedirectStandardOutput = true })!;
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public int VehiclePort { get; private set; }

    public int? ProcessId => null;

    public string Folder { get; }

    public string ConnectionString { get; private set; } = "";

    public string Password { get; } = FreshAccount.NewPassword();

    /// <summary>Starts it and makes a dispatcher's account.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="folder">The data directory, which is deleted in the end.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<FreshCluster> StartAsync(string root, string folder, CancellationToken cancellation)
    {
        var cluster = new FreshCluster(root, folder);
        try
        {
            var said = new Announcements(cluster._process);
            var link = await said.SetupLinkAsync(cancellation);
            cluster.VehiclePort = await said.VehiclePortAsync(cancellation);
            await said.UntilReadyAsync(cancellation);
            using var description = cluster.Describe();
            cluster.Address = new Uri(description.RootElement.GetProperty("address").GetString()!);
            cluster.ConnectionString = description.RootElement.GetProperty("connection").GetString()!;
            await FreshAccount.MakeAsync(link, cluster.Password, cancellation);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async Task KillServerAsync(Random random, CancellationToken cancellation)
    {
        using var before = Describe();
        var nodes = before.RootElement.GetProperty("nodes");
        var number = random.Next(nodes.GetArrayLength());
        var process = nodes[number].GetProperty("pid").GetInt32();
        Signals.Kill(process);
        while (NodeOf(number) is var node && (node.ProcessId == process || !await AnswersAsync(node.Address, cancellation)))
        {
            await Task.Delay(LookEvery, cancellation);
        }
    }

    public Task KillRedisAsync()
    {
        using var description = Describe();
        Signals.Kill(description.RootElement.GetProperty("redis").GetProperty("pid").GetInt32());
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Signals.Terminate(_process.Id);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<bool> AnswersAsync(Uri node, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = node };
        try
        {
            using var answer = await http.GetAsync(new Uri("health/live", UriKind.Relative), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private (int ProcessId, Uri Address) NodeOf(int number)
    {
        using var description = Describe();
        var node = description.RootElement.GetProperty("nodes")[number];
        return (node.GetProperty("pid").GetInt32(), new Uri(node.GetProperty("address").GetString()!));
    }

    private JsonDocument Describe() => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "cluster.json")));
}
