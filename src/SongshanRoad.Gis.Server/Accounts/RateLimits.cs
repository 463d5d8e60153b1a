using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Server.Problems;

namespace SongshanRoad.Gis.Server.Accounts;

/// <summary>How often one address may try a door without being signed in. Each door has a count of its own, so that teams who open
/// their invites at the start of the night do not lock a dispatcher out.</summary>
internal static class RateLimits
{
    public const string SignIn = "sign-in";
    public const string Setup = "setup";
    public const string Invite = "invite";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Registers the limits: attempts a minute and address.</summary>
    public static void AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = async (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = "30";
            await ProblemResults.Problem(StatusCodes.Status429TooManyRequests, ProblemCodes.TooManyRequests,
                "Too many attempts from this address; try again in half a minute.").ExecuteAsync(context.HttpContext);
        };
        Limit(options, SignIn, 30);
        Limit(options, Setup, 10);
        // A whole office's teams may stand behind one address, and a token cannot be guessed.
        Limit(options, Invite, 300);
    });

    private static void Limit(RateLimiterOptions options, string door, int attempts) =>
        options.AddPolicy(door, context => RateLimitPartition.GetSlidingWindowLimiter(
            (door, context.Connection.RemoteIpAddress?.ToString() ?? ""),
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = attempts, Window = Window, SegmentsPerWindow = 6 }));
}
