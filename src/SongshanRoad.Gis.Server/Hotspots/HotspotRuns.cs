using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Overlays;
using SongshanRoad.Gis.Hotspots.Times;
using SongshanRoad.Gis.Hotspots.TopPlaces;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Streets;
using SongshanRoad.Gis.Storage.Hotspots;
using SongshanRoad.Gis.Storage.Tiles;

namespace SongshanRoad.Gis.Server.Hotspots;

/// <summary>Answers a request with a stored run, computing it when parameters or data are new. One computation at a time.</summary>
internal sealed class HotspotRuns(HotspotStore store, TileStore tiles, TimeProvider clock) : IDisposable
{
    private const int TopPlaces = 10;

    /// <summary>How runs are written, stored or sent.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly string CodeVersion =
        typeof(HotspotRuns).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private readonly SemaphoreSlim _computing = new(1, 1);

    /// <summary>The run of a request, or what is missing for one, in one sentence.</summary>
    public async Task<(HotspotRunView? Run, string? Missing)> GetAsync(HotspotRequest request, CancellationToken cancellation)
    {
        if (await FindAsync(request, cancellation) is { } known)
        {
            return (known, null);
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

    /// <summary>A stored summary.</summary>
    public static HotspotRunView Read(string summary) =>
        JsonSerializer.Deserialize<HotspotRunView>(summary, Json) ?? throw new InvalidDataException("A stored hotspot run has no summary.");

    public void Dispose() => _computing.Dispose();

    private async Task<HotspotRunView?> FindAsync(HotspotRequest request, CancellationToken cancellation) =>
        await store.FindSummaryAsync(IdOf(request, await tiles.ReadVersionsAsync(cancellation)), cancellation) is { } summary ? Read(summary) : null;

    private async Task<(HotspotRunView? Run, string? Missing)> ComputeAsync(HotspotRequest request, CancellationToken cancellation)
    {
        var ofSegments = request.Unit == HotspotRequest.Segment;
        var input = await store.ReadInputAsync(request.Filter, ofSegments, cancellation);
        if (input.OutlineMetric is not { } outlineMetric)
        {
            return (null, "No district outline is stored yet; import one first: songshan import district FILE.");
        }

        var window = new PolygonWindow(outlineMetric);
        // The versions of what was read: something may have changed since the question came.
        var (runId, now, synthetic) = (IdOf(request, input.Versions), clock.GetUtcNow(), input.Incidents.Synthetic > 0);
        if (!ofSegments)
        {
            var parameters = new HotspotParameters { Grid = request.Grid(), BandwidthM = request.BandwidthM, Kernel = request.Kernel };
            var overlay = HotspotOverlay.Compute(input.Incidents.Places, SharesOf(input.Incidents, request.Filter.Hours), window, parameters);
            var top = await NameTopAsync(overlay.Cells, cell => cell.Count, cell => parameters.Grid.CentreOf(new GridCell(cell.Column, cell.Row)), cancellation);
            var view = HotspotRunViews.Of(request, runId, overlay, top, synthetic, now);
            await store.AddAsync(Stored(request, view, input.Versions), overlay, now, cancellation);
            return (view, null);
        }

        var streets = new DistrictStreets(StreetNetwork.From(input.Streets), window);
        if (streets.Units.Count == 0)
        {
            return (null, "No street of the district is stored yet; import them first: songshan import streets FILE.");
        }

        var onStreets = SegmentOverlay.Compute(input.Incidents.Places, SharesOf(input.Incidents, request.Filter.Hours), streets, request.AlongStreets());
        var topSegments = await NameTopAsync(onStreets.Segments, segment => segment.Count, segment => segment.Edge.At(segment.Edge.LengthM / 2), cancellation);
        var segmentView = HotspotRunViews.Of(request, runId, onStreets, topSegments, synthetic, now);
        await store.AddAsync(Stored(request, segmentView, input.Versions), onStreets, now, cancellation);
        return (segmentView, null);
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

    /// <summary>How much of each incident lies in the hours looked at; empty when all do.</summary>
    private static double[] SharesOf(HotspotIncidents incidents, HoursOfWeek? hours)
    {
        if (hours is null)
        {
            return [];
        }

        var window = HourWindow.Of(hours.Weekdays.Select(day => HourOfWeek.Days[day - 1]), hours.FromHour, hours.ToHour);
        return [.. incidents.Times.Select(window.ShareOf)];
    }

    private static string IdOf(HotspotRequest request, IReadOnlyDictionary<string, long> versions)
    {
        var all = string.Create(CultureInfo.InvariantCulture,
            $"{JsonSerializer.Serialize(request, Json)} {versions["incidents"]} {versions["places"]} {versions["streets"]} {CodeVersion}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..24];
    }
}
