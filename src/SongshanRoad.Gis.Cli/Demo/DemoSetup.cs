using Microsoft.Extensions.DependencyInjection;
using SongshanRoad.Gis.Cli.Import;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Storage.Accounts;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Storage.Incidents;
using SongshanRoad.Gis.Storage.Live;

namespace SongshanRoad.Gis.Cli.Demo;

/// <summary>Makes what a demo needs beside the district, once: accounts, device tokens, incidents, the last nights.</summary>
internal static class DemoSetup
{
    private const int Seed = 410103011;
    private static readonly string[] AccountRoles = [Roles.Dispatcher, Roles.Leader, Roles.Admin];

    /// <summary>Makes what is missing; a second start finds everything and does nothing.</summary>
    /// <returns>Accounts, tokens and the last volunteer link.</returns>
    public static async Task<DemoSecrets> RunAsync(
        CommandHost host, IServiceProvider services, Database database, string geodataPath, string dataPath, CancellationToken cancellation)
    {
        if (await DemoSecrets.ReadAsync(dataPath, cancellation) is { } known)
        {
            return known;
        }

        var demo = await DemoNetwork.ReadAsync(database, cancellation);
        await AddIncidentsAsync(host, services, database, geodataPath, dataPath, cancellation);
        await AddHistoryAsync(host, services, demo, cancellation);
        // Last, because the file says that all of it is done.
        var secrets = new DemoSecrets(
            await AddAccountsAsync(services, cancellation), await AddDevicesAsync(host, services, demo, cancellation), Invite: null);
        await secrets.WriteAsync(dataPath, cancellation);
        return secrets;
    }

    private static async Task AddIncidentsAsync(
        CommandHost host, IServiceProvider services, Database database, string geodataPath, string dataPath, CancellationToken cancellation)
    {
        var end = new DateTimeOffset(host.Time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        if (await services.GetRequiredService<IncidentStore>().CountAsync(end.AddMonths(-DemoIncidents.Months), end, [], cancellation) > 0)
        {
            return;
        }

        await host.Output.WriteLineAsync($"making up {DemoIncidents.Months} months of synthetic incidents ...");
        var path = Path.Combine(dataPath, "demo-incidents.csv");
        await using (var writer = new StreamWriter(path))
        {
            await DemoIncidents.WriteAsync(database, Path.Combine(geodataPath, "incident-categories.csv"), Seed, end, writer, cancellation);
        }

        var request = new ImportRequest
        {
            Layer = "incidents",
            FilePath = path,
            RejectsPath = Path.Combine(dataPath, "rejected-incidents.csv"),
            Source = "demo",
            Synthetic = true,
        };
        await ImportLayers.RunAsync(host with { Error = TextWriter.Null, ErrorIsTerminal = false }, request, database, cancellation);
    }

    private static async Task AddHistoryAsync(CommandHost host, IServiceProvider services, DemoNetwork demo, CancellationToken cancellation)
    {
        var nights = services.GetRequiredService<NightCalendar>();
        var history = new DemoHistory(demo, services.GetRequiredService<DutyStore>(), services.GetRequiredService<FixStore>(), nights);
        await host.Output.WriteLineAsync("walking the last three nights and the last hour ...");
        var stored = await history.StoreAsync(host.Time.GetUtcNow(), Seed, cancellation);
        await host.Output.WriteLineAsync($"tours: {stored} positions of {demo.Units.Count} units");
    }

    private static async Task<IReadOnlyList<DemoAccount>> AddAccountsAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var gate = services.GetRequiredService<SignInGate>();
        var accounts = new List<DemoAccount>();
        foreach (var role in AccountRoles)
        {
            var account = new DemoAccount(role, role, SecretToken.Create()[..12]);
            if (await gate.AddAsync(account.Name, account.Password, role, null, cancellation) is null)
            {
                throw new CommandFailedException(
                    $"--demo cannot add its account '{account.Name}': this deployment has one already. Run without --demo, or choose an empty directory with --data.");
            }

            accounts.Add(account);
        }

        return accounts;
    }

    private static async Task<IReadOnlyDictionary<string, string>> AddDevicesAsync(
        CommandHost host, IServiceProvider services, DemoNetwork demo, CancellationToken cancellation)
    {
        var devices = services.GetRequiredService<DeviceStore>();
        var tokens = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var unit in demo.Units)
        {
            var token = SecretToken.Create();
            await devices.AddAsync(new TrackingDevice(unit.UnitId), SecretToken.Hash(token), host.Time.GetUtcNow(), cancellation);
            tokens.Add(unit.UnitId, token);
        }

        return tokens;
    }
}
