using System.CommandLine;
using SongshanRoad.Gis.Cli.Deployment;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Cli.Import;

/// <summary><c>songshan import LAYER FILE</c>: brings one file into the database, as a whole or not at all.</summary>
internal static class ImportCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandHost host)
    {
        var layer = new Argument<string>("layer") { Description = "What the file holds." };
        var file = new Argument<string>("file") { Description = "The file." };
        var database = new DatabaseOptions();
        var command = new Command("import", "Bring a file into the database.") { layer, file };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var probe = InputFile.Open(parsed.GetRequiredValue(file));
            await using var open = await database.OpenAsync(parsed, owner: false, cancellation);
            host.Output.WriteLine($"{parsed.GetRequiredValue(layer)}: {open.Database.Projection}");
            return ExitCodes.Done;
        });
        return command;
    }
}
