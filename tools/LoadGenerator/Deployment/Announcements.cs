using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SongshanRoad.Gis.Load.Deployment;

/// <summary>What a starting deployment says on its standard output.</summary>
/// <param name="process">The process.</param>
internal sealed partial class Announcements(Process process)
{
    /// <summary>The one-time link of an empty deployment.</summary>
    public async Task<Uri> SetupLinkAsync(CancellationToken cancellation) => new(await HearAsync(SetupLink(), cancellation));

    /// <summary>The port for terminals.</summary>
    public async Task<int> VehiclePortAsync(CancellationToken cancellation) =>
        int.Parse((await HearAsync(VehicleDoor(), cancellation)).Split(':')[^1], CultureInfo.InvariantCulture);

    /// <summary>Done when it is ready; what it says after that is not kept.</summary>
    public async Task UntilReadyAsync(CancellationToken cancellation)
    {
        await HearAsync(Ready(), cancellation);
        // Otherwise a full pipe would stop it.
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
    }

    private async Task<string> HearAsync(Regex pattern, CancellationToken cancellation)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
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
