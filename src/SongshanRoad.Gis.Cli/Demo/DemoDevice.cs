using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Patrols.Live;

namespace SongshanRoad.Gis.Cli.Demo;

/// <summary>One demo unit's device, as any other: starts its duty over HTTP, sends over the hub, keeps what was not acknowledged.</summary>
internal sealed class DemoDevice(Uri server, string token, TimeProvider clock) : IAsyncDisposable
{
    private const int BatchFixes = 500;
    // A day of fixes at one every two seconds; beyond that the oldest go, as on a phone with a full disk.
    private const int QueueFixes = 43_200;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(3);

    private readonly Queue<ReportedFix> _waiting = new();
    private readonly SemaphoreSlim _bell = new(0);
    private readonly HubConnection _hub = new HubConnectionBuilder()
        .WithUrl(new Uri(server, "hubs/live"), options => options.AccessTokenProvider = () => Task.FromResult<string?>(token))
        .AddMessagePackProtocol()
        .Build();

    /// <summary>Starts the unit's duty, or finds the one that runs already; keeps trying until the server answers.</summary>
    /// <returns>The duty's id.</returns>
    public async Task<string> StartDutyAsync(CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = server };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        while (true)
        {
            try
            {
                using var answer = await http.PostAsync(new Uri("api/duties", UriKind.Relative), null, cancellation);
                answer.EnsureSuccessStatusCode();
                return (await answer.Content.ReadFromJsonAsync<DutyView>(cancellation))!.DutyId;
            }
            // A time-out of the client's own is a cancellation too, but not ours.
            catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                await Task.Delay(RetryAfter, clock, cancellation);
            }
        }
    }

    /// <summary>Asks for the duty again and again, because the one of yesterday night does not count for tonight.</summary>
    public async Task StayOnDutyAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(5), clock);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            await StartDutyAsync(cancellation);
        }
    }

    /// <summary>Puts fixes into the queue.</summary>
    public void Add(IEnumerable<Fix> fixes)
    {
        lock (_waiting)
        {
            foreach (var fix in fixes)
            {
                _waiting.Enqueue(new ReportedFix(fix.Sequence, fix.FixTime.ToUnixTimeMilliseconds(), fix.LonLat.LonDeg, fix.LonLat.LatDeg,
                    fix.AccuracyM, fix.SpeedMps, fix.HeadingDeg, fix.BatteryShare));
                if (_waiting.Count > QueueFixes)
                {
                    _waiting.Dequeue();
                }
            }
        }

        _bell.Release();
    }

    /// <summary>Sends the queue until cancelled; a batch leaves it only when the server has acknowledged it.</summary>
    public async Task SendAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var batch = Next();
            if (batch.Count == 0)
            {
                await _bell.WaitAsync(cancellation);
                continue;
            }

            try
            {
                if (_hub.State == HubConnectionState.Disconnected)
                {
                    await _hub.StartAsync(cancellation);
                }

                await _hub.InvokeAsync<PositionReceipt>(nameof(ILiveHub.Report), new PositionBatch("wgs84", batch), cancellation);
                Forget(batch.Count);
            }
            catch (Exception lost) when (lost is HttpRequestException or HubException or InvalidOperationException or IOException
                or OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                await Task.Delay(RetryAfter, clock, cancellation);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _bell.Dispose();
    }

    private List<ReportedFix> Next()
    {
        lock (_waiting)
        {
            return [.. _waiting.Take(BatchFixes)];
        }
    }

    private void Forget(int count)
    {
        lock (_waiting)
        {
            for (var i = 0; i < count; i++)
            {
                _waiting.Dequeue();
            }
        }
    }
}
