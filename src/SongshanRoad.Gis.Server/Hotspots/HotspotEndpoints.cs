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
        services.AddHostedService<StandingOverlayWorker>();
    }

    public static void MapHotspots(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/hotspots", GetAsync).RequireAuthorization(Policies.Office);
        routes.MapGet("/api/hotspots/{runId}/export", ExportAsync).RequireAuthorization(Policies.Office);
    }

    private static async Task<IResult> GetAsync(
        [AsParameters] HotspotQuery query, HotspotRuns runs, TimeProvider clock, CancellationToken cancellation)
    {
        if (query.Read(HotspotRequest.StandingAt(clock.GetUtcNow()), out var request) is { } wrong)
        {
            return ProblemResults.Invalid(wrong);
        }

        return await runs.GetAsync(request!, cancellation) is { } run
            ? Results.Ok(run)
            : ProblemResults.Conflict("No district outline is stored yet; import one first: songshan import district FILE.");
    }

    private static async Task<IResult> ExportAsync(string runId, string? format, HotspotStore store, CancellationToken cancellation)
    {
        if (format is not ("geojson" or "csv"))
        {
            return ProblemResults.Invalid($"Format '{format}' is unknown; geojson and csv are allowed.");
        }

        if (await store.FindSummaryAsync(runId, cancellation) is not { } summary)
        {
            return ProblemResults.NotFound($"There is no hotspot run {runId} (any more): runs nobody keeps open go after a day. Ask for it again.");
        }

        var run = HotspotRuns.Read(summary);
        var cells = await store.ReadCellsAsync(runId, cancellation);
        var name = $"hotspots-{runId}.{format}";
        return format == "csv"
            ? Results.File(HotspotExport.Csv(run, cells), "text/csv; charset=utf-8", name)
            : Results.File(HotspotExport.GeoJson(run, cells), "application/geo+json", name);
    }
}
