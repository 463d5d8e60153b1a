using System.Net;
using System.Net.Sockets;
using SongshanRoad.Gis.Cli.Demo;
using SongshanRoad.Gis.Cli.Deployment;
using SongshanRoad.Gis.Server.Deployment;
using SongshanRoad.Gis.Server.Nodes;

namespace SongshanRoad.Gis.Cli.Serve;

/// <summary>One run of the server, from the first check to the clean stop.</summary>
/// <param name="Host">Where progress is written.</param>
/// <param name="Port">Port on 127.0.0.1; 0 takes a free one.</param>
/// <param name="VehiclePort">Port on 127.0.0.1 for patrol-car terminals; null for none, with a demo for a free one.</param>
/// <param name="AnnouncedVehiclePort">Port that terminals are told instead, of a proxy; null for that port itself.</param>
/// <param name="Redis">Redis that other servers on the database share, or null when this is the only one.</param>
/// <param name="WebPath">Directory of the built web client, or null.</param>
/// <param name="GeodataPath">Directory an empty database is filled from, or null.</param>
/// <param name="Demo">Whether demo data, accounts and patrols are wanted.</param>
internal sealed record ServeRun(
    CommandHost Host, int Port, int? VehiclePort, int? AnnouncedVehiclePort, string? Redis, string? WebPath, string? GeodataPath, bool Demo)
{
    /// <summary>Runs until cancelled.</summary>
    /// <param name="dataPath">The data directory.</param>
    /// <param name="openDatabase">Opens the database; called after the cheap checks.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public async Task<int> RunAsync(string dataPath, Func<Task<OpenDatabase>> openDatabase, CancellationToken cancellation)
    {
        RefuseMissing(WebPath, "--web");
        RefuseMissing(GeodataPath, "--geodata");
        RefuseTakenPort(Port, "--port");
        RefuseTakenPort(VehiclePort ?? 0, "--jt808-port");
        if (Redis is not null)
        {
            await RedisAccess.CheckAsync(Redis);
        }

        await SayAsync($"starting the database in {dataPath} ...");
        await using var open = await openDatabase();
        if (GeodataPath is not null)
        {
            await DistrictFiles.LoadIfEmptyAsync(Host, open.Database, GeodataPath, dataPath, cancellation);
        }

        var options = new ServerOptions { Port = Port, Vehicles = VehicleDoor(), Redis = Redis, DataPath = dataPath, WebPath = WebPath };
        await using var app = SongshanServer.Build(options, open.Database, Host.Time);
        var demo = Demo ? await DemoSetup.RunAsync(Host, app.Services, open.Database, GeodataPath!, dataPath, cancellation) : null;
        await app.StartAsync(cancellation);
        var address = SongshanServer.AddressOf(app);
        if (demo is not null)
        {
            demo = await DemoRoute.PublishAsync(new Uri(address), demo, dataPath, cancellation);
        }

        await SignInHint.PrintAsync(Host, app.Services, address, dataPath, demo, cancellation);
        if (SongshanServer.VehiclePortOf(app) is { } vehiclePort)
        {
            await SayAsync($"patrol-car terminals (JT/T 808): 127.0.0.1:{vehiclePort}");
        }

        await SayAsync($"ready: {address}   Ctrl-C stops everything; the data stay in {dataPath}.");
        try
        {
            await Task.WhenAll(open.Cluster?.KeepRunningAsync(Host, cancellation) ?? Task.CompletedTask, WorkAsync(demo, open, new Uri(address), cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }

        await SayAsync("stopping ...");
        await app.StopAsync(CancellationToken.None);
        return ExitCodes.Done;
    }

    private async Task WorkAsync(DemoSecrets? demo, OpenDatabase open, Uri address, CancellationToken cancellation)
    {
        if (demo is null)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, Host.Time, cancellation);
        }
        else
        {
            await new DemoPatrols(Host, demo, await DemoNetwork.ReadAsync(open.Database, cancellation)).RunAsync(address, cancellation);
        }
    }

    private VehicleDoorOptions? VehicleDoor() => VehiclePort is null && !Demo
        ? null
        : new VehicleDoorOptions { Port = VehiclePort ?? 0, AnnouncedPort = AnnouncedVehiclePort };

    private static void RefuseMissing(string? path, string option)
    {
        if (path is not null && !Directory.Exists(path))
        {
            throw new CommandFailedException($"{option} {path}: there is no such directory; build it or correct the path.");
        }
    }

    // Asked before the database starts, so that a second start by mistake costs nothing.
    private static void RefuseTakenPort(int port, string option)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            throw new CommandFailedException(taken.SocketErrorCode == SocketError.AccessDenied
                ? $"port {port} may not be used by this account; choose one from 1024 on with {option}."
                : $"port {port} on 127.0.0.1 is taken by another program; stop it, or choose another with {option}.");
        }
    }

    private Task SayAsync(string line) => Host.Output.WriteLineAsync(line);
}
