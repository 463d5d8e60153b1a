using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SongshanRoad.Gis.Contracts.Incidents;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Storage.Accounts;
using SongshanRoad.Gis.Storage.Incidents;

namespace SongshanRoad.Gis.Server.Incidents;

/// <summary>Incidents for the office; a dispatcher may add one.</summary>
internal static class IncidentEndpoints
{
    private const int DefaultLimit = 200;
    private const int MaxLimit = 5_000;

    public static void AddIncidents(this IServiceCollection services) => services.AddSingleton<IncidentStore>();

    public static void MapIncidents(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/incidents", ListAsync).RequireAuthorization(Policies.Office);
        routes.MapGet("/api/incidents/{incidentId:long}", FindAsync).RequireAuthorization(Policies.Office);
        routes.MapPost("/api/incidents", AddAsync).RequireAuthorization(Policies.Dispatch);
    }

    private static async Task<IResult> ListAsync(
        DateTimeOffset from, DateTimeOffset to, string[]? category, int? limit, IncidentStore incidents, CancellationToken cancellation)
    {
        if (to <= from)
        {
            return ProblemResults.Invalid($"'to' ({to:O}) must be after 'from' ({from:O}).");
        }

        if (limit is < 1 or > MaxLimit)
        {
            return ProblemResults.Invalid($"'limit' is {limit}; 1 to {MaxLimit} are allowed.");
        }

        var newest = await incidents.ListAsync(from, to, category ?? [], limit ?? DefaultLimit, cancellation);
        return Results.Ok(new IncidentList(await incidents.CountAsync(from, to, category ?? [], cancellation), [.. newest.Select(ToView)]));
    }

    private static async Task<IResult> FindAsync(long incidentId, IncidentStore incidents, CancellationToken cancellation) =>
        await incidents.FindAsync(incidentId, cancellation) is { } incident
            ? Results.Ok(ToView(incident))
            : ProblemResults.NotFound($"There is no incident {incidentId}.");

    private static async Task<IResult> AddAsync(
        NewIncident request, IncidentStore incidents, AuditStore audit, TimeProvider clock, HttpContext context)
    {
        if (DatumWords.Find(request.Datum) is not { } datum)
        {
            return ProblemResults.Invalid(DatumWords.Refusal(request.Datum));
        }

        if (!LonLat.TryFromDegrees(request.LonDeg, request.LatDeg, out var declared))
        {
            return ProblemResults.Invalid("The position is not a longitude -180 to 180 and a latitude -90 to 90.");
        }

        try
        {
            var incidentId = await incidents.AddAsync(request.CategoryCode, request.OccurredFrom, request.OccurredTo, request.ReportedBy,
                DatumConversion.ToWgs84(declared, datum), clock.GetUtcNow(), context.RequestAborted);
            await audit.AddAsync(context.User.ActorName(), "incident.add", $"incident {incidentId}", new { request.CategoryCode }, context.RequestAborted);
            return Results.Ok(ToView((await incidents.FindAsync(incidentId, context.RequestAborted))!));
        }
        catch (PostgresException refusal) when (SentenceFor(refusal, request) is { } sentence)
        {
            return ProblemResults.Invalid(sentence);
        }
    }

    /// <summary>What a constraint's refusal means, or null when it is none of ours.</summary>
    private static string? SentenceFor(PostgresException refusal, NewIncident request) => refusal.ConstraintName switch
    {
        "incident_category_code_fkey" => $"Category '{request.CategoryCode}' is unknown; take one of the district's list.",
        "incident_in_area" => "The position lies outside the area of this deployment; check datum and order of longitude and latitude.",
        "incident_not_in_future" => $"The incident lies in the future ({request.OccurredFrom:O}).",
        "incident_time_order" => $"The incident ends ({request.OccurredTo:O}) before it begins ({request.OccurredFrom:O}).",
        "incident_occurred_from_check" => $"The incident is too long ago ({request.OccurredFrom:O}); 1990 is the earliest year.",
        "incident_reported_by_check" => $"'{request.ReportedBy}' is unknown; reportedBy is call or patrol.",
        _ => null,
    };

    private static IncidentView ToView(IncidentRecord incident) => new(
        incident.Id, incident.ExternalId, incident.CategoryCode, incident.OccurredFrom, incident.OccurredTo, incident.ReportedBy,
        incident.Progress, incident.LonDeg, incident.LatDeg, incident.CommunityCode, incident.Synthetic);
}
