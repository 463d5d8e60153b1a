using SongshanRoad.Gis.Load.Deployment;

namespace SongshanRoad.Gis.Load.Faults;

/// <summary>Something that goes wrong on a night. A new one is a file of its own and a line in <see cref="AllFaults"/>.</summary>
internal interface IFault
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>What it does, in words.</summary>
    string Says { get; }

    /// <summary>Whether the data directory must lie on a small disk of its own.</summary>
    bool NeedsSmallDisk => false;

    /// <summary>Whether it is about several servers.</summary>
    bool NeedsCluster => false;

    /// <summary>The longest that may pass from the database's return to the moment when every tracker was acknowledged something it sent after that.</summary>
    TimeSpan BackWithin => TimeSpan.FromSeconds(10);

    /// <summary>Does the harm; done when nothing keeps the server from recovering any more.</summary>
    /// <returns>What was found meanwhile, or null.</returns>
    Task<Finding?> StrikeAsync(FreshDeployment server, LoadDatabase database, Random random, CancellationToken cancellation);
}
