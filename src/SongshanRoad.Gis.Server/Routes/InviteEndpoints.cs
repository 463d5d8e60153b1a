using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SongshanRoad.Gis.Contracts.Accounts;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Storage.Accounts;
using SongshanRoad.Gis.Storage.Routes;

namespace SongshanRoad.Gis.Server.Routes;

/// <summary>A team opens its invite link and is signed in for its night. The link works until it expires, so that a team whose
/// phone dies goes on with another.</summary>
internal static class InviteEndpoints
{
    public static void MapInvites(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/invites/{token}", OpenAsync).RequireRateLimiting(RateLimits.Invite)
            .Produces<SessionView>().ProducesProblem(StatusCodes.Status410Gone);

    private static async Task<IResult> OpenAsync(string token, RouteStore routes, AuditStore audit, TimeProvider clock, HttpContext context)
    {
        var invite = await routes.FindInviteAsync(SecretToken.Hash(token), clock.GetUtcNow(), context.RequestAborted);
        var route = invite is null ? null : await routes.FindAsync(invite.RouteId, context.RequestAborted);
        if (invite is null || route is null || await routes.FindTeamAsync(route.UnitCode, context.RequestAborted) is null)
        {
            return ProblemResults.Problem(StatusCodes.Status410Gone, ProblemCodes.LinkInvalid,
                "This invite link is unknown or its night is over; ask your leader for tonight's link.");
        }

        const string scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        var principal = SessionClaims.ForVolunteer(route.CallSign, route.UnitCode, route.Id, new DutyNight(route.Night), scheme);
        await context.SignInAsync(scheme, principal, new AuthenticationProperties
        {
            IsPersistent = true,
            AllowRefresh = false,
            IssuedUtc = clock.GetUtcNow(),
            ExpiresUtc = invite.ExpiresAt,
        });
        await audit.AddAsync(route.CallSign, "invite.open", route.Id.ToString("D"), new { unit = route.UnitCode }, context.RequestAborted);
        return Results.Ok(principal.ToView());
    }
}
