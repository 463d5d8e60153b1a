using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Deployment;
using SongshanRoad.Gis.Storage.Accounts;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Benchmarks.Live;

/// <summary>The server under load, in a process of its own so that its CPU time can be told from the load's: a durable private
/// cluster, a unit with a device for each sender. Prints the address, then one token a line; ends when its input ends.</summary>
internal static class LiveServerProcess
{
    public const string Verb = "live-server";

    public static async Task RunAsync(string folder, int unitCount)
    {
        await using var cluster = await ManagedCluster.StartAsync(folder, owner: true);
        await using var database = await Database.OpenAsync(cluster.ConnectionString, DeploymentSettings.For(4547));
        await using var app = SongshanServer.Build(new ServerOptions { Port = 0, DataPath = folder }, database, TimeProvider.System);
        var devices = app.Services.GetRequiredService<DeviceStore>();
        var tokens = new List<string>();
        for (var i = 0; i < unitCount; i++)
        {
            var code = $"unit-{i}";
            var token = SecretToken.Create();
            await using var unit = database.DataSource.CreateCommand("insert into unit (code, kind, call_sign) values ($1, 'patrolCar', $1)");
            unit.Parameters.AddWithValue(code);
            await unit.ExecuteNonQueryAsync();
            await devices.AddAsync(new TrackingDevice(code), SecretToken.Hash(token), DateTimeOffset.UnixEpoch, CancellationToken.None);
            tokens.Add(token);
        }

        await app.Services.GetRequiredService<SignInGate>().AddAsync("viewer", LiveLatency.ViewerPassword, Roles.Dispatcher, null, CancellationToken.None);
        await app.StartAsync();
        Console.WriteLine(SongshanServer.AddressOf(app));
        tokens.ForEach(Console.WriteLine);
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }
}
