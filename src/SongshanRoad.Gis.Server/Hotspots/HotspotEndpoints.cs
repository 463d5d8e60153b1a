using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Hotspots.Ranks;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Storage.Hotspots;

namespace SongshanRoad.Gis.Server.Hotspots;

/// <summary>The hotspot overlay.</summary>
internal static class HotspotEndpoints
{
    private const string GeoJson = "geojson";
    private const string Csv = "csv";
    private const string GeoPackage = "gpkg";

    public static void AddHotspots(this IServiceCollection services)
    {
        services.AddSingleton<HotspotStore>();
        services.AddSingleton<HotspotRuns>();
        services.AddSingleton<StandingOverlay>();
        services.AddSingleton<HotspotRanks>();
        services.AddHostedService<StandingOverlayWorker>();
    }

    public static void MapHotspots(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/hotspots", GetAsync).RequireAuthorization(Policies.Office);
        routes.MapGet("/api/hotspots/{runId}", FindAsync).RequireAuthorization(Policies.Office);
        routes.MapGet("/api/hotspots/{runId}/export", ExportAsync).RequireAuthorization(Policies.Office);
    }

    private static async Task<IResult> GetAsync(
        [AsParameters] HotspotQuery query, HotspotRuns runs, TimeProvider clock, CancellationToken cancellation)
    {
        if (query.Read(HotspotRequest.StandingAt(clock.GetUtcNow()), out var request) is { } wrong)
        {
            return ProblemResults.Invalid(wrong);
        }

        var (run, missing) = await runs.GetAsync(request!, cancellation);
        return run is not null ? Results.Ok(run) : ProblemResults.Conflict(missing!);
    }

    private static async Task<IResult> FindAsync(string runId, HotspotStore store, CancellationToken cancellation) =>
        await store.FindAsync(runId, cancellation) is { } run ? Results.Ok(HotspotRuns.ViewOf(run)) : ProblemResults.NotFound(HotspotRuns.Gone(runId));

    private static async Task<IResult> ExportAsync(string runId, string? format, HotspotStore store, CancellationToken cancellation)
    {
        if (MediaTypeOf(format) is not { } mediaType)
        {
            return ProblemResults.Invalid($"Format '{format}' is unknown; geojson, csv and gpkg are allowed.");
        }

        if (await store.FindAsync(runId, cancellation) is not { } stored)
        {
            return ProblemResults.NotFound(HotspotRuns.Gone(runId));
        }

        var run = HotspotRuns.ViewOf(stored);
        byte[] file;
        if (run.Unit == HotspotRequest.Segment)
        {
            var segments = await store.ReadSegmentsAsync(runId, cancellation);
            file = format switch
            {
                Csv => HotspotExport.Csv(run, segments),
                GeoPackage => HotspotGeoPackage.Write(run, segments),
                _ => HotspotExport.GeoJson(run, segments),
            };
        }
        else
        {
            var cells = await store.ReadCellsAsync(runId, cancellation);
            file = format switch
            {
                Csv => HotspotExport.Csv(run, cells),
                GeoPackage => HotspotGeoPackage.Write(run, cells),
                _ => HotspotExport.GeoJson(run, cells),
            };
        }

        return Results.File(file, mediaType, $"hotspots-{runId}.{format}");
    }

    private static string? MediaTypeOf(string? format) => format switch
    {
        GeoJson => "application/geo+json",
        Csv => "text/csv; charset=utf-8",
        GeoPackage => "application/geopackage+sqlite3",
        _ => null,
    };
}
