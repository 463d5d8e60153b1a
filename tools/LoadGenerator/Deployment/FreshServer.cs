using System.Diagnostics;
using SongshanRoad.Gis.Load.Faults;

namespace SongshanRoad.Gis.Load.Deployment;

/// <summary>One server with a private database.</summary>
internal sealed class FreshServer : IFreshDeployment
{
    private readonly string _root;
    private Process _process;

    private FreshServer(string root, string folder)
    {
        (_root, Folder) = (root, folder);
        _process = Serve(0, 0);
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public int VehiclePort { get; private set; }

    public int? ProcessId => _process.Id;

    public string Folder { get; }

    public string ConnectionString => $"Host={Path.Combine(Folder, "socket")};Username=songshan;Database=songshan";

    public string Password { get; } = FreshAccount.NewPassword();

    /// <summary>Starts it and makes a dispatcher's account.</summary>
    /// <param name="root">The repository, in which tools/load has built the server.</param>
    /// <param name="folder">The data directory, which is deleted in the end.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<FreshServer> StartAsync(string root, string folder, CancellationToken cancellation)
    {
        var server = new FreshServer(root, folder);
        try
        {
            var said = new Announcements(server._process);
            var link = await said.SetupLinkAsync(cancellation);
            server.Address = new Uri(link.GetLeftPart(UriPartial.Authority));
            server.VehiclePort = await said.VehiclePortAsync(cancellation);
            await said.UntilReadyAsync(cancellation);
            await FreshAccount.MakeAsync(link, server.Password, cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task KillServerAsync(Random random, CancellationToken cancellation)
    {
        Signals.Kill(_process.Id);
        await _process.WaitForExitAsync(cancellation);
        _process.Dispose();
        _process = Serve(Address.Port, VehiclePort);
        await new Announcements(_process).UntilReadyAsync(cancellation);
    }

    public Task KillRedisAsync() => throw new LoadException("One server alone has no Redis; say --cluster.");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // As Ctrl-C: it stops the database it started.
            Signals.Terminate(_process.Id);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private Process Serve(int port, int vehiclePort) => Process.Start(new ProcessStartInfo(
        "dotnet",
        [
            Path.Combine(_root, ".run", "songshan", "songshan.dll"), "serve", "--port", $"{port}", "--jt808-port", $"{vehiclePort}",
            "--data", Folder, "--geodata", Path.Combine(_root, "geodata"),
        ])
    { RedirectStandardOutput = true })!;
}
