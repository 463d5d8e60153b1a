using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Overlays;
using SongshanRoad.Gis.Storage.Hotspots;

namespace SongshanRoad.Gis.Server.Hotspots;

/// <summary>The standing overlay's figures, carried from one version of the incidents to the next by what changed between them. Everything is
/// read and computed anew at the start, when the window moves at midnight, when places change, and when more changed than is listed. Not safe to use from several threads at once.</summary>
internal sealed class StandingOverlay(HotspotStore store)
{
    private RunningOverlay? _running;
    private (DateTimeOffset From, DateTimeOffset To) _window;
    private (long Incidents, long Places) _versions;
    private int _synthetic;

    /// <summary>How often everything was computed anew.</summary>
    public int WholeComputations { get; private set; }

    /// <summary>The overlay of the stored incidents; null when no district is stored.</summary>
    public async Task<StandingFigures?> AdvanceAsync(HotspotRequest request, CancellationToken cancellation)
    {
        if (_running is not null && _window == (request.Filter.From, request.Filter.To))
        {
            var (versions, changes) = await store.ReadChangesAsync(_versions.Incidents, cancellation);
            if (changes is not null && versions["places"] == _versions.Places)
            {
                var inWindow = changes.Where(change => change.OccurredFrom >= request.Filter.From && change.OccurredFrom < request.Filter.To).ToList();
                var running = _running;
                // Whatever goes wrong from here on, half of the changes must not stay behind.
                _running = null;
                running.Apply(inWindow.ConvertAll(change => change.Incident));
                (_running, _versions) = (running, (versions["incidents"], versions["places"]));
                _synthetic += inWindow.Sum(change => change.Synthetic ? change.Incident.Sign : 0);
                return new StandingFigures(running.ToOverlay(), versions, _synthetic > 0);
            }
        }

        return await ComputeAsync(request, cancellation);
    }

    private async Task<StandingFigures?> ComputeAsync(HotspotRequest request, CancellationToken cancellation)
    {
        _running = null;
        var input = await store.ReadInputAsync(request.Filter, withStreets: false, cancellation);
        if (input.OutlineMetric is not { } outlineMetric)
        {
            return null;
        }

        WholeComputations++;
        var (window, parameters) = (new PolygonWindow(outlineMetric), request.OnCells());
        if (!RunningOverlay.IsFor(window, parameters))
        {
            return new StandingFigures(HotspotOverlay.Compute(input.Incidents.Places, [], window, parameters), input.Versions, input.Incidents.Synthetic > 0);
        }

        _running = new RunningOverlay(input.Incidents.Places, window, parameters);
        (_window, _synthetic) = ((request.Filter.From, request.Filter.To), input.Incidents.Synthetic);
        _versions = (input.Versions["incidents"], input.Versions["places"]);
        return new StandingFigures(_running.ToOverlay(), input.Versions, _synthetic > 0);
    }
}

/// <summary>The standing overlay at one moment.</summary>
/// <param name="Overlay">Its cells.</param>
/// <param name="Versions">Version of each layer it was computed from.</param>
/// <param name="Synthetic">Whether any of its incidents was made for the demo.</param>
internal sealed record StandingFigures(HotspotOverlay Overlay, IReadOnlyDictionary<string, long> Versions, bool Synthetic);
