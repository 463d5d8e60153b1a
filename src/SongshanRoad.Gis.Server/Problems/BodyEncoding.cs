using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using SongshanRoad.Gis.Contracts.Problems;

namespace SongshanRoad.Gis.Server.Problems;

/// <summary>Bodies are UTF-8, as JSON is (RFC 8259, section 8.1); another declared charset is refused before anything reads them.</summary>
internal static class BodyEncoding
{
    public static void UseUtf8Bodies(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type.Charset is { HasValue: true } charset
            && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) && !charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase))
        {
            await ProblemResults.Problem(StatusCodes.Status415UnsupportedMediaType, ProblemCodes.InvalidValue,
                $"The body's charset is {charset}; send UTF-8.").ExecuteAsync(context);
            return;
        }

        await next(context);
    });
}
