using System.ComponentModel.DataAnnotations;

namespace SongshanRoad.Gis.Server.Deployment;

/// <summary>Where the server listens and finds its files.</summary>
public sealed class ServerOptions
{
    /// <summary>Port on 127.0.0.1; 0 takes a free one. Default 8080.</summary>
    [Range(0, 65535)]
    public int Port { get; init; } = 8080;

    /// <summary>The door for patrol-car terminals, or null to have none.</summary>
    public VehicleDoorOptions? Vehicles { get; init; }

    /// <summary>Directory of the deployment's files beside the database; keys of earlier versions are taken over from it.</summary>
    [Required]
    public required string DataPath { get; init; }

    /// <summary>Directory of the built web client, or null to serve none.</summary>
    public string? WebPath { get; init; }

    /// <summary>Connection string of the Redis over which the servers on this database tell each other what they have stored; null, the default,
    /// when this is the only one.</summary>
    public string? Redis { get; init; }

    /// <summary>How many days fixes are kept; 90 by default. Whole UTC days are dropped once all of the day is older.</summary>
    [Range(1, 3650)]
    public int KeepFixesDays { get; init; } = 90;
}
