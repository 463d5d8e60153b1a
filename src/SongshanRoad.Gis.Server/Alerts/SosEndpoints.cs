using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SongshanRoad.Gis.Contracts.Alerts;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Storage.Alerts;

namespace SongshanRoad.Gis.Server.Alerts;

/// <summary>A unit's own SOS: call, see whether somebody has accepted, say that all is well.</summary>
internal static class SosEndpoints
{
    // The door of the web client and of programs that speak this interface.
    private const string Door = "http";

    public static void MapSos(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/my/sos", CallAsync).RequireAuthorization(Policies.Reporter)
            .Produces<AlertView>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        routes.MapGet("/api/my/sos", ReadAsync).RequireAuthorization(Policies.Reporter).Produces<AlertView>().Produces(StatusCodes.Status204NoContent);
        routes.MapPost("/api/my/sos/told", ToldAsync).RequireAuthorization(Policies.Reporter);
        routes.MapPost("/api/my/sos/close", CloseAsync).RequireAuthorization(Policies.Reporter)
            .Produces<AlertView>().ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> CallAsync(SosCall call, SosDesk desk, TimeProvider clock, HttpContext context)
    {
        if (Sender.Of(context.User) is not { } sender)
        {
            return NoUnit();
        }

        if (DatumWords.Find(call.Datum) is not { } datum)
        {
            return ProblemResults.Invalid(DatumWords.Refusal(call.Datum));
        }

        // A time that is none is doubted like one that is too old.
        var calledAt = UnixMilliseconds.ToInstant(call.TimeMs) ?? DateTimeOffset.UnixEpoch;
        var answer = await desk.CallAsync(
            sender, new SosSignal(Door, calledAt, call.LonDeg, call.LatDeg, call.AccuracyM, datum), context.RequestAborted);
        if (answer.RetryAfter is { } wait)
        {
            return ProblemResults.TryLater(context, wait, StatusCodes.Status429TooManyRequests, "Too many calls a second; it was not taken, call again.");
        }

        return answer.Alert is { } alert
            ? Results.Ok(alert.ToView(clock.GetUtcNow()))
            : ProblemResults.Conflict($"{sender.UnitCode} was not on duty then; telephone 110.");
    }

    private static async Task<IResult> ReadAsync(AlertStore alerts, TimeProvider clock, HttpContext context) =>
        await FindAsync(alerts, context) is { } alert ? Results.Ok(alert.ToView(clock.GetUtcNow())) : Results.NoContent();

    /// <summary>The device shows that a dispatcher has accepted.</summary>
    private static async Task<IResult> ToldAsync(AlertStore alerts, TimeProvider clock, HttpContext context)
    {
        if (await FindAsync(alerts, context) is { AcceptedAt: not null } alert)
        {
            await alerts.UnitToldAsync(alert.AlertId, alert.UnitId, clock.GetUtcNow(), context.RequestAborted);
        }

        return Results.NoContent();
    }

    private static async Task<IResult> CloseAsync(AlertStore alerts, TimeProvider clock, HttpContext context)
    {
        if (Sender.Of(context.User) is not { } sender)
        {
            return NoUnit();
        }

        var now = clock.GetUtcNow();
        return await alerts.CloseByUnitAsync(sender.UnitCode, sender.OnlyNight, now, context.RequestAborted) is { } closed
            ? Results.Ok(closed.ToView(now))
            : ProblemResults.Conflict($"{sender.UnitCode} has no SOS that it could close.");
    }

    private static async Task<Patrols.Alerts.Alert?> FindAsync(AlertStore alerts, HttpContext context) =>
        Sender.Of(context.User) is { } sender && await alerts.OpenSosOfAsync(sender.UnitCode, sender.OnlyNight, context.RequestAborted) is [var alert, ..]
            ? alert
            : null;

    private static IResult NoUnit() =>
        ProblemResults.Problem(StatusCodes.Status403Forbidden, ProblemCodes.Forbidden, "This session has no unit; open the invite link again.");
}
