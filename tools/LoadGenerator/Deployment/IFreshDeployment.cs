namespace SongshanRoad.Gis.Load.Deployment;

/// <summary>A deployment of the tool's own on a throw-away data directory, with the demo district and no other load.</summary>
internal interface IFreshDeployment : IAsyncDisposable
{
    /// <summary>Where clients go.</summary>
    Uri Address { get; }

    /// <summary>Port for patrol-car terminals.</summary>
    int VehiclePort { get; }

    /// <summary>The data directory.</summary>
    string Folder { get; }

    /// <summary>Npgsql connection string of the database.</summary>
    string ConnectionString { get; }

    /// <summary>Password of the account <see cref="FreshAccount.Name"/>.</summary>
    string Password { get; }

    /// <summary>The server's process; null when there are several.</summary>
    int? ProcessId { get; }

    /// <summary>Kills a server (SIGKILL) and has it started again, as a service manager does; done when it is there again.</summary>
    Task KillServerAsync(Random random, CancellationToken cancellation);

    /// <summary>Kills Redis.</summary>
    /// <exception cref="LoadException">There is none.</exception>
    Task KillRedisAsync();
}
