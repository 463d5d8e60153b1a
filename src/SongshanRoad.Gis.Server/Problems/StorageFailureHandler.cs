using System.Net.Sockets;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Npgsql;
using SongshanRoad.Gis.Contracts.Problems;

namespace SongshanRoad.Gis.Server.Problems;

/// <summary>Answers 503 when the database is gone: the sender keeps what it has and tries again.</summary>
internal sealed class StorageFailureHandler(ILogger<StorageFailureHandler> log) : IExceptionHandler
{
    /// <summary>Whether an exception says that the database is gone.</summary>
    public static bool IsOutage(Exception exception) => exception is NpgsqlException or SocketException or TimeoutException;

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        // 22021: a NUL character, which no text of the database can hold; nothing is wrong with the database.
        if (exception is PostgresException { SqlState: "22021" })
        {
            await ProblemResults.Invalid("A text holds a NUL character; remove it.").ExecuteAsync(context);
            return true;
        }

        if (!IsOutage(exception))
        {
            return false;
        }

        // Not the path itself: some hold a token.
        var endpoint = context.Features.Get<IExceptionHandlerPathFeature>()?.Endpoint as RouteEndpoint;
        log.StorageUnavailable(endpoint?.RoutePattern.RawText ?? "a request", exception.Message);
        context.Response.Headers.RetryAfter = "5";
        await ProblemResults.Problem(
            StatusCodes.Status503ServiceUnavailable, ProblemCodes.StorageUnavailable, "The database is not reachable; nothing was stored. Try again in a few seconds.")
            .ExecuteAsync(context);
        return true;
    }
}
