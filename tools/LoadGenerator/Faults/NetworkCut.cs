using System.Diagnostics;
using SongshanRoad.Gis.Load.Deployment;

namespace SongshanRoad.Gis.Load.Faults;

/// <summary>Nothing passes between senders, maps and server for 5 to 15 s. In a network namespace of the run's own, so that nobody else is cut off.</summary>
internal sealed class NetworkCut : IFault
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(10);

    public string Name => "network";

    public string Says => "network cut";

    public async Task<Finding?> StrikeAsync(FreshDeployment server, LoadDatabase database, Random random, CancellationToken cancellation)
    {
        // A machine's own network has routes beyond itself; their table begins with a line of headings (proc(5)).
        if (File.ReadLines("/proc/self/net/route").Skip(1).Any())
        {
            throw new LoadException("The network is not this run's own; start it with tools/faults, which gives it one.");
        }

        await SetAsync("down");
        try
        {
            await Task.Delay(Least + (random.NextDouble() * Spread), cancellation);
        }
        finally
        {
            await SetAsync("up");
        }

        return null;
    }

    private static async Task SetAsync(string state)
    {
        using var ip = Process.Start("ip", ["link", "set", "lo", state]);
        await ip.WaitForExitAsync();
        if (ip.ExitCode != 0)
        {
            throw new LoadException($"The network could not be set {state}.");
        }
    }
}
