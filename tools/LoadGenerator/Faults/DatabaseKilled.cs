using System.Globalization;
using SongshanRoad.Gis.Load.Deployment;

namespace SongshanRoad.Gis.Load.Faults;

/// <summary>PostgreSQL is killed (SIGKILL), in the middle of whatever it commits.</summary>
internal sealed class DatabaseKilled : IFault
{
    public string Name => "postgres";

    public string Says => "PostgreSQL killed";

    public Task<Finding?> StrikeAsync(FreshDeployment server, LoadDatabase database, Random random, CancellationToken cancellation)
    {
        // The first line of postmaster.pid is the process that owns the cluster (PostgreSQL, miscadmin.h).
        var owner = File.ReadLines(Path.Combine(server.Folder, "postgres", "postmaster.pid")).First();
        Signals.Kill(int.Parse(owner, CultureInfo.InvariantCulture));
        return Task.FromResult<Finding?>(null);
    }
}
