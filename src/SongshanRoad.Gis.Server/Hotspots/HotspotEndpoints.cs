using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Hotspots.Density;
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
        DateTimeOffset? from,
        DateTimeOffset? to,
        string[]? category,
        double? bandwidthM,
        string? kernel,
        bool? calledInOnly,
        HotspotRuns runs,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        var standing = HotspotRequest.StandingAt(clock.GetUtcNow());
        var window = (From: from ?? standing.Filter.From, To: to ?? standing.Filter.To);
        if (window.To <= window.From || window.To - window.From > TimeSpan.FromDays(3700))
        {
            return ProblemResults.Invalid($"The window {window.From:O} to {window.To:O} must run forward and span at most ten years.");
        }

        if (bandwidthM is not (null or (>= 20 and <= 1000)))
        {
            return ProblemResults.Invalid($"bandwidthM is {bandwidthM}; 20 to 1000 metres are allowed.");
        }

        if (KernelOf(kernel) is not { } chosen)
        {
            return ProblemResults.Invalid($"Kernel '{kernel}' is unknown; quartic and gaussian are allowed.");
        }

        // Sorted, so that the same choice in another order is the same run.
        var filter = new HotspotFilter(window.From.ToUniversalTime(), window.To.ToUniversalTime(),
            [.. (category ?? []).Distinct().Order(StringComparer.Ordinal)], calledInOnly ?? false);
        var request = standing with { Filter = filter, BandwidthM = bandwidthM ?? standing.BandwidthM, Kernel = chosen, Standing = false };
        if (request.Filter.From == standing.Filter.From && request.Filter.To == standing.Filter.To && filter is { Categories.Count: 0, CalledInOnly: false }
            && request.BandwidthM.Equals(standing.BandwidthM) && request.Kernel == standing.Kernel)
        {
            request = standing;
        }

        return await runs.GetAsync(request, cancellation) is { } run
            ? Results.Ok(run)
            : ProblemResults.Conflict("No district outline is stored yet; import one first: songshan import district FILE.");
    }

    private static Kernel? KernelOf(string? word) => word switch
    {
        null or "quartic" => Kernel.Quartic,
        "gaussian" => Kernel.Gaussian,
        _ => null,
    };
}
