using System.Diagnostics;
using SongshanRoad.Gis.Load.Faults;

namespace SongshanRoad.Gis.Load.Deployment;

/// <summary>One server with a private database.</summary>
internal sealed class FreshServer(string root, string folder) : FreshDeployment(folder, Serve(root, folder, 0, 0))
{
    public override int? ProcessId => Process.Id;

    public override string ConnectionString => $"Host={Path.Combine(Folder, "socket")};Username=songshan;Database=songshan";

    public override async Task KillServerAsync(Random random, CancellationToken cancellation)
    {
        Signals.Kill(Process.Id);
        await Process.WaitForExitAsync(cancellation);
        Process.Dispose();
        Process = Serve(root, Folder, Address.Port, VehiclePort);
        await new Announcements(Process).UntilReadyAsync(cancellation);
    }

    public override Task KillRedisAsync() => throw new LoadException("One server alone has no Redis; say --cluster.");

    private static Process Serve(string root, string folder, int port, int vehiclePort) => Process.Start(new ProcessStartInfo(
        "dotnet",
        [
            Path.Combine(root, ".run", "songshan", "songshan.dll"), "serve", "--port", $"{port}", "--jt808-port", $"{vehiclePort}",
            "--data", folder, "--geodata", Path.Combine(root, "geodata"),
        ])
    { RedirectStandardOutput = true })!;
}
