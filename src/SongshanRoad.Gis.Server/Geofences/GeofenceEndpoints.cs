using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Places;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Storage.Accounts;
using SongshanRoad.Gis.Storage.Geofences;

namespace SongshanRoad.Gis.Server.Geofences;

/// <summary>Which places raise an alert when units enter or leave them.</summary>
internal static class GeofenceEndpoints
{
    private const int LongestDwellSeconds = 3600;

    /// <summary>Registers fences and their worker.</summary>
    public static void AddGeofences(this IServiceCollection services)
    {
        services.AddSingleton<GeofenceStore>();
        services.AddSingleton<GeofenceWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<GeofenceWorker>());
    }

    /// <summary>Maps the interface.</summary>
    public static void MapGeofences(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/geofences", ListAsync).RequireAuthorization(Policies.Office).Produces<IReadOnlyList<GeofenceView>>();
        routes.MapPut("/api/places/{placeId:long}/geofence", SetAsync).RequireAuthorization(Policies.Office)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapDelete("/api/places/{placeId:long}/geofence", DropAsync).RequireAuthorization(Policies.Office);
    }

    private static async Task<IReadOnlyList<GeofenceView>> ListAsync(GeofenceStore fences, CancellationToken cancellation) =>
    [
        .. (await fences.ListAsync(cancellation)).Select(fence => new GeofenceView(fence.PlaceId, fence.Name, fence.Kind, fence.Since, new GeofenceSetting(
            fence.OnEnter, fence.OnLeave, [.. fence.UnitKinds.Select(UnitKindCode.ToCode)], (int)fence.Dwell.TotalSeconds))),
    ];

    private static async Task<IResult> SetAsync(
        long placeId, GeofenceSetting setting, GeofenceStore fences, AuditStore audit, TimeProvider clock, HttpContext context)
    {
        var kinds = new List<UnitKind>();
        foreach (var code in setting.UnitKinds)
        {
            if (!UnitKindCode.TryParse(code, out var kind))
            {
                return ProblemResults.Invalid($"Unit kind '{code}' is none of {string.Join(", ", UnitKindCode.All)}.");
            }

            kinds.Add(kind);
        }

        if (kinds.Count == 0 || !(setting.OnEnter || setting.OnLeave))
        {
            return ProblemResults.Invalid("A fence needs one kind of unit at least, and onEnter or onLeave; to take it away, DELETE it.");
        }

        if (setting.DwellSeconds is < 0 or > LongestDwellSeconds)
        {
            return ProblemResults.Invalid($"dwellSeconds is {setting.DwellSeconds}; it may be 0 to {LongestDwellSeconds}.");
        }

        if (!await fences.SetAsync(placeId, setting.OnEnter, setting.OnLeave, TimeSpan.FromSeconds(setting.DwellSeconds), kinds.Distinct(), clock.GetUtcNow(), context.RequestAborted))
        {
            return ProblemResults.NotFound($"There is no place {placeId} that has an area.");
        }

        await audit.AddAsync(context.User.ActorName(), "geofence.set", $"{placeId}", setting, context.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<IResult> DropAsync(long placeId, GeofenceStore fences, AuditStore audit, HttpContext context)
    {
        if (await fences.DropAsync(placeId, context.RequestAborted))
        {
            await audit.AddAsync(context.User.ActorName(), "geofence.drop", $"{placeId}", cancellation: context.RequestAborted);
        }

        return Results.NoContent();
    }
}
