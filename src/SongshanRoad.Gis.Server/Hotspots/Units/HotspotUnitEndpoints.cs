using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Storage.Hotspots.Units;

namespace SongshanRoad.Gis.Server.Hotspots.Units;

/// <summary>What lies behind one cell or street segment of the hotspot overlay.</summary>
internal static class HotspotUnitEndpoints
{
    public static void AddHotspotUnits(this IServiceCollection services)
    {
        services.AddSingleton<HotspotUnitStore>();
        services.AddSingleton<HotspotUnits>();
    }

    public static void MapHotspotUnits(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/hotspots/{runId}/cells/{column:int}/{row:int}",
            async (string runId, int column, int row, HotspotUnits units, CancellationToken cancellation) =>
                Answer(await units.CellAsync(runId, new GridCell(column, row), cancellation), $"cell {column}/{row}", runId))
            .RequireAuthorization(Policies.Office);
        routes.MapGet("/api/hotspots/{runId}/segments/{segment:int}",
            async (string runId, int segment, HotspotUnits units, CancellationToken cancellation) =>
                Answer(await units.SegmentAsync(runId, segment, cancellation), $"segment {segment}", runId))
            .RequireAuthorization(Policies.Office);
    }

    private static IResult Answer(HotspotUnitView? unit, string asked, string runId) => unit is not null
        ? Results.Ok(unit)
        : ProblemResults.NotFound($"There is no {asked} in it, or no such run. {HotspotRuns.Gone(runId)}");
}
