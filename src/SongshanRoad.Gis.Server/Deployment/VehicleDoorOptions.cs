using System.ComponentModel.DataAnnotations;

namespace SongshanRoad.Gis.Server.Deployment;

/// <summary>The TCP door for patrol-car terminals (JT/T 808).</summary>
public sealed class VehicleDoorOptions
{
    /// <summary>Port on 127.0.0.1; 0 takes a free one, which is the default.</summary>
    [Range(0, 65535)]
    public int Port { get; init; }

    /// <summary>The port that terminals are told to connect to, when a proxy stands before this one; null for <see cref="Port"/> itself.</summary>
    [Range(1, 65535)]
    public int? AnnouncedPort { get; init; }

    /// <summary>Most connections at once; one more is cut at once. Default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>Most connections at once that have not authenticated themselves; for one more the oldest of them is cut. Default 500.</summary>
    [Range(1, 1_000_000)]
    public int MaxUnknownConnections { get; init; } = 500;

    /// <summary>After how long without a byte a terminal counts as gone; default 5 minutes, two to three of the usual heartbeats.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a connection may take to authenticate itself; default 1 minute.</summary>
    public TimeSpan AuthenticatedWithin { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an order waits for the terminal's answer; default 15 seconds.</summary>
    public TimeSpan AnsweredWithin { get; init; } = TimeSpan.FromSeconds(15);
}
