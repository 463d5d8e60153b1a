using System.CommandLine;
using SongshanRoad.Gis.Client.Problems;
using SongshanRoad.Gis.Load;
using SongshanRoad.Gis.Load.Commands;

var root = new Option<string>("--root") { Description = "The repository.", DefaultValueFactory = _ => ".", Hidden = true, Recursive = true };
var command = new RootCommand("Load and faults for the live path.") { root, LoadCommand.Build(root), FaultCommand.Build(root) };
var result = command.Parse(args);
if (result.Errors.Count > 0)
{
    await Console.Error.WriteLineAsync($"{args.FirstOrDefault() ?? "load"}: {string.Join(" ", result.Errors.Select(error => error.Message))} See --help.");
    return ExitCodes.Usage;
}

try
{
    return await result.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception failure) when (failure is LoadException or ServerProblemException or ServerUnreachableException or ArgumentException or Npgsql.NpgsqlException)
{
    await Console.Error.WriteLineAsync($"{args.FirstOrDefault()}: {failure.Message}");
    return ExitCodes.Broken;
}
