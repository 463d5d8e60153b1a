using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SongshanRoad.Gis.Contracts.Accounts;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Storage.Accounts;
using SongshanRoad.Gis.Storage.Places;

namespace SongshanRoad.Gis.Server.Accounts;

/// <summary>Sign-in, setup and accounts.</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/session", (HttpContext context) => context.User.ToView()).RequireAuthorization(Policies.SignedIn);
        routes.MapPost("/api/session", SignInAsync).RequireRateLimiting(RateLimits.SignIn);
        routes.MapDelete("/api/session", (HttpContext context) => context.SignOutAsync()).RequireAuthorization(Policies.SignedIn);
        routes.MapPost("/api/setup", SetUpAsync).RequireRateLimiting(RateLimits.Setup);
        routes.MapGet("/api/accounts", ListAsync).RequireAuthorization(Policies.Admin);
        routes.MapPost("/api/accounts", AddAsync).RequireAuthorization(Policies.Admin);
    }

    private static async Task<IResult> SignInAsync(SignInRequest request, SignInGate gate, HttpContext context)
    {
        var (outcome, account) = await gate.SignInAsync(request.Name, request.Password, context.RequestAborted);
        return outcome switch
        {
            SignInOutcome.Accepted => await OpenSessionAsync(context, account!),
            SignInOutcome.Locked => ProblemResults.Problem(StatusCodes.Status423Locked, ProblemCodes.AccountLocked,
                "Too many failed sign-ins; the account is locked for ten minutes."),
            _ => ProblemResults.Problem(StatusCodes.Status401Unauthorized, ProblemCodes.SignInFailed, "Name or password is wrong."),
        };
    }

    private static async Task<IResult> SetUpAsync(
        SetupRequest request, SignInGate gate, AuditStore audit, HttpContext context)
    {
        if (SignInGate.Check(request.Name, request.Password) is { } sentence)
        {
            return ProblemResults.Invalid(sentence);
        }

        if (await gate.SetUpAsync(request.Token, request.Name.Trim(), request.Password, context.RequestAborted) is not { } account)
        {
            return ProblemResults.Problem(StatusCodes.Status410Gone, ProblemCodes.LinkInvalid,
                "This setup link was used or replaced; start the server again to get a new one while no account exists.");
        }

        await audit.AddAsync(account.Name, "account.setup", account.Name, cancellation: context.RequestAborted);
        return await OpenSessionAsync(context, account);
    }

    private static async Task<IReadOnlyList<AccountView>> ListAsync(AccountStore accounts, CancellationToken cancellation) =>
        [.. (await accounts.ListAsync(cancellation)).Select(ToView)];

    private static async Task<IResult> AddAsync(NewAccount request, SignInGate gate, PlaceStore places, AuditStore audit, HttpContext context)
    {
        if (SignInGate.Check(request.Name, request.Password) is { } sentence)
        {
            return ProblemResults.Invalid(sentence);
        }

        if (request.Role is not (Roles.Admin or Roles.Dispatcher or Roles.Leader))
        {
            return ProblemResults.Invalid($"Role '{request.Role}' is unknown; admin, dispatcher and leader are allowed.");
        }

        if (request is { CommunityCode: not null, Role: not Roles.Leader })
        {
            return ProblemResults.Invalid("Only a leader's view can be limited to one community.");
        }

        if (request.CommunityCode is { } code && !(await places.ListCommunitiesAsync(context.RequestAborted)).Any(community => community.Code == code))
        {
            return ProblemResults.Invalid($"There is no community '{code}'; take a code of /api/district, or leave it out for the whole office.");
        }

        var account = await gate.AddAsync(request.Name.Trim(), request.Password, request.Role, request.CommunityCode, context.RequestAborted);
        if (account is null)
        {
            return ProblemResults.Conflict($"An account named {request.Name.Trim()} exists already.");
        }

        await audit.AddAsync(context.User.ActorName(), "account.add", account.Name, new { account.Role }, context.RequestAborted);
        return Results.Ok(ToView(account));
    }

    private static async Task<IResult> OpenSessionAsync(HttpContext context, Account account)
    {
        var principal = SessionClaims.ForAccount(account, CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(principal);
        return Results.Ok(principal.ToView());
    }

    private static AccountView ToView(Account account) =>
        new(account.Name, account.Role, account.CommunityCode, account.CreatedAt, account.LockedUntil);
}
