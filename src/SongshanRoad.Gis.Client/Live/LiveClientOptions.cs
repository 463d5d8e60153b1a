using System.Security.Cryptography;

namespace SongshanRoad.Gis.Client.Live;

/// <summary>How a live client behaves; the defaults are what the web client does.</summary>
public sealed record LiveClientOptions
{
    /// <summary>Ceiling of the first wait after a loss; 500 ms.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Ceiling of every later wait; 15 s.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>An opening, a report or a subscription without an answer for so long is given up; 30 s.</summary>
    public TimeSpan LongestAnswer { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Seed of the jitter; another for each client, so that they do not come back together.</summary>
    public int Seed { get; init; } = RandomNumberGenerator.GetInt32(int.MaxValue);
}
