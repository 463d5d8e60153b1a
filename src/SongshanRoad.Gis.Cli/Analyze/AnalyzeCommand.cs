using System.CommandLine;
using SongshanRoad.Gis.Cli.Analyze.Clustering;
using SongshanRoad.Gis.Cli.Analyze.Comparisons;
using SongshanRoad.Gis.Cli.Analyze.Density;
using SongshanRoad.Gis.Cli.Analyze.Feedback;
using SongshanRoad.Gis.Cli.Analyze.Forecasts;
using SongshanRoad.Gis.Cli.Analyze.NearRepeat;
using SongshanRoad.Gis.Cli.Analyze.Networks;
using SongshanRoad.Gis.Cli.Analyze.SpaceTime;
using SongshanRoad.Gis.Cli.Analyze.Times;
using SongshanRoad.Gis.Cli.Analyze.TopPlaces;
using SongshanRoad.Gis.Cli.Analyze.Trends;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Cli.Analyze;

/// <summary><c>songshan analyze …</c>: hotspot statistics on files, for an analyst without a database. Results go to standard output,
/// remarks to standard error.</summary>
internal static class AnalyzeCommand
{
    /// <summary>Exit code when a file or an argument is unusable; the line on standard error names it.</summary>
    public const int BadInput = 1;

    /// <summary>Exit code when the analysis itself failed.</summary>
    public const int Failed = 2;

    private const string Name = "analyze";

    /// <summary>Builds the command.</summary>
    public static Command Build(CommandHost host) => new(Name, "Hotspot statistics on files: no database needed. Exit code 0 done, 1 bad input, 2 failed.")
    {
        GiStarCommand.Build(host),
        MoranCommand.Build(host),
        TrendCommand.Build(host),
        EmergingCommand.Build(host),
        KdeCommand.Build(host),
        NkdeCommand.Build(host),
        NearRepeatCommand.Build(host),
        AoristicCommand.Build(host),
        CompareCommand.Build(host),
        BeforeAfterCommand.Build(host),
        TopPlacesCommand.Build(host),
        FeedbackCommand.Build(host),
        ForecastCommand.Build(host),
        BacktestCommand.Build(host),
        ScoreCommand.Build(host),
    };

    /// <summary>Whether a command line asks for an analysis.</summary>
    public static bool Holds(ParseResult parsed)
    {
        for (var result = parsed.CommandResult; result is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult)
        {
            if (result.Command.Name == Name)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How an analysis ends after a failure.</summary>
    public static int ExitCodeOf(Exception failure) => failure switch
    {
        OperationCanceledException => ExitCodes.Interrupted,
        CommandFailedException or UnreadableFileException or ArgumentException { ParamName: not null } => BadInput,
        _ => Failed,
    };
}
