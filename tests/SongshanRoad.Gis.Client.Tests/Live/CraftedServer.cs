using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Contracts.Live;

namespace SongshanRoad.Gis.Client.Tests.Live;

/// <summary>A real Kestrel with a real hub that does what the product's never does: skips frames, speaks another version, forgets a session.</summary>
internal sealed class CraftedServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CraftedServer(WebApplication app) => _app = app;

    public string? Version { get; set; } = $"{ILiveHub.WireVersion}";

    public HttpStatusCode? Refusal { get; set; }

    /// <summary>What the next subscriptions are answered with; each may send frames first.</summary>
    public ConcurrentQueue<Func<ILiveClient, Task<LiveSnapshot>>> Answers { get; } = new();

    public Uri Address => new(_app.Urls.First());

    public ILiveClient Everybody => _app.Services.GetRequiredService<IHubContext<CraftedHub, ILiveClient>>().Clients.All;

    public static async Task<CraftedServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRouting();
        builder.Services.AddSignalR().AddMessagePackProtocol();
        CraftedServer? server = null;
        builder.Services.AddSingleton(_ => server!);
        var app = builder.Build();
        server = new CraftedServer(app);
        app.Use((context, next) =>
        {
            if (server.Version is { } version)
            {
                context.Response.Headers[ILiveHub.WireVersionHeader] = version;
            }

            context.Response.StatusCode = (int)(server.Refusal ?? HttpStatusCode.OK);
            return server.Refusal is null ? next(context) : Task.CompletedTask;
        });
        app.UseRouting();
        app.MapHub<CraftedHub>("/hubs/live");
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

internal sealed class CraftedHub(CraftedServer server) : Hub<ILiveClient>
{
    public Task<LiveSnapshot> Subscribe(LiveSubscription subscription) => server.Answers.TryDequeue(out var answer)
        ? answer(Clients.Caller)
        : throw new HubException("invalid-value: no answer is left.");
}
