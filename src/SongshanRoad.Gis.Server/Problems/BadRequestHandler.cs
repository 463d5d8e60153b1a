using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using SongshanRoad.Gis.Contracts.Problems;

namespace SongshanRoad.Gis.Server.Problems;

/// <summary>Says which member of a body, or which parameter, the framework could not read.</summary>
internal sealed class BadRequestHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException refusal)
        {
            return false;
        }

        var sentence = refusal.InnerException is JsonException { Path: { } path } wrong
            ? $"The body does not fit at {path}: {FirstSentence(wrong.Message)}"
            // The framework's own words for it are about C#.
            : context.Request is { ContentLength: null or 0 } && !HttpMethods.IsGet(context.Request.Method)
                ? "The request has no body; send JSON."
                : refusal.Message;
        await ProblemResults.Problem(refusal.StatusCode, ProblemCodes.InvalidValue, sentence).ExecuteAsync(context);
        return true;
    }

    // The rest repeats the path and counts bytes.
    private static string FirstSentence(string message) =>
        message.IndexOf(" Path:", StringComparison.Ordinal) is var end and >= 0 ? message[..end] : message;
}
