using System.Diagnostics;
using System.Text.Json;
using SongshanRoad.Gis.Load.Faults;

namespace SongshanRoad.Gis.Load.Deployment;

/// <summary>Three servers with one database and Redis behind a proxy: tools/run-cluster, which starts again whatever dies.</summary>
internal sealed class FreshCluster(string root, string folder) : FreshDeployment(folder, Run(root, folder))
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    public override int? ProcessId => null;

    public override string ConnectionString
    {
        get
        {
            using var description = Describe();
            return description.RootElement.GetProperty("connection").GetString()!;
        }
    }

    public override async Task KillServerAsync(Random random, CancellationToken cancellation)
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

    public override Task KillRedisAsync()
    {
        using var description = Describe();
        Signals.Kill(description.RootElement.GetProperty("redis").GetProperty("pid").GetInt32());
        return Task.CompletedTask;
    }

    private static Process Run(string root, string folder) => Process.Start(new ProcessStartInfo(
        Path.Combine(root, "tools", "run-cluster"), ["--port", "0", "--jt808-port", "0", "--data", folder])
    { RedirectStandardOutput = true })!;

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
