using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Alerts;
using SongshanRoad.Gis.Server.Coverage;
using SongshanRoad.Gis.Server.Geofences;
using SongshanRoad.Gis.Server.Hotspots;
using SongshanRoad.Gis.Server.Hotspots.Backtests;
using SongshanRoad.Gis.Server.Hotspots.Changes;
using SongshanRoad.Gis.Server.Hotspots.Citations;
using SongshanRoad.Gis.Server.Hotspots.Feedback;
using SongshanRoad.Gis.Server.Hotspots.Units;
using SongshanRoad.Gis.Server.Incidents;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Server.Live.Vehicles;
using SongshanRoad.Gis.Server.Nodes;
using SongshanRoad.Gis.Server.Places;
using SongshanRoad.Gis.Server.Problems;
using SongshanRoad.Gis.Server.Routes;
using SongshanRoad.Gis.Server.Tiles;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Server.Deployment;

/// <summary>Puts the server together: HTTP interface, hub, workers, web client.</summary>
public static class SongshanServer
{
    // Linux' own limit, net.core.somaxconn, is 4,096 since 5.4.
    private const int WaitingConnections = 4096;

    /// <summary>Builds a server over an open database; the caller starts and disposes it.</summary>
    /// <param name="options">Where it listens and finds its files.</param>
    /// <param name="database">An open, migrated database; outlives the server.</param>
    /// <param name="clock">Source of all times.</param>
    /// <param name="configure">Last word on services and logging, for tests.</param>
    public static WebApplication Build(
        ServerOptions options, Database database, TimeProvider clock, Action<WebApplicationBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "songshan" });
        // When thousands of terminals come back at once, who does not fit in is tried again by its kernel after seconds, then twice as many, and so on.
        builder.WebHost.UseSockets(sockets => sockets.Backlog = WaitingConnections);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, options.Port);
            kestrel.ListenForVehicles(options.Vehicles);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        });
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        }).SetMinimumLevel(LogLevel.Warning)
            // It warns that keys are stored in clear: they open no session that the database does not know by another key.
            .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        var services = builder.Services;
        services.AddRouting();
        services.AddSingleton(options);
        services.AddSingleton(database);
        services.AddSingleton(clock);
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = ProblemResults.AddCode);
        services.AddExceptionHandler<StorageFailureHandler>();
        services.AddExceptionHandler<BadRequestHandler>();
        // Otherwise a body that does not fit would be answered without a word about where.
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.AddInterfaceDocument();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
        });
        services.AddResponseCompression(compression =>
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, TileEndpoints.ContentType]);
        // Only a proxy on this machine can connect at all, so its word about the caller's address counts.
        services.Configure<ForwardedHeadersOptions>(forwarded =>
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        services.AddSingleton(new NightCalendar(
            TimeZoneInfo.FindSystemTimeZoneById(database.TimeZoneId), database.NightStart, database.NightEnd));
        services.AddPlaces();
        services.AddTiles();
        services.AddIncidents();
        services.AddHotspots();
        services.AddHotspotUnits();
        services.AddHotspotChanges();
        services.AddHotspotCitations();
        services.AddHotspotBacktests();
        services.AddPatrolFeedback();
        services.AddNodes(options);
        services.AddLive();
        services.AddAlerts();
        services.AddGeofences();
        services.AddCoverage();
        services.AddRoutes();
        services.AddAccounts(Path.Combine(options.DataPath, "keys"));
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseResponseCompression();
        app.UseSecurityHeaders();
        app.UseWireVersion();
        app.UseWebClientFiles(options.WebPath);
        app.UseRouting();
        app.UseUtf8Bodies();
        app.UseCrossSiteGuard();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.MapOpenApi();
        app.MapHealth();
        app.MapAccounts();
        app.MapPlaces();
        app.MapTiles();
        app.MapIncidents();
        app.MapHotspots();
        app.MapHotspotUnits();
        app.MapHotspotChanges();
        app.MapHotspotCitations();
        app.MapHotspotBacktests();
        app.MapPatrolFeedback();
        app.MapLive();
        app.MapAlerts();
        app.MapGeofences();
        app.MapCoverage();
        app.MapRoutes();
        app.MapWebClientPages(options.WebPath);
        return app;
    }

    /// <summary>The address a started server listens on, e.g. <c>http://127.0.0.1:8080</c>.</summary>
    public static string AddressOf(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.Urls.First().TrimEnd('/');
    }

    /// <summary>The port on 127.0.0.1 that a started server takes patrol-car terminals on; null when it has no such door.</summary>
    public static int? VehiclePortOf(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.Services.GetRequiredService<ServerOptions>().Vehicles is null ? null : VehicleListener.PortOf(app.Services.GetRequiredService<IServer>());
    }
}
