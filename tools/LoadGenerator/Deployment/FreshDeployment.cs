using System.Diagnostics;
using SongshanRoad.Gis.Load.Faults;

namespace SongshanRoad.Gis.Load.Deployment;

/// <summary>A deployment of the tool's own on a throw-away data directory, with the demo district and no other load.</summary>
/// <param name="folder">The data directory, which is deleted in the end.</param>
/// <param name="process">What runs it.</param>
internal abstract class FreshDeployment(string folder, Process process) : IAsyncDisposable
{
    /// <summary>Where clients go.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Port for patrol-car terminals.</summary>
    public int VehiclePort { get; private set; }

    /// <summary>The data directory.</summary>
    public string Folder => folder;

    /// <summary>Npgsql connection string of the database.</summary>
    public abstract string ConnectionString { get; }

    /// <summary>Password of the account <see cref="FreshAccount.Name"/>.</summary>
    public string Password { get; } = FreshAccount.NewPassword();

    /// <summary>The server's process; null when there are several.</summary>
    public abstract int? ProcessId { get; }

    /// <summary>What runs it now.</summary>
    protected Process Process { get; set; } = process;

    /// <summary>Starts one server, or a cluster of three, and makes a dispatcher's account.</summary>
    /// <param name="root">The repository, in which tools/load has built the server.</param>
    /// <param name="isCluster">Whether three servers are wanted.</param>
    /// <param name="under">Directory under which the data directory is made, or null for the system's own.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<FreshDeployment> StartAsync(string root, bool isCluster, string? under, CancellationToken cancellation)
    {
        var folder = under is null
            ? Directory.CreateTempSubdirectory("songshan-load-").FullName
            : Directory.CreateDirectory(Path.Combine(under, Path.GetRandomFileName())).FullName;
        FreshDeployment deployment = isCluster ? new FreshCluster(root, folder) : new FreshServer(root, folder);
        try
        {
            var said = new Announcements(deployment.Process);
            var link = await said.SetupLinkAsync(cancellation);
            deployment.Address = new Uri(link.GetLeftPart(UriPartial.Authority));
            deployment.VehiclePort = await said.VehiclePortAsync(cancellation);
            await said.UntilReadyAsync(cancellation);
            await FreshAccount.MakeAsync(link, deployment.Password, cancellation);
            return deployment;
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills a server (SIGKILL) and has it started again, as a service manager does; done when it is there again.</summary>
    public abstract Task KillServerAsync(Random random, CancellationToken cancellation);

    /// <summary>Kills Redis.</summary>
    /// <exception cref="LoadException">There is none.</exception>
    public abstract Task KillRedisAsync();

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
        {
            // As Ctrl-C: it stops the database, and whatever else it started.
            Signals.Terminate(Process.Id);
            await Process.WaitForExitAsync();
        }

        Process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
