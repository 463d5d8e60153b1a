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

    /// <summary>The run of a request.</summary>
    /// <returns>Null when no district is stored, so that there is no window to compute in.</returns>
    public async Task<HotspotRunView?> GetAsync(HotspotRequest request, CancellationToken cancellation)
    {
        var versions = await tiles.ReadVersionsAsync(cancellation);
        var runId = IdOf(request, versions);
        if (await store.FindSummaryAsync(runId, cancellation) is { } known)
        {
            return Read(known);
        }

        await _computing.WaitAsync(cancellation);
        try
        {
            return await store.FindSummaryAsync(runId, cancellation) is { } computedMeanwhile
                ? Read(computedMeanwhile)
                : await ComputeAsync(request, runId, versions["incidents"], cancellation);
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

    private async Task<HotspotRunView?> ComputeAsync(
        HotspotRequest request, string runId, long incidentsVersion, CancellationToken cancellation)
    {
        if (await store.ReadWindowAsync(cancellation) is not { } outlineMetric)
        {
            return null;
        }

        var incidents = await store.ReadIncidentsAsync(request.Filter, cancellation);
        var parameters = new HotspotParameters
        {
            Grid = request.Grid(),
            BandwidthM = request.BandwidthM,
            Kernel = request.Kernel,
        };
        var overlay = HotspotOverlay.Compute(incidents.Places, SharesOf(incidents, request.Filter.Hours), new PolygonWindow(outlineMetric), parameters);
        var now = clock.GetUtcNow();
        var view = new HotspotRunView(
            runId,
            overlay.Outcome switch
            {
                HotspotOutcome.TooFewIncidents => "tooFewIncidents",
                HotspotOutcome.TooFewCells => "tooFewCells",
                _ => "ok",
            },
            request.Filter.From,
            request.Filter.To,
            request.Filter.Categories,
            request.Filter.CalledInOnly,
            request.Unit,
            request.Filter.Hours?.Weekdays ?? [],
            request.Filter.Hours?.FromHour ?? 0,
            request.Filter.Hours?.ToHour ?? HotspotQuery.HoursPerDay,
            overlay.Provenance.IncidentsInCells,
            overlay.Provenance.WeightInCells,
            overlay.Provenance.IncidentsUsed + overlay.Provenance.IncidentsOutside - overlay.Provenance.IncidentsInCells,
            request.CellM,
            request.BandwidthM,
            request.Kernel.ToString().ToLowerInvariant(),
            overlay.Provenance.CellsTested,
            overlay.Provenance.CellsWithIncidents,
            overlay.Hot,
            overlay.Cold,
            overlay.Provenance.CellsDependingOnGrid,
            DensityLegend.Breaks(overlay.Cells),
            overlay.Provenance.MinIncidents,
            await NameTopAsync(overlay, parameters.Grid, cancellation),
            now,
            await store.HoldsSyntheticAsync(request.Filter, cancellation));
        await store.AddAsync(
            new NewHotspotRun(runId, JsonSerializer.Serialize(request, Json), JsonSerializer.Serialize(view, Json), incidentsVersion, CodeVersion,
                request.Standing, overlay),
            now, cancellation);
        return view;
    }

    private async Task<IReadOnlyList<TopPlaceView>> NameTopAsync(HotspotOverlay overlay, CellGrid grid, CancellationToken cancellation)
    {
        // Cells stand by row, then column, which decides between equal counts.
        var top = TopPlacesList.Of([.. overlay.Cells.Select(cell => cell.Count)], TopPlaces).Places;
        var named = await store.NameAsync(
            [.. top.Select(place => overlay.Cells[place.Unit]).Select(cell => grid.CentreOf(new GridCell(cell.Column, cell.Row)))], cancellation);
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
            $"{JsonSerializer.Serialize(request, Json)} {versions["incidents"]} {versions["places"]} {CodeVersion}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..24];
    }
}
