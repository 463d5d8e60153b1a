using System.CommandLine;
using System.Globalization;
using SongshanRoad.Gis.Cli.Deployment;

namespace SongshanRoad.Gis.Cli.Demo;

/// <summary><c>songshan demo-data</c>: 18 months of made-up incidents as a CSV file. Every row says that it is synthetic.</summary>
internal static class DemoDataCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(CommandHost host)
    {
        var seed = new Option<int>("--seed") { Description = "The same seed makes the same incidents.", Required = true, HelpName = "N" };
        var categories = new Option<string>("--categories")
        {
            Description = "The category list with rates and profiles.",
            HelpName = "FILE",
            DefaultValueFactory = _ => Path.Combine("geodata", "incident-categories.csv"),
        };
        var end = new Option<DateTimeOffset?>("--end") { Description = "No incident lies after it. Default: the last midnight UTC.", HelpName = "INSTANT" };
        var output = new Option<string>("--out") { Description = "Where the rows go.", Required = true, HelpName = "FILE.csv" };
        var database = new DatabaseOptions();
        var command = new Command("demo-data", $"Make up {DemoIncidents.Months} months of incidents on the stored district's streets. They are synthetic and marked so.")
        {
            seed,
            categories,
            end,
            output,
        };
        database.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var open = await database.OpenAsync(parsed, owner: false, cancellation);
            var until = parsed.GetValue(end) ?? new DateTimeOffset(host.Time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
            var path = parsed.GetValue(output)!;
            await using var writer = new StreamWriter(path);
            var count = await DemoIncidents.WriteAsync(
                open.Database, parsed.GetValue(categories)!, parsed.GetValue(seed), until, writer, cancellation);
            await host.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{path}: {count} synthetic incidents before {until:yyyy-MM-dd HH:mm}Z; import them with: songshan import incidents {path} --synthetic --source demo"));
            return ExitCodes.Done;
        });
        return command;
    }
}
