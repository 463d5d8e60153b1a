using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Storage.Accounts;
using SongshanRoad.Gis.Storage.Live.Marks;

namespace SongshanRoad.Gis.Server.Live.Marks;

/// <summary>Positions that were kept but are not believed, with the reason, for the dispatcher who must find out what is wrong with a device.</summary>
internal static class MarkedFixEndpoints
{
    private const int MostListed = 500;

    public static void AddMarkedFixes(this IServiceCollection services) => services.AddSingleton<MarkedFixStore>();

    public static void MapMarkedFixes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/marked-fixes", CountAsync).RequireAuthorization(Policies.Dispatch)
            .Produces<IReadOnlyList<UnitMarkCount>>().ProducesProblem(StatusCodes.Status400BadRequest);
        routes.MapGet("/api/units/{unitCode}/marked-fixes", ListAsync).RequireAuthorization(Policies.Dispatch)
            .Produces<IReadOnlyList<MarkedFixView>>().ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> CountAsync(string? night, DutyDesk desk, MarkedFixStore marks, CancellationToken cancellation)
    {
        var asked = desk.Tonight;
        return night is not null && !DutyNight.TryParse(night, out asked)
            ? ProblemResults.NoNight(night)
            : Results.Ok((await marks.CountAsync(asked, cancellation)).Select(count =>
                new UnitMarkCount(count.UnitCode, count.CallSign, count.Mark, count.Count, count.LastFixTime.ToUnixTimeMilliseconds())));
    }

    /// <summary>Audited like a track: it tells where a device said it was.</summary>
    private static async Task<IResult> ListAsync(
        string unitCode, string? night, DutyDesk desk, MarkedFixStore marks, AuditStore audit, HttpContext context)
    {
        var asked = desk.Tonight;
        if (night is not null && !DutyNight.TryParse(night, out asked))
        {
            return ProblemResults.NoNight(night);
        }

        await audit.AddAsync(context.User.ActorName(), "marks.read", unitCode, new { night = asked.ToString() }, context.RequestAborted);
        return Results.Ok((await marks.ListAsync(unitCode, asked, MostListed, context.RequestAborted)).Select(ToView));
    }

    private static MarkedFixView ToView(StoredMark mark)
    {
        // JSON has no word for what is no number, and no map a place for what is no position.
        var isPosition = LonLat.TryFromDegrees(mark.LonDeg, mark.LatDeg, out var lonLat);
        return new MarkedFixView(
            mark.FixTime.ToUnixTimeMilliseconds(), mark.ReceivedAt.ToUnixTimeMilliseconds(),
            isPosition ? lonLat.LonDeg : null, isPosition ? lonLat.LatDeg : null, mark.AccuracyM, mark.Mark);
    }
}
