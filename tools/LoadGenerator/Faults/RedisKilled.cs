using SongshanRoad.Gis.Load.Deployment;

namespace SongshanRoad.Gis.Load.Faults;

/// <summary>Redis, over which several servers tell each other what they stored, is killed (SIGKILL).</summary>
internal sealed class RedisKilled : IFault
{
    public string Name => "redis";

    public string Says => "Redis killed";

    public bool NeedsCluster => true;

    public async Task<Finding?> StrikeAsync(FreshDeployment server, LoadDatabase database, Random random, CancellationToken cancellation)
    {
        await server.KillRedisAsync();
        return null;
    }
}
