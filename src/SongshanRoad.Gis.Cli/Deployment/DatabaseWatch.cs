using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Cli.Deployment;

/// <summary>Keeps a command's private database running and says so.</summary>
internal static class DatabaseWatch
{
    /// <summary>Starts the database again whenever it has died, until cancelled; says on the error output what happened.</summary>
    public static Task KeepRunningAsync(this ManagedCluster cluster, CommandHost host, CancellationToken cancellation) =>
        cluster.KeepRunningAsync(host.Time, failure => host.Error.WriteLine(failure is null
            ? "songshan: the database had died and was started again; its log is postgres.log in the data directory."
            : $"songshan: the database has died and does not start: {FailureReport.OneLine(failure.Message)} Trying again."), cancellation);
}
