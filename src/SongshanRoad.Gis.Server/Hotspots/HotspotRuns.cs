using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Overlays;
using SongshanRoad.Gis.Hotspots.TopPlaces;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Storage.Hotspots;
using SongshanRoad.Gis.Storage.Tiles;

namespace SongshanRoad.Gis.Server.Hotspots;

/// <summary>Answers a request with a stored run, computing it when parameters or data are new: one computation at a time, and beside it the
/// standing overlay, which need not wait for anybody's question.</summary>
internal sealed class HotspotRuns(HotspotStore store, TileStore tiles, StandingOverlay standing, LiveNotices notices, TimeProvider clock) : IDisposable
{
    private const int TopPlaces = 10;
    private const string NoDistrict = "No district outline is stored yet; import one first: songshan import district FILE.";

    /// <summary>How runs are written, stored or sent.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Version of the program; another one may compute other last digits.</summary>
    public static readonly string CodeVersion =
        typeof(HotspotRuns).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private readonly SemaphoreSlim _computing = new(1, 1);
    private readonly SemaphoreSlim _standing = new(1, 1);
    private (string RunId, HotspotOverlay Overlay)? _shown;

    /// <summary>The run of a request, or what is missing for one, in one sentence.</summary>
    public async Task<(HotspotRunView? Run, string? Missing)> GetAsync(HotspotRequest request, CancellationToken cancellation)
    {
        if (await FindAsync(request, cancellation) is { } known)
        {
            return (known, null);
        }

        if (request.Standing)
        {
            return await RefreshStandingAsync(cancellation) is { } run ? (run, null) : (null, NoDistrict);
        }

        await _computing.WaitAsync(cancellation);
        try
        {
            return await FindAsync(request, cancellation) is { } computedMeanwhile
                ? (computedMeanwhile, null)
                : await ComputeAsync(request, cancellation);
        }
        finally
        {
            _computing.Release();
        }
    }

    /// <summary>The standing overlay of now, stored; when it is another than the one before, every open map is told which cells changed.</summary>
    /// <returns>Null when no district is stored, so that there is no window to compute in.</returns>
    public async Task<HotspotRunView?> RefreshStandingAsync(CancellationToken cancellation)
    {
        await _standing.WaitAsync(cancellation);
        try
        {
            var request = HotspotRequest.StandingAt(clock.GetUtcNow());
            if (await standing.AdvanceAsync(request, cancellation) is not { } figures)
            {
                return null;
            }

            var runId = IdOf(request, figures.Versions);
            if (runId == _shown?.RunId && await store.FindAsync(runId, cancellation) is { } known)
            {
                return ViewOf(known);
            }

            var view = await KeepAsync(request, figures.Versions, figures.Overlay, figures.Synthetic, cancellation);
            if (_shown is { } before && before.RunId != runId)
            {
                notices.Send(OverlayChange.Between(before.RunId, before.Overlay, runId, figures.Overlay));
            }

            _shown = (runId, figures.Overlay);
            return view;
        }
        finally
        {
            _standing.Release();
        }
    }

    /// <summary>What came out of a stored run.</summary>
    public static HotspotRunView ViewOf(StoredRun run) =>
        JsonSerializer.Deserialize<HotspotRunView>(run.SummaryJson, Json) ?? throw new InvalidDataException("A stored hotspot run has no summary.");

    /// <summary>What a stored run was asked for.</summary>
    public static HotspotRequest RequestOf(StoredRun run) =>
        JsonSerializer.Deserialize<HotspotRequest>(run.ParametersJson, Json) ?? throw new InvalidDataException("A stored hotspot run has no parameters.");

    /// <summary>The sentence for a run that is not stored.</summary>
    public static string Gone(string runId) =>
        $"There is no hotspot run {runId} (any more): runs that nobody cites go after a day. Ask for it again.";

    /// <summary>Id of the run of a request on these versions of the layers, by this version of the program.</summary>
    public static string IdOf(HotspotRequest request, IReadOnlyDictionary<string, long> versions)
    {
        var all = string.Create(CultureInfo.InvariantCulture,
            $"{JsonSerializer.Serialize(request, Json)} {versions["incidents"]} {versions["places"]} {versions["streets"]} {CodeVersion}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..24];
    }

    public void Dispose()
    {
        _computing.Dispose();
        _standing.Dispose();
    }

    private async Task<HotspotRunView?> FindAsync(HotspotRequest request, CancellationToken cancellation) =>
        await store.FindAsync(IdOf(request, await tiles.ReadVersionsAsync(cancellation)), cancellation) is { } run ? ViewOf(run) : null;

    private async Task<(HotspotRunView? Run, string? Missing)> ComputeAsync(HotspotRequest request, CancellationToken cancellation)
    {
        var ofSegments = request.Unit == HotspotRequest.Segment;
        var input = await store.ReadInputAsync(request.Filter, ofSegments, cancellation);
        if (input.OutlineMetric is null)
        {
            return (null, NoDistrict);
        }

        var synthetic = input.Incidents.Synthetic > 0;
        HotspotRunView view;
        if (!ofSegments)
        {
            view = await KeepAsync(request, input.Versions, HotspotComputation.OnCells(request, input), synthetic, cancellation);
        }
        else if (HotspotComputation.OnSegments(request, input) is { } overlay)
        {
            view = await KeepAsync(request, input.Versions, overlay, synthetic, cancellation);
        }
        else
        {
            return (null, "No street of the district is stored yet; import them first: songshan import streets FILE.");
        }

        await store.RetireAsync(view.RunId, view.ComputedAt, cancellation);
        return (view, null);
    }

    private async Task<HotspotRunView> KeepAsync(
        HotspotRequest request, IReadOnlyDictionary<string, long> versions, HotspotOverlay overlay, bool synthetic, CancellationToken cancellation)
    {
        var grid = overlay.Provenance.Grid;
        var top = await NameTopAsync(overlay.Cells, cell => cell.Count, cell => grid.CentreOf(new GridCell(cell.Column, cell.Row)), cancellation);
        // The id is of the versions that were read: something may have changed since the question came.
        var view = HotspotRunViews.Of(request, IdOf(request, versions), overlay, top, synthetic, clock.GetUtcNow());
        await store.AddAsync(Stored(request, view, versions), overlay, view.ComputedAt, cancellation);
        return view;
    }

    private async Task<HotspotRunView> KeepAsync(
        HotspotRequest request, IReadOnlyDictionary<string, long> versions, SegmentOverlay overlay, bool synthetic, CancellationToken cancellation)
    {
        var top = await NameTopAsync(overlay.Segments, segment => segment.Count, segment => segment.Edge.At(segment.Edge.LengthM / 2), cancellation);
        var view = HotspotRunViews.Of(request, IdOf(request, versions), overlay, top, synthetic, clock.GetUtcNow());
        await store.AddAsync(Stored(request, view, versions), overlay, view.ComputedAt, cancellation);
        return view;
    }

    private static NewHotspotRun Stored(HotspotRequest request, HotspotRunView view, IReadOnlyDictionary<string, long> versions) => new(
        view.RunId, JsonSerializer.Serialize(request, Json), JsonSerializer.Serialize(view, Json), versions["incidents"], CodeVersion, request.Standing);

    private async Task<IReadOnlyList<TopPlaceView>> NameTopAsync<TUnit>(
        IReadOnlyList<TUnit> units, Func<TUnit, double> countOf, Func<TUnit, MetricPoint> middleOf, CancellationToken cancellation)
    {
        // Units stand in a fixed order, which decides between equal counts.
        var top = TopPlacesList.Of([.. units.Select(countOf)], TopPlaces).Places;
        var named = await store.NameAsync([.. top.Select(place => middleOf(units[place.Unit]))], cancellation);
        return [.. top.Zip(named, (place, spot) =>
            new TopPlaceView(spot.Name, place.Count, place.Interval.Low, place.Interval.High, spot.LonDeg, spot.LatDeg))];
    }
}
