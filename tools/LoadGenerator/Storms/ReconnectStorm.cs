using System.Globalization;
using SongshanRoad.Gis.Load.Measures;
using SongshanRoad.Gis.Load.Trackers;

namespace SongshanRoad.Gis.Load.Storms;

/// <summary>In the middle of the run every tracker that keeps a connection loses it at the same moment and comes back at once, as after a mobile network's outage.</summary>
internal sealed class ReconnectStorm(TimeProvider clock) : ITrial
{
    private readonly List<Finding> _findings = [];

    public IReadOnlyList<Finding> Findings => _findings;

    public async Task RunAsync(IReadOnlyList<ITracker> trackers, IReadOnlyList<UnitLedger> ledgers, LoadOptions options, CancellationToken ending)
    {
        await Task.Delay(options.Lasting / 2, clock, ending);
        var connected = trackers.OfType<IReconnecting>().ToList();
        var begun = clock.GetTimestamp();
        var attempts = await Task.WhenAll(connected.Select((tracker, number) => UntilBackAsync(tracker, new Random(options.Seed + number), ending)));
        _findings.Add(new Finding(string.Create(CultureInfo.InvariantCulture,
            $"storm: {connected.Count} connections cut at once, all let in again after {clock.GetElapsedTime(begun).TotalSeconds:F1} s ({attempts.Sum() - connected.Count} attempts failed)"), false));
    }

    private async Task<int> UntilBackAsync(IReconnecting tracker, Random random, CancellationToken ending)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await tracker.ReconnectAsync(ending);
                return attempt;
            }
            catch (Exception refused) when (refused is IOException or System.Net.Sockets.SocketException)
            {
                await Task.Delay(TimeSpan.FromSeconds(random.NextDouble()), clock, ending);
            }
        }
    }
}
