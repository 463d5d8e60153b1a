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
        var command = new Command("import", "Bring a file into the database: all its good rows, or nothing.");
        var options = new ImportOptions();
        options.AddTo(command, ImportLayers.Names);
        var database = new DatabaseOptions();
        database.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var request = options.Read(parsed);
            // A wrong path must not cost the start of a database.
            InputFile.Open(request.FilePath).Dispose();
            RejectListPath.RefuseAsInput(request.FilePath);
            RejectListPath.Check(request.RejectsPath);
            await using var open = await database.OpenAsync(parsed, owner: false, cancellation);
            try
            {
                return await ImportLayers.RunAsync(host, request, open.Database, cancellation);
            }
            catch (UnreadableFileException unreadable) when (!unreadable.Message.Contains(request.FilePath, StringComparison.Ordinal))
            {
                throw new UnreadableFileException(unreadable.Code, $"{request.FilePath}: {unreadable.Sentence}", unreadable.Cure, unreadable.Line, unreadable);
            }
        });
        return command;
    }
}
