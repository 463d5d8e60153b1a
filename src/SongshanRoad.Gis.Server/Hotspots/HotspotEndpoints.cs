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

    public static void MapHotspots(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/hotspots", GetAsync).RequireAuthorization(Policies.Office);

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
}
