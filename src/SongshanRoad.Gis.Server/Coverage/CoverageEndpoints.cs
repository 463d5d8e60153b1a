using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Coverage;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Storage.Coverage;

namespace SongshanRoad.Gis.Server.Coverage;

/// <summary>Which metres were walked, tonight or in any night. For the office: the last pass of every alley nearly tells where the
/// other patrols are.</summary>
internal static class CoverageEndpoints
{
    public static void AddCoverage(this IServiceCollection services)
    {
        services.AddSingleton<NightFixStore>();
        services.AddSingleton<AlleyNetworkCache>();
        services.AddSingleton<PastCoverage>();
        services.AddSingleton<TonightCoverage>();
        services.AddHostedService(provider => provider.GetRequiredService<TonightCoverage>());
    }

    public static void MapCoverage(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/coverage", ReadAsync).RequireAuthorization(Policies.Office)
            .Produces<CoverageView>().ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> ReadAsync(
        string? night, TonightCoverage tonight, PastCoverage past, NightCalendar nights, TimeProvider clock, CancellationToken cancellation)
    {
        var current = nights.NightAt(clock.GetUtcNow());
        var asked = current;
        if (night is not null && !DutyNight.TryParse(night, out asked))
        {
            return ProblemResults.NoNight(night);
        }

        // Just after the night changed, what is kept is still of the night before.
        return Results.Ok(asked == current && await tonight.ReadAsync(cancellation) is { } kept && kept.Night == asked.ToString()
            ? kept
            : await past.ReadAsync(asked, cancellation));
    }
}
