using System.CommandLine;

namespace SongshanRoad.Gis.Cli.Deployment;

/// <summary><c>songshan database</c>: the private database of a data directory alone, for several servers on this machine, until Ctrl-C.</summary>
internal static class DatabaseCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandHost host)
    {
        var database = new DatabaseOptions();
        var command = new Command("database", "Run the private database of a data directory alone, for several servers on this machine, until Ctrl-C.");
        database.AddTo(command);
        command.Validators.Add(parsed =>
        {
            if (database.HasConnection(parsed))
            {
                parsed.AddError("--connection names a database that runs already; this command runs the one of --data DIR.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var open = await database.OpenAsync(parsed, owner: true, cancellation);
            await host.Output.WriteLineAsync($"connection: {open.Cluster!.ConnectionString}");
            try
            {
                await open.Cluster.KeepRunningAsync(host, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
