using SongshanRoad.Gis.Patrols.Demo;

namespace SongshanRoad.Gis.Cli.Demo;

/// <summary>Demo patrols in real time: they enter through the same public door as real ones, one device and connection each.</summary>
internal sealed class DemoPatrols(CommandHost host, DemoSecrets secrets, DemoNetwork demo)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <summary>Patrols until cancelled.</summary>
    public async Task RunAsync(Uri server, CancellationToken cancellation)
    {
        var devices = new Dictionary<string, DemoDevice>();
        var sending = new List<Task>();
        try
        {
            var units = new List<SimulatedUnit>();
            foreach (var unit in demo.Units)
            {
                if (unit.UnitId != DemoRoute.UnitCode && secrets.DeviceTokens.TryGetValue(unit.UnitId, out var token))
                {
                    var device = new DemoDevice(server, token, host.Time);
                    devices.Add(unit.UnitId, device);
                    units.Add(unit with { DutyId = await device.StartDutyAsync(cancellation) });
                    sending.Add(device.SendAsync(cancellation));
                    sending.Add(device.StayOnDutyAsync(cancellation));
                }
            }

            var now = host.Time.GetUtcNow();
            // Each start is another walk, so that a second start does not repeat the first.
            var simulation = new PatrolSimulation(new SimulationSetup(demo.Network, demo.Projection, units, now, (int)(now.ToUnixTimeSeconds() & int.MaxValue)));
            using var timer = new PeriodicTimer(Step, host.Time);
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                // The clock decides, not the ticks: a late tick makes a longer step.
                foreach (var batch in simulation.Step(host.Time.GetUtcNow() - simulation.Now))
                {
                    devices[batch.UnitId].Add(batch.Fixes);
                }
            }
        }
        finally
        {
            await Task.WhenAll(sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var device in devices.Values)
            {
                await device.DisposeAsync();
            }
        }
    }
}
