using System.Security.Cryptography;

namespace SongshanRoad.Gis.Client.Live;

/// <summary>How a queue is sent.</summary>
public sealed record PositionSenderOptions
{
    /// <summary>The most fixes in a batch; 500. The server takes 1,000.</summary>
    public int BatchSize { get; init; } = 500;

    /// <summary>Ceiling of the wait after the first failure; 1 s.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Ceiling of every later wait; 60 s.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Seed of the jitter; another for each sender, so that they do not come back together.</summary>
    public int Seed { get; init; } = RandomNumberGenerator.GetInt32(int.MaxValue);
}
