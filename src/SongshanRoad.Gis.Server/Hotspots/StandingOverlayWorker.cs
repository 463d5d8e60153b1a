using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Storage.Hotspots;

namespace SongshanRoad.Gis.Server.Hotspots;

/// <summary>Keeps the overlay that maps show by default up to date: computed at the start and whenever incidents change, so that
/// opening the map waits for nothing and open maps hear how many cells changed their class.</summary>
internal sealed class StandingOverlayWorker(
    HotspotRuns runs, HotspotStore store, LayerChangeWorker changes, LiveNotices notices, TimeProvider clock, ILogger<StandingOverlayWorker> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // One place: a change during a computation asks for exactly one more.
        var due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void Ask(string layer)
        {
            if (layer is "incidents" or "places" or "streets")
            {
                due.Writer.TryWrite(true);
            }
        }

        changes.Changed += Ask;
        try
        {
            Ask("incidents");
            string? shown = null;
            await foreach (var _ in due.Reader.ReadAllAsync(stoppingToken))
            {
                shown = await RefreshAsync(shown, stoppingToken);
            }
        }
        finally
        {
            changes.Changed -= Ask;
        }
    }

    private async Task<string?> RefreshAsync(string? shown, CancellationToken cancellation)
    {
        try
        {
            if ((await runs.GetAsync(HotspotRequest.StandingAt(clock.GetUtcNow()), cancellation)).Run is not { } run)
            {
                return shown;
            }

            if (shown is not null && shown != run.RunId)
            {
                notices.Send(new HotspotsChanged(run.RunId, await store.CountClassChangesAsync(shown, run.RunId, cancellation)));
            }

            return run.RunId;
        }
        catch (NpgsqlException failure)
        {
            // The next change asks again; whoever opens the map meanwhile computes it himself.
            log.WorkerWaits(nameof(StandingOverlayWorker), failure.Message);
            return shown;
        }
    }
}
