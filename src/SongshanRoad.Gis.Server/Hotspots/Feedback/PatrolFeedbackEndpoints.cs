using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Storage.Hotspots.Feedback;

namespace SongshanRoad.Gis.Server.Hotspots.Feedback;

/// <summary>Whether the map may be showing where patrols were.</summary>
internal static class PatrolFeedbackEndpoints
{
    public static void AddPatrolFeedback(this IServiceCollection services)
    {
        services.AddSingleton<PatrolPresenceStore>();
        services.AddSingleton<PatrolFeedback>();
    }

    public static void MapPatrolFeedback(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/hotspots/feedback",
            async (PatrolFeedback feedback, CancellationToken cancellation) => Results.Ok(await feedback.TestAsync(cancellation)))
            .RequireAuthorization(Policies.Office);
}
