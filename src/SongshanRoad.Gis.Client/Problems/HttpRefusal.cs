using System.Net.Http.Json;
using System.Text.Json;

namespace SongshanRoad.Gis.Client.Problems;

/// <summary>Reads a refusal over HTTP: a problem document (RFC 9457) with the member <c>code</c>, or whatever else came.</summary>
internal static class HttpRefusal
{
    public static async Task<ServerProblemException> ReadAsync(HttpResponseMessage answer, TimeProvider clock, CancellationToken cancellation)
    {
        ProblemDocument? problem = null;
        try
        {
            problem = await answer.Content.ReadFromJsonAsync<ProblemDocument>(cancellation);
        }
        catch (Exception unread) when (unread is JsonException or NotSupportedException or InvalidOperationException)
        {
            // A proxy's page, or nothing at all: the status is what there is.
        }

        return new ServerProblemException(
            problem?.Code ?? ServerProblemException.Unknown,
            problem?.Detail ?? problem?.Title ?? $"HTTP {(int)answer.StatusCode} {answer.ReasonPhrase}",
            answer.StatusCode,
            WaitOf(answer, clock));
    }

    private static TimeSpan? WaitOf(HttpResponseMessage answer, TimeProvider clock) => answer.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => date - clock.GetUtcNow(),
        _ => null,
    };

    private sealed record ProblemDocument(string? Code, string? Detail, string? Title);
}
