using System.Globalization;
using MessagePack;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Live.Marks;
using SongshanRoad.Gis.Server.Live.Phones;
using SongshanRoad.Gis.Server.Live.Tracks;
using SongshanRoad.Gis.Server.Live.Vehicles;
using SongshanRoad.Gis.Storage.Accounts;
using SongshanRoad.Gis.Storage.Live;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>Registers the live path: door, lane, writer, feed, hub and the workers beside it.</summary>
internal static class LiveSetup
{
    // A full batch of 1,000 fixes is about 170 KB as JSON.
    private const long LargestMessageBytes = 512 * 1024;

    public static void AddLive(this IServiceCollection services)
    {
        services.AddSingleton<FixStore>();
        services.AddSingleton<DutyStore>();
        services.AddSingleton<UnitStore>();
        services.AddSingleton<LiveLane>();
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<FixCommit>();
        services.AddSingleton<SenderBudget>();
        services.AddSingleton<PositionDoor>();
        services.AddSingleton<CommittedFixes>();
        services.AddSingleton(provider => new LiveNotices(provider.GetRequiredService<LiveFeed>()));
        services.AddSingleton(provider => new DutyDesk(
            provider.GetRequiredService<DutyStore>(),
            provider.GetRequiredService<LiveLane>(),
            provider.GetRequiredService<AuditStore>(),
            provider.GetRequiredService<NightCalendar>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddPhones();
        services.AddMarkedFixes();
        services.AddTracks();
        services.AddVehicles();
        services.AddHostedService<LiveWriter>();
        services.AddSingleton<RetentionWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<RetentionWorker>());
        services.AddSingleton<LayerChangeWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<LayerChangeWorker>());
        services.AddLogging(logging => logging.AddFilter(HubFailures.ReplacedCategory, LogLevel.None));
        services.AddSignalR(hub =>
            {
                hub.MaximumReceiveMessageSize = LargestMessageBytes;
                hub.AddFilter<HubFailures>();
            })
            .AddMessagePackProtocol(options =>
                options.SerializerOptions = options.SerializerOptions.WithSecurity(MessagePackSecurity.UntrustedData));
    }

    /// <summary>Tells every client which wire this server speaks, so that one of another version says so instead of misreading it.</summary>
    public static void UseWireVersion(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.Headers[ILiveHub.WireVersionHeader] = ILiveHub.WireVersion.ToString(CultureInfo.InvariantCulture);
        return next(context);
    });

    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        routes.MapLiveEndpoints();
        routes.MapPhones();
        routes.MapMarkedFixes();
        routes.MapTracks();
        routes.MapVehicles();
        routes.MapHub<LiveHub>("/hubs/live", connection => connection.CloseOnAuthenticationExpiration = true)
            .RequireAuthorization(Policies.LiveHub);
    }
}
