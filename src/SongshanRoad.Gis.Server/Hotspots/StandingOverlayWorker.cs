using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Storage.Hotspots;

namespace SongshanRoad.Gis.Server.Hotspots;

/// <summary>Keeps the overlay that maps show by default up to date: at the start and whenever incidents change, so that opening the map waits
/// for nothing and open maps hear which cells changed their class.</summary>
internal sealed class StandingOverlayWorker(
    HotspotRuns runs, HotspotStore store, LayerChangeWorker changes, TimeProvider clock, ILogger<StandingOverlayWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A change during a computation asks for exactly one more.
        var due = new Bell();
        void Ask(string layer)
        {
            if (layer is "incidents" or "places" or "streets")
            {
                due.Ring();
            }
        }

        changes.Changed += Ask;
        try
        {
            Ask("incidents");
            while (true)
            {
                await due.RungAsync(stoppingToken);
                due.Hear();
                await RefreshAsync(stoppingToken);
            }
        }
        finally
        {
            changes.Changed -= Ask;
        }
    }

    private async Task RefreshAsync(CancellationToken cancellation)
    {
        try
        {
            if (await runs.RefreshStandingAsync(cancellation) is { } run)
            {
                // After the maps were told: a day's runs may be many rows.
                await store.RetireAsync(run.RunId, clock.GetUtcNow(), cancellation);
            }
        }
        catch (NpgsqlException failure)
        {
            // The next change asks again; whoever opens the map meanwhile computes it himself.
            log.WorkerWaits(nameof(StandingOverlayWorker), failure.Message);
        }
    }
}
