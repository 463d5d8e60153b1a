using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Storage.Hotspots.Changes;

namespace SongshanRoad.Gis.Server.Hotspots.Changes;

/// <summary>What changed between two hotspot runs.</summary>
internal static class HotspotChangesEndpoints
{
    public static void AddHotspotChanges(this IServiceCollection services)
    {
        services.AddSingleton<HotspotChangesStore>();
        services.AddSingleton<HotspotChanges>();
    }

    public static void MapHotspotChanges(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/hotspots/{runId}/changes", GetAsync).RequireAuthorization(Policies.Office);

    private static async Task<IResult> GetAsync(string runId, string? since, HotspotChanges changes, CancellationToken cancellation)
    {
        if (since is null)
        {
            return ProblemResults.Invalid("since is missing: the id of the run of the earlier window.");
        }

        var (view, wrong, isGone) = await changes.OfAsync(since, runId, cancellation);
        return view is not null ? Results.Ok(view) : isGone ? ProblemResults.NotFound(wrong!) : ProblemResults.Invalid(wrong!);
    }
}
