using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using SongshanRoad.Gis.Contracts.Accounts;

namespace SongshanRoad.Gis.Load.Deployment;

/// <summary>A server of the tool's own on a throw-away data directory, with the demo district and no other load.</summary>
internal sealed partial class FreshServer : IAsyncDisposable
{
    public const string AccountName = "load";

    private const int InterruptSignal = 2;

    private readonly Process _process;
    private readonly string _folder;

    private FreshServer(Process process, string folder) => (_process, _folder) = (process, folder);

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Port for patrol-car terminals.</summary>
    public int VehiclePort { get; private set; }

    public int ProcessId => _process.Id;

    public string ConnectionString => $"Host={Path.Combine(_folder, "socket")};Username=songshan;Database=songshan";

    public string Password { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(12));

    /// <summary>Starts it and makes a dispatcher's account.</summary>
    /// <param name="root">The repository, in which tools/load has built the server.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<FreshServer> StartAsync(string root, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("songshan-load-").FullName;
        var process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [Path.Combine(root, ".run", "songshan", "songshan.dll"), "serve", "--port", "0", "--jt808-port", "0", "--data", folder, "--geodata", Path.Combine(root, "geodata")])
        { RedirectStandardOutput = true })!;
        var server = new FreshServer(process, folder);
        try
        {
            var link = new Uri(await server.HearAsync(SetupLink(), cancellation));
            server.Address = new Uri(link.GetLeftPart(UriPartial.Authority));
            server.VehiclePort = int.Parse((await server.HearAsync(VehicleDoor(), cancellation)).Split(':')[^1], CultureInfo.InvariantCulture);
            await server.HearAsync(Ready(), cancellation);
            // Otherwise a full pipe would stop the server.
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            await server.MakeDispatcherAsync(link.Query["?token=".Length..], cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // As Ctrl-C: it stops the database it started.
            _ = Kill(_process.Id, InterruptSignal);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
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

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Kill(int processId, int signal);

    [GeneratedRegex(@"http:\S+/setup\?token=\S+")]
    private static partial Regex SetupLink();

    [GeneratedRegex(@"JT/T 808\): 127\.0\.0\.1:\d+")]
    private static partial Regex VehicleDoor();

    [GeneratedRegex("^ready:")]
    private static partial Regex Ready();
}
