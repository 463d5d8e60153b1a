using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Deployment;
using SongshanRoad.Gis.Server.Nodes;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Storage.Accounts;
using SongshanRoad.Gis.Storage.Live.Vehicles;

namespace SongshanRoad.Gis.Server.Live.Vehicles;

/// <summary>Patrol-car terminals over HTTP: their enrolment, and a dispatcher's orders to them.</summary>
internal static class VehicleEndpoints
{
    private const int DigitsOf2013 = 12;
    private const int DigitsOf2019 = 20;
    private const int MaxTextLength = 255;
    private const int MaxFollowSeconds = 24 * 60 * 60;

    /// <summary>Registers the door.</summary>
    public static void AddVehicles(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<ServerOptions>().Vehicles ?? new VehicleDoorOptions());
        services.AddSingleton<TerminalStore>();
        services.AddSingleton<VehicleCuts>();
        services.AddSingleton<UnknownVehicles>();
        services.AddSingleton<VehicleSessions>();
        services.AddSingleton(provider => new VehicleOrders(
            provider.GetRequiredService<VehicleSessions>(), provider.GetRequiredService<VehicleDoorOptions>(), provider.GetService<NodeAsks>()));
        services.AddHostedService(provider => provider.GetRequiredService<VehicleOrders>());
        services.AddSingleton<VehicleConnectionHandler>();
        services.AddHostedService<VehicleConfirmations>();
    }

    /// <summary>Maps enrolment and orders.</summary>
    public static void MapVehicles(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/units/{unitCode}/terminals", EnrolAsync).RequireAuthorization(Policies.Planning)
            .Produces<EnrolledTerminal>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        routes.MapGet("/api/units/{unitCode}/terminals", ListAsync).RequireAuthorization(Policies.Planning).Produces<IReadOnlyList<TerminalView>>();
        routes.MapDelete("/api/units/{unitCode}/terminals/{terminalNumber}", DropAsync).RequireAuthorization(Policies.Planning)
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
        Order(routes.MapPost("/api/units/{unitCode}/terminal/query", QueryAsync));
        Order(routes.MapPost("/api/units/{unitCode}/terminal/tracking", FollowAsync));
        Order(routes.MapPost("/api/units/{unitCode}/terminal/text", TellAsync));
    }

    private static void Order(RouteHandlerBuilder route) => route.RequireAuthorization(Policies.Dispatch)
        .Produces<TerminalOrderView>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> EnrolAsync(
        string unitCode, NewTerminal terminal, TerminalStore terminals, VehicleOrders orders, ServerOptions options, IServer server, AuditStore audit,
        TimeProvider clock, HttpContext context)
    {
        var number = terminal.TerminalNumber.TrimStart('0');
        if (number.Length is 0 or > DigitsOf2019 || !number.All(char.IsAsciiDigit))
        {
            return ProblemResults.Invalid($"'{terminal.TerminalNumber}' is no number of a terminal; write the 1 to {DigitsOf2019} digits that are set in it.");
        }

        if (DatumWords.Find(terminal.Datum) is null)
        {
            return ProblemResults.Invalid(DatumWords.Refusal(terminal.Datum));
        }

        switch (await terminals.EnrolAsync(number, new TrackingDevice(unitCode, terminal.Datum), clock.GetUtcNow(), CancellationToken.None))
        {
            case TerminalEnrolment.NoUnit:
                return ProblemResults.NotFound($"There is no active unit {unitCode}.");
            case TerminalEnrolment.Taken:
                return ProblemResults.Conflict($"Terminal {number} belongs to another unit; take it from that one first.");
        }

        // A connection that stands goes by what was declared before. From here on nothing depends on whether the caller still waits.
        orders.Cut(number);
        await audit.AddAsync(context.User.ActorName(), "terminal.enrol", unitCode, new { number, datum = terminal.Datum }, CancellationToken.None);
        var port = options.Vehicles is { } door ? door.AnnouncedPort ?? VehicleListener.PortOf(server) : (int?)null;
        return Results.Json(
            new EnrolledTerminal(unitCode, number, number.Length > DigitsOf2013 ? null : number.PadLeft(DigitsOf2013, '0'), number.PadLeft(DigitsOf2019, '0'),
                terminal.Datum, context.Request.Host.Host, port),
            statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IReadOnlyList<TerminalView>> ListAsync(
        string unitCode, TerminalStore terminals, VehicleOrders orders, CancellationToken cancellation)
    {
        var connected = await orders.ConnectedAsync(unitCode, cancellation);
        return [.. (await terminals.ListAsync(unitCode, cancellation))
            .Select(terminal => new TerminalView(terminal.Number, terminal.Datum, connected.Contains(terminal.Number)))];
    }

    private static async Task<IResult> DropAsync(
        string unitCode, string terminalNumber, TerminalStore terminals, VehicleOrders orders, AuditStore audit, HttpContext context)
    {
        var number = terminalNumber.TrimStart('0');
        var isDropped = await terminals.DropAsync(number, unitCode, CancellationToken.None);
        // Also when it was dropped before: what then failed in the middle is made good by dropping it again.
        orders.Cut(number, unitCode);
        if (!isDropped)
        {
            return ProblemResults.NotFound($"Unit {unitCode} has no terminal {number}.");
        }

        await audit.AddAsync(context.User.ActorName(), "terminal.drop", unitCode, new { number }, CancellationToken.None);
        return Results.NoContent();
    }

    private static async Task<IResult> QueryAsync(string unitCode, VehicleOrders orders, AuditStore audit, HttpContext context)
    {
        await audit.AddAsync(context.User.ActorName(), "terminal.query", unitCode, null, context.RequestAborted);
        return Answer(unitCode, await orders.GiveAsync(unitCode, new PositionOrder(), context.RequestAborted));
    }

    private static async Task<IResult> FollowAsync(
        string unitCode, TerminalTracking tracking, VehicleOrders orders, AuditStore audit, HttpContext context)
    {
        if (tracking.EverySeconds is < 0 or > ushort.MaxValue || tracking.ForSeconds is < 0 or > MaxFollowSeconds)
        {
            return ProblemResults.Invalid(
                $"{tracking.EverySeconds} s for {tracking.ForSeconds} s cannot be: everySeconds is 0 (end) to {ushort.MaxValue}, forSeconds 0 to {MaxFollowSeconds}.");
        }

        await audit.AddAsync(context.User.ActorName(), "terminal.tracking", unitCode, tracking, context.RequestAborted);
        return Answer(unitCode, await orders.GiveAsync(
            unitCode, new FollowOrder(TimeSpan.FromSeconds(tracking.EverySeconds), TimeSpan.FromSeconds(tracking.ForSeconds)), context.RequestAborted));
    }

    private static async Task<IResult> TellAsync(string unitCode, TerminalText text, VehicleOrders orders, AuditStore audit, HttpContext context)
    {
        if (string.IsNullOrWhiteSpace(text.Text) || text.Text.Length > MaxTextLength)
        {
            return ProblemResults.Invalid($"The text has {text.Text.Length} characters; write 1 to {MaxTextLength}.");
        }

        // Not the text itself, which may name somebody.
        await audit.AddAsync(context.User.ActorName(), "terminal.text", unitCode, new { characters = text.Text.Length, text.IsUrgent }, context.RequestAborted);
        return Answer(unitCode, await orders.GiveAsync(unitCode, new TextOrder(text.Text, text.IsUrgent), context.RequestAborted));
    }

    private static IResult Answer(string unitCode, VehicleOrderResult result) => result switch
    {
        VehicleOrderResult.NotConnected => ProblemResults.Conflict($"No terminal of {unitCode} is connected; call the car another way."),
        VehicleOrderResult.Done => Results.Ok(new TerminalOrderView("done")),
        VehicleOrderResult.Unsupported => Results.Ok(new TerminalOrderView("unsupported")),
        VehicleOrderResult.Failed => Results.Ok(new TerminalOrderView("failed")),
        _ => Results.Ok(new TerminalOrderView("silent")),
    };
}
