using SongshanRoad.Gis.Load.Deployment;

namespace SongshanRoad.Gis.Load.Faults;

/// <summary>A server is killed (SIGKILL) and started again, as a service manager does it.</summary>
internal sealed class ServerKilled : IFault
{
    public string Name => "server";

    public string Says => "server killed";

    // A new process reads the whole night again while 20,000 fixes a second wait for it.
    public TimeSpan BackWithin => TimeSpan.FromSeconds(30);

    public async Task<Finding?> StrikeAsync(FreshDeployment server, LoadDatabase database, Random random, CancellationToken cancellation)
    {
        await server.KillServerAsync(random, cancellation);
        return null;
    }
}
