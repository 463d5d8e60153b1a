using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Alerts;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Storage.Alerts;
using AlertStep = SongshanRoad.Gis.Contracts.Alerts.AlertStep;

namespace SongshanRoad.Gis.Server.Alerts;

/// <summary>Alerts for the office: the list, one with its history, accepting and closing.</summary>
internal static class AlertEndpoints
{
    private const int LongestNote = 500;

    /// <summary>Registers alerts and their worker.</summary>
    public static void AddAlerts(this IServiceCollection services)
    {
        services.AddSingleton<AlertStore>();
        services.AddSingleton<AlertBoard>();
        services.AddSingleton<SosDesk>();
        services.AddSingleton<AlertWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<AlertWorker>());
    }

    /// <summary>Maps the office's side and the units'.</summary>
    public static void MapAlerts(this IEndpointRouteBuilder routes)
    {
        routes.MapSos();
        routes.MapGet("/api/alerts", ListAsync).RequireAuthorization(Policies.Office).Produces<IReadOnlyList<AlertView>>();
        routes.MapGet("/api/alerts/{alertId:guid}", ReadAsync).RequireAuthorization(Policies.Office)
            .Produces<AlertHistory>().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPost("/api/alerts/{alertId:guid}/accept", AcceptAsync).RequireAuthorization(Policies.Office)
            .Produces<AlertView>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        routes.MapPost("/api/alerts/{alertId:guid}/close", CloseAsync).RequireAuthorization(Policies.Office)
            .Produces<AlertView>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ListAsync(string? night, AlertStore alerts, TimeProvider clock, CancellationToken cancellation)
    {
        if (night is null)
        {
            return Results.Ok((await alerts.OpenAsync(cancellation)).Select(alert => alert.ToView(clock.GetUtcNow())));
        }

        return DutyNight.TryParse(night, out var asked)
            ? Results.Ok((await alerts.OfNightAsync(asked, cancellation)).Select(alert => alert.ToView(clock.GetUtcNow())))
            : ProblemResults.NoNight(night);
    }

    private static async Task<IResult> ReadAsync(Guid alertId, AlertStore alerts, TimeProvider clock, CancellationToken cancellation)
    {
        if (await alerts.FindAsync(alertId, cancellation) is not { } alert)
        {
            return NoAlert(alertId);
        }

        var steps = await alerts.StepsAsync(alertId, cancellation);
        return Results.Ok(new AlertHistory(alert.ToView(clock.GetUtcNow()),
            [.. steps.Select(step => new AlertStep(step.At.ToUnixTimeMilliseconds(), step.Actor, step.Action, step.Note))]));
    }

    private static async Task<IResult> AcceptAsync(Guid alertId, AcceptAlert accept, AlertStore alerts, TimeProvider clock, HttpContext context)
    {
        var account = context.User.ActorName();
        var accepted = await alerts.AcceptAsync(alertId, account, accept.FromOwner, clock.GetUtcNow(), context.RequestAborted);
        return await alerts.FindAsync(alertId, context.RequestAborted) switch
        {
            null => NoAlert(alertId),
            // Twice by the same account is no fault: its answer was lost.
            var alert when accepted || alert.AcceptedBy == account => Results.Ok(alert.ToView(clock.GetUtcNow())),
            { IsClosed: true } => ProblemResults.Conflict("The alert is closed already."),
            { AcceptedBy: { } owner } => ProblemResults.Conflict($"The alert is {owner}'s; to take it over say so with fromOwner."),
            _ => ProblemResults.Conflict($"The alert is nobody's, not {accept.FromOwner}'s; accept it without fromOwner."),
        };
    }

    private static async Task<IResult> CloseAsync(Guid alertId, CloseAlert close, AlertStore alerts, TimeProvider clock, HttpContext context)
    {
        if (close.Note.Length > LongestNote)
        {
            return ProblemResults.Invalid($"The note has {close.Note.Length} characters; at most {LongestNote} are kept.");
        }

        DateTimeOffset? seen = close.ReceivedAtMs is { } atMs ? UnixMilliseconds.ToInstant(atMs) : null;
        if (close.ReceivedAtMs is not null && seen is null)
        {
            return ProblemResults.Invalid($"receivedAtMs is {close.ReceivedAtMs}; write the one of the alert.");
        }

        var closed = await alerts.CloseAsync(
            alertId, context.User.ActorName(), close.Note, close.SpokeWithUnit, seen, clock.GetUtcNow(), context.RequestAborted);
        return await alerts.FindAsync(alertId, context.RequestAborted) switch
        {
            null => NoAlert(alertId),
            { WithdrawnAt: not null } => ProblemResults.Conflict("It was withdrawn: positions that came later show that it was not so."),
            { AcceptedAt: null } => ProblemResults.Conflict("Nobody has accepted the alert yet; accept it first."),
            var alert when closed || (alert.OfficeClosedAt is not null && !close.SpokeWithUnit) => Results.Ok(alert.ToView(clock.GetUtcNow())),
            _ => ProblemResults.Conflict("The unit called again in the meantime; look at the alert anew."),
        };
    }

    private static IResult NoAlert(Guid alertId) => ProblemResults.NotFound($"There is no alert {AlertWire.Id(alertId)}.");
}
