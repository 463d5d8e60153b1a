using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Contracts.Routes;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Storage.Accounts;
using SongshanRoad.Gis.Storage.Routes;

namespace SongshanRoad.Gis.Server.Routes;

/// <summary>A leader plans routes and gives them to teams. A leader of one community sees and plans its teams' routes only.</summary>
internal static class RouteEndpoints
{
    /// <summary>How long after the end of its night an invite still works.</summary>
    private static readonly TimeSpan InviteGrace = TimeSpan.FromHours(1);

    public static void AddRoutes(this IServiceCollection services)
    {
        services.AddSingleton<RouteStore>();
        services.AddSingleton<RoutePlanner>();
        services.AddSingleton<AssignmentReader>();
    }

    public static void MapRoutes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/routes", ListAsync).RequireAuthorization(Policies.Office)
            .Produces<IReadOnlyList<RouteView>>().ProducesProblem(StatusCodes.Status400BadRequest);
        routes.MapPost("/api/routes", AddAsync).RequireAuthorization(Policies.Planning)
            .Produces<RouteView>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden);
        routes.MapDelete("/api/routes/{routeId:guid}", DeleteAsync).RequireAuthorization(Policies.Planning)
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        routes.MapPost("/api/routes/{routeId:guid}/publish", PublishAsync).RequireAuthorization(Policies.Planning)
            .Produces<PublishedRoute>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        routes.MapInvites();
        routes.MapMyDuty();
    }

    private static async Task<IResult> ListAsync(
        string? night, RouteStore routes, NightCalendar nights, TimeProvider clock, HttpContext context)
    {
        var asked = nights.NightAt(clock.GetUtcNow());
        if (night is not null && !DutyNight.TryParse(night, out asked))
        {
            return ProblemResults.Invalid($"Night '{night}' is no date; write yyyy-MM-dd, the date on which the night begins.");
        }

        var found = await routes.OfNightAsync(asked.Date, context.RequestAborted);
        return Results.Ok(found.Where(route => MayPlan(context.User, route.CommunityCode)).Select(RouteViews.ToView));
    }

    private static async Task<IResult> AddAsync(
        NewRoute request, RouteStore routes, RoutePlanner planner, AuditStore audit, TimeProvider clock, HttpContext context)
    {
        var unitCode = request.UnitId ?? "";
        if (await routes.FindTeamAsync(unitCode, context.RequestAborted) is not { } team)
        {
            return ProblemResults.Invalid($"There is no active unit '{unitCode}'; choose one of /api/units.");
        }

        if (!MayPlan(context.User, team.CommunityCode))
        {
            return OutOfScope(context.User, team.CallSign);
        }

        var plan = await planner.CheckAsync(request, context.RequestAborted);
        if (plan.Refusal is not null)
        {
            return ProblemResults.Invalid(plan.Refusal);
        }

        var now = clock.GetUtcNow();
        var routeId = Guid.CreateVersion7(now);
        var account = context.User.ActorName();
        if (!await routes.AddAsync(routeId, plan.Name, unitCode, plan.Night.Date, plan.Legs, account, now, context.RequestAborted))
        {
            return ProblemResults.Conflict($"Unit '{unitCode}' was put out of service just now.");
        }

        await audit.AddAsync(account, "route.add", routeId.ToString("D"), new { unit = unitCode, night = plan.Night.ToString() }, context.RequestAborted);
        return Results.Ok((await routes.FindAsync(routeId, context.RequestAborted))!.ToView());
    }

    private static async Task<IResult> DeleteAsync(Guid routeId, RouteStore routes, AuditStore audit, HttpContext context)
    {
        if (await FindAsync(routeId, routes, context) is (null, { } refusal))
        {
            return refusal;
        }

        if (!await routes.DeleteDraftAsync(routeId, context.RequestAborted))
        {
            return ProblemResults.Conflict($"Route {routeId} is published; only a draft can be deleted.");
        }

        await audit.AddAsync(context.User.ActorName(), "route.delete", routeId.ToString("D"), cancellation: context.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<IResult> PublishAsync(
        Guid routeId, RouteStore routes, AuditStore audit, NightCalendar nights, TimeProvider clock, HttpContext context)
    {
        var (route, refusal) = await FindAsync(routeId, routes, context);
        if (route is null)
        {
            return refusal!;
        }

        var now = clock.GetUtcNow();
        var validUntil = nights.HoursOf(new DutyNight(route.Night)).End + InviteGrace;
        if (validUntil <= now)
        {
            return ProblemResults.Conflict($"The night of {new DutyNight(route.Night)} is over; plan the route for another night.");
        }

        var token = SecretToken.Create();
        var outcome = await routes.PublishAsync(routeId, SecretToken.Hash(token), now, validUntil, context.RequestAborted);
        if (outcome != PublishOutcome.Published)
        {
            return ProblemResults.Conflict(outcome == PublishOutcome.UnitHasAnother
                ? $"{route.CallSign} has a published route in the night of {new DutyNight(route.Night)} already; a unit walks one."
                : $"Route {routeId} is published already.");
        }

        await audit.AddAsync(context.User.ActorName(), "route.publish", routeId.ToString("D"), new { unit = route.UnitCode }, context.RequestAborted);
        return Results.Ok(new PublishedRoute((route with { PublishedAt = now }).ToView(), $"/i/{token}", validUntil));
    }

    private static async Task<(RouteRecord? Route, IResult? Refusal)> FindAsync(Guid routeId, RouteStore routes, HttpContext context)
    {
        var route = await routes.FindAsync(routeId, context.RequestAborted);
        return route is null ? (null, ProblemResults.NotFound($"There is no route {routeId}."))
            : MayPlan(context.User, route.CommunityCode) ? (route, null)
            : (null, OutOfScope(context.User, route.CallSign));
    }

    private static bool MayPlan(ClaimsPrincipal account, string? communityCode) =>
        account.CommunityCode() is not { } scope || scope == communityCode;

    private static IResult OutOfScope(ClaimsPrincipal account, string callSign) => ProblemResults.Problem(StatusCodes.Status403Forbidden,
        ProblemCodes.Forbidden, $"{callSign} does not belong to community {account.CommunityCode()}, to which this account is limited.");
}
