using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using SongshanRoad.Gis.Contracts.Accounts;
using SongshanRoad.Gis.Load.Faults;

namespace SongshanRoad.Gis.Load.Deployment;

/// <summary>A server of the tool's own on a throw-away data directory, with the demo district and no other load.</summary>
internal sealed partial class FreshServer : IAsyncDisposable
{
    public const string AccountName = "load";

    private readonly string _root;
    private Process _process;

    private FreshServer(string root, string folder)
    {
        (_root, Folder) = (root, folder);
        _process = Serve(0, 0);
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Port for patrol-car terminals.</summary>
    public int VehiclePort { get; private set; }

    public int ProcessId => _process.Id;

    /// <summary>The data directory.</summary>
    public string Folder { get; }

    /// <summary>PostgreSQL's own directory in it.</summary>
    public string DatabasePath => Path.Combine(Folder, "postgres");

    public string ConnectionString => $"Host={Path.Combine(Folder, "socket")};Username=songshan;Database=songshan";

    public string Password { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(12));

    /// <summary>Starts it and makes a dispatcher's account.</summary>
    /// <param name="root">The repository, in which tools/load has built the server.</param>
    /// <param name="under">Directory under which the data directory is made, or null for the system's own.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<FreshServer> StartAsync(string root, string? under, CancellationToken cancellation)
    {
        var folder = under is null
            ? Directory.CreateTempSubdirectory("songshan-load-").FullName
            : Directory.CreateDirectory(Path.Combine(under, Path.GetRandomFileName())).FullName;
        var server = new FreshServer(root, folder);
        try
        {
            var link = new Uri(await server.HearAsync(SetupLink(), cancellation));
            server.Address = new Uri(link.GetLeftPart(UriPartial.Authority));
            server.VehiclePort = int.Parse((await server.HearAsync(VehicleDoor(), cancellation)).Split(':')[^1], CultureInfo.InvariantCulture);
            await server.UntilReadyAsync(cancellation);
            await server.MakeDispatcherAsync(link.Query["?token=".Length..], cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills the server; its database goes on.</summary>
    public async Task KillAsync()
    {
        Signals.Kill(_process.Id);
        await _process.WaitForExitAsync();
    }

    /// <summary>Starts it again, after it was killed, at the same address.</summary>
    public async Task RestartAsync(CancellationToken cancellation)
    {
        _process.Dispose();
        _process = Serve(Address.Port, VehiclePort);
        await UntilReadyAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // As Ctrl-C: it stops the database it started.
            Signals.Interrupt(_process.Id);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private Process Serve(int port, int vehiclePort) => Process.Start(new ProcessStartInfo(
        "dotnet",
        [
            Path.Combine(_root, ".run", "songshan", "songshan.dll"), "serve", "--port", $"{port}", "--jt808-port", $"{vehiclePort}",
            "--data", Folder, "--geodata", Path.Combine(_root, "geodata"),
        ])
    { RedirectStandardOutput = true })!;

    private async Task UntilReadyAsync(CancellationToken cancellation)
    {
        await HearAsync(Ready(), cancellation);
        // Otherwise a full pipe would stop the server.
        _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
    }

    private async Task MakeDispatcherAsync(string token, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = Address };
        http.DefaultRequestHeaders.Add("X-Requested-With", "songshan");
        async Task PostAsync(string path, object body)
        {
            using var answer = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(http, path, body, cancellation);
            answer.EnsureSuccessStatusCode();
        }

        await PostAsync("api/setup", new SetupRequest(token, "owner", Convert.ToHexString(RandomNumberGenerator.GetBytes(12))));
        await PostAsync("api/accounts", new NewAccount(AccountName, Password, "dispatcher"));
    }

    private async Task<string> HearAsync(Regex pattern, CancellationToken cancellation)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            if (pattern.Match(line) is { Success: true } match)
            {
                return match.Value;
            }
        }

        throw new LoadException($"The server ended before it said {pattern}; run tools/run to see why.");
    }

    [GeneratedRegex(@"http:\S+/setup\?token=\S+")]
    private static partial Regex SetupLink();

    [GeneratedRegex(@"JT/T 808\): 127\.0\.0\.1:\d+")]
    private static partial Regex VehicleDoor();

    [GeneratedRegex("^ready:")]
    private static partial Regex Ready();
}
