using System.Text.Json;

namespace SongshanRoad.Gis.Cli.Demo;

/// <summary>What the demo must remember in clear to be used again at the next start: passwords and tokens made on this machine,
/// in a file that only its owner can read. Without <c>--demo</c> nothing of the kind is ever written.</summary>
/// <param name="Accounts">Demo accounts with their passwords.</param>
/// <param name="DeviceTokens">Token of each demo unit's device.</param>
/// <param name="Invite">The latest volunteer link, or null.</param>
internal sealed record DemoSecrets(IReadOnlyList<DemoAccount> Accounts, IReadOnlyDictionary<string, string> DeviceTokens, DemoInvite? Invite)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The file in a data directory.</summary>
    public static string PathIn(string dataPath) => Path.Combine(dataPath, "demo-secrets.json");

    /// <summary>Reads the file, or null when there is none yet.</summary>
    public static async Task<DemoSecrets?> ReadAsync(string dataPath, CancellationToken cancellation)
    {
        var path = PathIn(dataPath);
        if (!File.Exists(path))
        {
            return null;
        }

        await using var file = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync<DemoSecrets>(file, Json, cancellation);
    }

    /// <summary>Writes the file, readable by its owner only.</summary>
    public async Task WriteAsync(string dataPath, CancellationToken cancellation)
    {
        await using var file = new FileStream(PathIn(dataPath), new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        await JsonSerializer.SerializeAsync(file, this, Json, cancellation);
    }
}

/// <summary>A demo account.</summary>
internal sealed record DemoAccount(string Role, string Name, string Password);

/// <summary>A demo volunteer link.</summary>
/// <param name="Night">The night it is for.</param>
/// <param name="Path">Path of the link.</param>
internal sealed record DemoInvite(string Night, string Path);
