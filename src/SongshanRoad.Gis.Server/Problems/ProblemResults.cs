using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace SongshanRoad.Gis.Server.Problems;

/// <summary>Answers of RFC 9457 with the product's problem code.</summary>
public static class ProblemResults
{
    /// <summary>A problem document.</summary>
    /// <param name="httpCode">HTTP status code.</param>
    /// <param name="code">One of <see cref="Contracts.Problems.ProblemCodes"/>.</param>
    /// <param name="sentence">What is wrong, its value, what was allowed, and the cure.</param>
    public static IResult Problem(int httpCode, string code, string sentence) => Results.Problem(
        detail: sentence, statusCode: httpCode, title: code, extensions: new Dictionary<string, object?> { ["code"] = code });

    /// <summary>400 <c>invalid-value</c>.</summary>
    public static IResult Invalid(string sentence) =>
        Problem(StatusCodes.Status400BadRequest, Contracts.Problems.ProblemCodes.InvalidValue, sentence);

    /// <summary>400 <c>invalid-value</c> for a text that names no night.</summary>
    internal static IResult NoNight(string text) => Invalid($"Night '{text}' is no date; write yyyy-MM-dd, the date on which the night began.");

    /// <summary>404 <c>not-found</c>.</summary>
    public static IResult NotFound(string sentence) =>
        Problem(StatusCodes.Status404NotFound, Contracts.Problems.ProblemCodes.NotFound, sentence);

    /// <summary>409 <c>conflict</c>.</summary>
    public static IResult Conflict(string sentence) =>
        Problem(StatusCodes.Status409Conflict, Contracts.Problems.ProblemCodes.Conflict, sentence);

    /// <summary>A problem document that says when to try again.</summary>
    /// <param name="context">The request.</param>
    /// <param name="wait">How long to wait; told in whole seconds, rounded up.</param>
    /// <param name="httpCode">HTTP status code.</param>
    /// <param name="sentence">What is wrong, and the cure.</param>
    internal static IResult TryLater(HttpContext context, TimeSpan wait, int httpCode, string sentence)
    {
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Problem(httpCode, Contracts.Problems.ProblemCodes.TooManyRequests, sentence);
    }

    /// <summary>Gives a refusal of the framework itself (a body that is no JSON, an unknown address) the product's code.</summary>
    internal static void AddCode(ProblemDetailsContext context)
    {
        var code = context.ProblemDetails.Status switch
        {
            StatusCodes.Status400BadRequest or StatusCodes.Status413PayloadTooLarge or StatusCodes.Status415UnsupportedMediaType =>
                Contracts.Problems.ProblemCodes.InvalidValue,
            StatusCodes.Status404NotFound => Contracts.Problems.ProblemCodes.NotFound,
            _ => null,
        };
        if (code is not null)
        {
            context.ProblemDetails.Extensions.TryAdd("code", code);
        }
    }
}
