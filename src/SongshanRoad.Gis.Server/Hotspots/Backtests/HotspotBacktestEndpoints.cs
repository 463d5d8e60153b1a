using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Storage.Hotspots.Backtests;

namespace SongshanRoad.Gis.Server.Hotspots.Backtests;

/// <summary>How well the overlay would have foreseen the last weeks.</summary>
internal static class HotspotBacktestEndpoints
{
    public static void AddHotspotBacktests(this IServiceCollection services)
    {
        services.AddSingleton<ForecastEventStore>();
        services.AddSingleton<HotspotBacktests>();
    }

    public static void MapHotspotBacktests(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/hotspots/backtest", async (string? category, bool? calledInOnly, HotspotBacktests backtests, CancellationToken cancellation) =>
                await backtests.GetAsync(category, calledInOnly ?? false, cancellation) is { } view ? Results.Ok(view) : Results.NoContent())
            .RequireAuthorization(Policies.Office);
}
