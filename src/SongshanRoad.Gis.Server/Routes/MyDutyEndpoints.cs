using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SongshanRoad.Gis.Contracts.Routes;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Storage.Live;
using SongshanRoad.Gis.Storage.Routes;

namespace SongshanRoad.Gis.Server.Routes;

/// <summary>A volunteer team's own route and duty.</summary>
internal static class MyDutyEndpoints
{
    public static void MapMyDuty(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/my/assignment", ReadAsync).RequireAuthorization(Policies.Volunteer)
            .Produces<AssignmentView>().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPost("/api/my/duty", StartAsync).RequireAuthorization(Policies.Volunteer)
            .Produces<AssignmentView>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        routes.MapDelete("/api/my/duty", EndAsync).RequireAuthorization(Policies.Volunteer)
            .Produces<AssignmentView>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ReadAsync(RouteStore routes, AssignmentReader assignments, HttpContext context) =>
        await FindRouteAsync(routes, context) is { } route
            ? Results.Ok(await assignments.ReadAsync(route, context.RequestAborted))
            : NoRoute();

    private static async Task<IResult> StartAsync(RouteStore routes, AssignmentReader assignments, DutyDesk desk, HttpContext context)
    {
        if (await FindRouteAsync(routes, context) is not { } route)
        {
            return NoRoute();
        }

        if (route.Night != desk.Tonight.Date)
        {
            return ProblemResults.Conflict($"This route is for the night of {new DutyNight(route.Night)}; now belongs to {desk.Tonight}.");
        }

        return await desk.StartAsync(route.UnitCode, context.User.ActorName(), context.RequestAborted) is null
            ? ProblemResults.Conflict($"{route.CallSign} is out of service; ask your leader.")
            : Results.Ok(await assignments.ReadAsync(route, context.RequestAborted));
    }

    private static async Task<IResult> EndAsync(RouteStore routes, AssignmentReader assignments, DutyStore duties, DutyDesk desk, HttpContext context)
    {
        if (await FindRouteAsync(routes, context) is not { } route)
        {
            return NoRoute();
        }

        // Also when the night is over: who walked on past its end must be able to stop.
        if (await duties.RunningAsync(route.UnitCode, context.RequestAborted) is { } running)
        {
            if (running.Night.Date != route.Night)
            {
                return ProblemResults.Conflict($"This route is for the night of {new DutyNight(route.Night)}; {route.CallSign} is on duty for {running.Night}.");
            }

            await desk.EndAsync(route.UnitCode, context.User.ActorName(), context.RequestAborted);
        }

        return Results.Ok(await assignments.ReadAsync(route, context.RequestAborted));
    }

    private static async Task<RouteRecord?> FindRouteAsync(RouteStore routes, HttpContext context) =>
        context.User.RouteId() is { } routeId ? await routes.FindAsync(routeId, context.RequestAborted) : null;

    private static IResult NoRoute() => ProblemResults.NotFound("This session's route does not exist any more; ask your leader for a new link.");
}
