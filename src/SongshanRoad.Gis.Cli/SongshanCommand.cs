using System.CommandLine;
using SongshanRoad.Gis.Cli.Analyze;
using SongshanRoad.Gis.Cli.Coverage;
using SongshanRoad.Gis.Cli.Demo;
using SongshanRoad.Gis.Cli.Deployment;
using SongshanRoad.Gis.Cli.Import;
using SongshanRoad.Gis.Cli.Match;
using SongshanRoad.Gis.Cli.Serve;

namespace SongshanRoad.Gis.Cli;

/// <summary>The composition root: builds <c>songshan</c> from one file per command and runs it.</summary>
internal static class SongshanCommand
{
    /// <summary>Runs one command line to its end.</summary>
    /// <param name="args">The words after <c>songshan</c>.</param>
    /// <param name="host">Where it writes and what clock it reads.</param>
    /// <param name="cancellation">Stops the command; Ctrl-C does too.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CommandHost host, CancellationToken cancellation = default)
    {
        var verbose = new Option<bool>("--verbose") { Description = "On failure also print the stack trace.", Recursive = true };
        var root = Build(host);
        root.Add(verbose);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            var path = string.Join(' ', CommandsOf(parsed).Append("--help"));
            await host.Error.WriteLineAsync($"songshan: {FailureReport.OneLine(string.Join(' ', parsed.Errors.Select(error => error.Message)))} See: {path}");
            return AnalyzeCommand.Holds(parsed) ? AnalyzeCommand.BadInput : ExitCodes.Usage;
        }

        try
        {
            var invocation = new InvocationConfiguration
            {
                Output = host.Output,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,
                // After Ctrl-C the database may need a while to stop cleanly.
                ProcessTerminationTimeout = TimeSpan.FromSeconds(60),
            };
            return await parsed.InvokeAsync(invocation, cancellation);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            var exitCode = FailureReport.Write(failure, parsed.CommandResult.Command, host, parsed.GetValue(verbose));
            return AnalyzeCommand.Holds(parsed) ? AnalyzeCommand.ExitCodeOf(failure) : exitCode;
        }
    }

    private static RootCommand Build(CommandHost host) => new("The patrol and hotspot map of a sub-district office.")
    {
        ServeCommand.Build(host),
        DatabaseCommand.Build(host),
        ImportCommand.Build(host),
        DemoDataCommand.Build(host),
        CoverageCommand.Build(host),
        MatchCommand.Build(host),
        AnalyzeCommand.Build(host),
    };

    private static Stack<string> CommandsOf(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var result = parsed.CommandResult; result is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult)
        {
            names.Push(result.Command is RootCommand ? "songshan" : result.Command.Name);
        }

        return names;
    }
}
