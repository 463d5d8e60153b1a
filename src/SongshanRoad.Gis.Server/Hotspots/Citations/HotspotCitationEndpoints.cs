using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Storage.Accounts;
using SongshanRoad.Gis.Storage.Hotspots.Citations;

namespace SongshanRoad.Gis.Server.Hotspots.Citations;

/// <summary>Runs that somebody cites.</summary>
internal static class HotspotCitationEndpoints
{
    private const int LongestNote = 200;

    public static void AddHotspotCitations(this IServiceCollection services)
    {
        services.AddSingleton<HotspotCitationStore>();
        services.AddSingleton<HotspotCitations>();
    }

    public static void MapHotspotCitations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/hotspots/citations",
            async (HotspotCitations citations, CancellationToken cancellation) => Results.Ok(await citations.ListAsync(cancellation)))
            .RequireAuthorization(Policies.Office);
        routes.MapPut("/api/hotspots/{runId}/citation", CiteAsync).RequireAuthorization(Policies.Office);
        routes.MapDelete("/api/hotspots/{runId}/citation", DeleteAsync).RequireAuthorization(Policies.Planning);
        routes.MapGet("/api/hotspots/{runId}/recomputation",
            async (string runId, HotspotCitations citations, CancellationToken cancellation) =>
                await citations.RecomputeAsync(runId, cancellation) is { } view ? Results.Ok(view) : ProblemResults.NotFound(NotCited(runId)))
            .RequireAuthorization(Policies.Office);
    }

    private static async Task<IResult> CiteAsync(string runId, CiteHotspotRun request, HotspotCitations citations, HttpContext context)
    {
        var note = (request.Note ?? "").Trim();
        if (note.Length > LongestNote)
        {
            return ProblemResults.Invalid($"The note has {note.Length} characters; at most {LongestNote} are allowed.");
        }

        var (view, wrong, isGone) = await citations.CiteAsync(runId, context.User.ActorName(), note, context.RequestAborted);
        return view is not null ? Results.Ok(view) : isGone ? ProblemResults.NotFound(wrong!) : ProblemResults.Conflict(wrong!);
    }

    private static async Task<IResult> DeleteAsync(string runId, HotspotCitationStore citations, AuditStore audit, HttpContext context)
    {
        if (!await citations.DeleteAsync(runId, context.RequestAborted))
        {
            return ProblemResults.NotFound(NotCited(runId));
        }

        await audit.AddAsync(context.User.ActorName(), "citation.delete", runId, cancellation: context.RequestAborted);
        return Results.NoContent();
    }

    private static string NotCited(string runId) => $"Nobody cites a hotspot run {runId}; only of cited runs the input is kept.";
}
