using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Storage.Hotspots;

namespace SongshanRoad.Gis.Server.Hotspots;

/// <summary>The hotspot overlay.</summary>
internal static class HotspotEndpoints
{
    public static void AddHotspots(this IServiceCollection services)
    {
        services.AddSingleton<HotspotStore>();
        services.AddSingleton<HotspotRuns>();
        services.AddSingleton<StandingOverlay>();
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
        if (format is not ("geojson" or "csv"))
        {
            return ProblemResults.Invalid($"Format '{format}' is unknown; geojson and csv are allowed.");
        }

        if (await store.FindAsync(runId, cancellation) is not { } stored)
        {
            return ProblemResults.NotFound(HotspotRuns.Gone(runId));
        }

        var run = HotspotRuns.ViewOf(stored);
        var asCsv = format == "csv";
        byte[] file;
        if (run.Unit == HotspotRequest.Segment)
        {
            var segments = await store.ReadSegmentsAsync(runId, cancellation);
            file = asCsv ? HotspotExport.Csv(run, segments) : HotspotExport.GeoJson(run, segments);
        }
        else
        {
            var cells = await store.ReadCellsAsync(runId, cancellation);
            file = asCsv ? HotspotExport.Csv(run, cells) : HotspotExport.GeoJson(run, cells);
        }

        return Results.File(file, asCsv ? "text/csv; charset=utf-8" : "application/geo+json", $"hotspots-{runId}.{format}");
    }
}
