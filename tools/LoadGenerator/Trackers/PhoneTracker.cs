using SongshanRoad.Gis.Contracts.Live;

namespace SongshanRoad.Gis.Load.Trackers;

/// <summary>A phone app that sends a fix at a time and the next after 2xx, on a connection of its own.</summary>
internal sealed class PhoneTracker(Uri server, Func<HttpClient, ReportedFix, CancellationToken, Task<HttpResponseMessage>> send) : ITracker
{
    private readonly HttpClient _http = new() { BaseAddress = server };

    public async Task SendAsync(IReadOnlyList<ReportedFix> fixes, CancellationToken cancellation)
    {
        foreach (var fix in fixes)
        {
            using var answer = await send(_http, fix, cancellation);
            answer.EnsureSuccessStatusCode();
        }
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }
}
