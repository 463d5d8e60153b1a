using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SongshanRoad.Gis.Contracts.Accounts;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Deployment;
using SongshanRoad.Gis.Storage.Accounts;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Server.Tests;

/// <summary>A real server on a real PostGIS database, on a free port of 127.0.0.1.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    public const string Password = "a long enough password";

    // A hash says how often it was hashed: a hundred times less than a real one, it takes nothing to check.
    private static readonly string QuickHash =
        new PasswordHasher<string>(Options.Create(new PasswordHasherOptions { IterationCount = 1_000 })).HashPassword("", Password);

    private readonly string _dataPath;
    private readonly WebApplication _app;
    private readonly LogMemory _log;
    private readonly PostGisCluster? _databaseOwner;
    private readonly bool _ownsDataPath;

    private LiveServer(WebApplication app, LogMemory log, Database database, PostGisCluster? databaseOwner, string dataPath, bool ownsDataPath)
    {
        _databaseOwner = databaseOwner;
        _ownsDataPath = ownsDataPath;
        _app = app;
        _log = log;
        Database = database;
        _dataPath = dataPath;
    }

    public Database Database { get; }

    /// <summary>Warnings and errors so far. A test that provokes some takes them out, or the server's end fails it.</summary>
    public LogMemory Log => _log;

    public string Address => SongshanServer.AddressOf(_app);

    /// <summary>The port of the patrol-car terminals.</summary>
    public int VehiclePort => SongshanServer.VehiclePortOf(_app)!.Value;

    public IServiceProvider Services => _app.Services;

    public static async Task<LiveServer> StartAsync(
        PostGisCluster cluster, TimeProvider? clock = null, Action<WebApplicationBuilder>? configure = null, VehicleDoorOptions? vehicles = null) =>
        await StartAsync(await cluster.CreateDatabaseAsync(), cluster, clock, configure, vehicles);

    /// <summary>A server on a database that outlives it.</summary>
    public static Task<LiveServer> StartAsync(Database database, TimeProvider? clock = null, VehicleDoorOptions? vehicles = null) =>
        StartAsync(database, databaseOwner: null, clock, configure: null, vehicles);

    /// <summary>A server that comes back: the same port, database and data directory, so that sessions outlive it.</summary>
    public static Task<LiveServer> RestartAsync(Database database, int port, string dataPath) =>
        StartAsync(database, databaseOwner: null, clock: null, configure: null, vehicles: null, port, dataPath);

    /// <summary>One of several servers on a database.</summary>
    public static Task<LiveServer> StartNodeAsync(Database database, string redis, TimeProvider? clock = null, VehicleDoorOptions? vehicles = null) =>
        StartAsync(database, databaseOwner: null, clock, configure: null, vehicles, redis: redis);

    private static async Task<LiveServer> StartAsync(
        Database database, PostGisCluster? databaseOwner, TimeProvider? clock, Action<WebApplicationBuilder>? configure, VehicleDoorOptions? vehicles,
        int port = 0, string? keptDataPath = null, string? redis = null)
    {
        var dataPath = keptDataPath ?? Directory.CreateTempSubdirectory("songshan-server-").FullName;
        var log = new LogMemory();
        var options = new ServerOptions { Port = port, Vehicles = vehicles, Redis = redis, DataPath = dataPath };
        var app = SongshanServer.Build(options, database, clock ?? TimeProvider.System, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(log);
            configure?.Invoke(builder);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new LiveServer(app, log, database, databaseOwner, dataPath, keptDataPath is null);
    }

    /// <summary>A client with its own cookies and the product's header.</summary>
    public HttpClient CreateClient()
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(Address) };
        client.DefaultRequestHeaders.Add("X-Requested-With", "songshan");
        return client;
    }

    /// <summary>Adds an account of this role with <see cref="Password"/> and returns its name.</summary>
    public async Task<string> AddAccountAsync(string role)
    {
        var name = $"{role}-{Guid.NewGuid():N}"[..20];
        var account = await Services.GetRequiredService<AccountStore>()
            .AddAsync(name, role, null, QuickHash, DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
        Assert.NotNull(account);
        return name;
    }

    /// <summary>A client signed in to a new account of this role.</summary>
    public async Task<HttpClient> SignInAsync(string role)
    {
        var name = await AddAccountAsync(role);
        var client = CreateClient();
        var answer = await client.PostAsJsonAsync("/api/session", new SignInRequest(name, Password), TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return client;
    }

    /// <summary>Adds a unit with a device and returns the device's token.</summary>
    public async Task<string> AddUnitAsync(string code, string kind = "patrolCar")
    {
        await RunAsync($"insert into unit (code, kind, call_sign) values ('{code}', '{kind}', '{code}')");
        var token = SecretToken.Create();
        Assert.True(await Services.GetRequiredService<DeviceStore>()
            .AddAsync(new TrackingDevice(code), SecretToken.Hash(token), DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken));
        return token;
    }

    public async Task RunAsync(string sql)
    {
        await using var command = Database.DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The one value a query gives.</summary>
    public async Task<object?> AskAsync(string sql)
    {
        await using var command = Database.DataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Stops the server; its log is complete then.</summary>
    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        if (_databaseOwner is not null)
        {
            await _databaseOwner.DropAsync(Database);
        }

        if (_ownsDataPath)
        {
            Directory.Delete(_dataPath, recursive: true);
        }

        Assert.Empty(_log.Take());
    }
}
