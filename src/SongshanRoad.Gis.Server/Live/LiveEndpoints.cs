using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Patrols.Coverage;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Storage.Accounts;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Storage.Live;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>Positions, duties, units and tracks over HTTP.</summary>
internal static class LiveEndpoints
{
    public static void MapLiveEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/positions", ReportAsync).RequireAuthorization(Policies.Reporter)
            .Produces<PositionReceipt>().ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status429TooManyRequests).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        routes.MapPost("/api/duties", StartDutyAsync).RequireAuthorization(Policies.Device).Produces<DutyView>();
        routes.MapDelete("/api/duties/current", EndDutyAsync).RequireAuthorization(Policies.Device);
        routes.MapPost("/api/units/{unitCode}/duty", StartDutyOfAsync).RequireAuthorization(Policies.Dispatch)
            .Produces<DutyView>().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapDelete("/api/units/{unitCode}/duty", EndDutyOfAsync).RequireAuthorization(Policies.Dispatch);
        routes.MapGet("/api/duties", ListDutiesAsync).RequireAuthorization(Policies.Office).Produces<IReadOnlyList<DutyView>>();
        routes.MapGet("/api/duties/{dutyId}/track", ReadTrackAsync).RequireAuthorization(Policies.Office)
            .Produces<TrackView>().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/api/units", ListUnitsAsync).RequireAuthorization(Policies.Office);
    }

    private static async Task<IResult> ReportAsync(PositionBatch batch, PositionDoor door, HttpContext context)
    {
        if (Sender.Of(context.User) is not { } sender)
        {
            return ProblemResults.Problem(StatusCodes.Status403Forbidden, ProblemCodes.Forbidden, "This session has no unit; open the invite link again.");
        }

        var answer = await door.TakeAsync(sender, batch, context.RequestAborted);
        if (answer.Receipt is { } receipt)
        {
            return Results.Ok(receipt);
        }

        return answer.RetryAfter is { } wait
            ? ProblemResults.TryLater(context, wait, StatusCodes.Status429TooManyRequests, answer.Sentence!)
            : ProblemResults.Problem(StatusCodes.Status400BadRequest, answer.Code!, answer.Sentence!);
    }

    private static async Task<IResult> StartDutyAsync(DutyDesk desk, HttpContext context)
    {
        if (context.User.InvitedNight() is { } night && night != desk.Tonight)
        {
            return ProblemResults.Problem(StatusCodes.Status403Forbidden, ProblemCodes.Forbidden, $"This device was enrolled for the night of {night}.");
        }

        return await StartDutyOfAsync(context.User.UnitCode()!, desk, context);
    }

    /// <summary>For units whose phone only sends positions.</summary>
    private static async Task<IResult> StartDutyOfAsync(string unitCode, DutyDesk desk, HttpContext context) =>
        await desk.StartAsync(unitCode, context.User.ActorName(), context.RequestAborted) is { } booked
            ? Results.Ok(booked.ToView())
            : ProblemResults.NotFound($"There is no active unit {unitCode}; ask the office to add it.");

    private static Task<IResult> EndDutyAsync(DutyDesk desk, HttpContext context) => EndDutyOfAsync(context.User.UnitCode()!, desk, context);

    private static async Task<IResult> EndDutyOfAsync(string unitCode, DutyDesk desk, HttpContext context)
    {
        await desk.EndAsync(unitCode, context.User.ActorName(), context.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<IResult> ListDutiesAsync(string? night, DutyDesk desk, DutyStore duties, CancellationToken cancellation)
    {
        var asked = desk.Tonight;
        if (night is not null && !DutyNight.TryParse(night, out asked))
        {
            return ProblemResults.NoNight(night);
        }

        return Results.Ok((await duties.OfNightAsync(asked, cancellation)).Select(LiveWire.ToView));
    }

    private static async Task<IResult> ReadTrackAsync(
        string dutyId, DutyStore duties, FixStore fixes, Database database, AuditStore audit, HttpContext context)
    {
        if (await duties.FindAsync(dutyId, context.RequestAborted) is not { } booked)
        {
            return ProblemResults.NotFound($"There is no duty {dutyId}.");
        }

        await audit.AddAsync(context.User.ActorName(), "track.read", dutyId, new { unit = booked.Duty.UnitId }, context.RequestAborted);
        var track = await fixes.TrackAsync(booked.Duty, context.RequestAborted);
        var line = WalkedLine.Of(track.Select(fix => MetricFix.Of(fix, database.Projection)), CoverageRule.Default);
        return Results.Ok(new TrackView(booked.ToView(), Pieces(line, track), line.LengthM));
    }

    /// <summary>The pieces in degrees again, with the time of each fix.</summary>
    private static List<IReadOnlyList<double[]>> Pieces(WalkedLine line, IReadOnlyList<Fix> track)
    {
        var byKey = track.ToDictionary(fix => (fix.FixTime, fix.Sequence));
        return [.. line.Pieces.Select(piece => (IReadOnlyList<double[]>)[.. piece.Select(fix => Triple(byKey[(fix.FixTime, fix.Sequence)]))])];
    }

    private static double[] Triple(Fix fix) => [fix.LonLat.LonDeg, fix.LonLat.LatDeg, fix.FixTime.ToUnixTimeMilliseconds()];

    private static async Task<IReadOnlyList<UnitView>> ListUnitsAsync(UnitStore units, CancellationToken cancellation) =>
    [
        .. (await units.ListAsync(cancellation)).Select(entry =>
            new UnitView(entry.Unit.Code, entry.Unit.Kind.ToCode(), entry.Unit.CallSign, entry.Unit.CommunityCode, entry.DutyId)),
    ];
}
