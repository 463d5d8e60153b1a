using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Storage.Accounts;
using SongshanRoad.Gis.Storage.Live.Quarantine;
using SongshanRoad.Gis.Trackers.OsmAnd;
using SongshanRoad.Gis.Trackers.OwnTracks;

namespace SongshanRoad.Gis.Server.Live.Phones;

/// <summary>Phone apps that anybody can install as senders: their doors, their enrolment, and what they sent that is no position.</summary>
internal static class PhoneEndpoints
{
    private const string OsmAnd = "osmand";
    private const string OwnTracks = "owntracks";
    private const int MostListed = 200;

    /// <summary>Registers the doors.</summary>
    public static void AddPhones(this IServiceCollection services)
    {
        services.AddSingleton<QuarantineStore>();
        services.AddSingleton<PhoneDoor>();
    }

    /// <summary>Maps the doors. They name the token themselves, as the apps cannot send headers.</summary>
    public static void MapPhones(this IEndpointRouteBuilder routes)
    {
        // Whatever the method: up to version 8 Traccar Client posts a query without a body.
        routes.Map("/in/osmand", TakeOsmAndAsync).AllowAnonymous();
        routes.MapPost("/in/owntracks/{token}", TakeOwnTracksAsync).AllowAnonymous();
        routes.MapPost("/api/units/{unitCode}/phones", EnrolAsync).RequireAuthorization(Policies.Dispatch)
            .Produces<EnrolledPhone>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/api/quarantine", ListAsync).RequireAuthorization(Policies.Dispatch).Produces<IReadOnlyList<QuarantinedReportView>>();
    }

    private static async Task<IResult> TakeOsmAndAsync(PhoneDoor door, NightCalendar nights, HttpContext context)
    {
        var body = await ReadBodyAsync(context);
        var query = context.Request.QueryString.Value ?? "";
        var report = OsmAndReader.Read(query, context.Request.ContentType, body, nights.Zone);
        var content = body.Length > 0 ? body : Encoding.UTF8.GetBytes(query);
        return Answer(context, await door.TakeAsync(OsmAnd, report, content, context.RequestAborted), "");
    }

    private static async Task<IResult> TakeOwnTracksAsync(string token, PhoneDoor door, HttpContext context)
    {
        var body = await ReadBodyAsync(context);
        return Answer(context, await door.TakeAsync(OwnTracks, OwnTracksReader.Read(token, body), body, context.RequestAborted), "[]");
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }

    private static IResult Answer(HttpContext context, PhoneAnswer answer, string taken)
    {
        if (!answer.IsKnown)
        {
            return ProblemResults.Problem(StatusCodes.Status401Unauthorized, ProblemCodes.SignInFailed, "The device token is unknown or revoked.");
        }

        // 503, not 429: some of the apps take every 4xx for the report's own fault and drop it.
        return answer.RetryAfter is { } wait
            ? ProblemResults.TryLater(context, wait, StatusCodes.Status503ServiceUnavailable, "Not all of it was stored; send it again.")
            : Results.Text(taken, "application/json");
    }

    private static async Task<IResult> EnrolAsync(
        string unitCode, NewPhone phone, DeviceStore devices, AuditStore audit, DutyDesk desk, TimeProvider clock, HttpContext context)
    {
        var night = desk.Tonight;
        if (phone.Night is not null && !DutyNight.TryParse(phone.Night, out night))
        {
            return ProblemResults.NoNight(phone.Night);
        }

        if (DatumWords.Find(phone.Datum) is null)
        {
            return ProblemResults.Invalid(DatumWords.Refusal(phone.Datum));
        }

        var token = SecretToken.Create();
        if (!await devices.AddAsync(new TrackingDevice(unitCode, phone.Datum, night), SecretToken.Hash(token), clock.GetUtcNow(), context.RequestAborted))
        {
            return ProblemResults.NotFound($"There is no active unit {unitCode}.");
        }

        await audit.AddAsync(context.User.ActorName(), "phone.enrol", unitCode, new { night = night.ToString(), datum = phone.Datum }, context.RequestAborted);
        return Results.Json(new EnrolledPhone(token, night.ToString(), "/in/osmand", $"/in/owntracks/{token}"), statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IReadOnlyList<QuarantinedReportView>> ListAsync(QuarantineStore quarantine, CancellationToken cancellation) =>
    [
        .. (await quarantine.ListAsync(MostListed, cancellation)).Select(report =>
            new QuarantinedReportView(report.UnitCode, report.ReceivedAt, report.Door, report.Reason, Encoding.UTF8.GetString(report.Content))),
    ];
}
