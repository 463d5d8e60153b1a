namespace SongshanRoad.Gis.Cli.Tests;

/// <summary>One run of <c>songshan</c> inside the test, through its composition root.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static async Task<CommandRun> OfAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var host = new CommandHost(TextWriter.Synchronized(output), TextWriter.Synchronized(error), ErrorIsTerminal: false, TimeProvider.System);
        var exitCode = await SongshanCommand.RunAsync(args, host, TestContext.Current.CancellationToken);
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Fails the test, showing everything, unless the command succeeded.</summary>
    public CommandRun Succeeded()
    {
        Assert.True(ExitCode == ExitCodes.Done, $"exit {ExitCode}\n{Output}\n{Error}");
        return this;
    }

    /// <summary>Fails the test unless the command refused with one line that names all of these words.</summary>
    public CommandRun RefusedWith(params string[] words)
    {
        Assert.NotEqual(ExitCodes.Done, ExitCode);
        Assert.Single(Error.Split('\n'), line => line.StartsWith("songshan: ", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        foreach (var word in words)
        {
            Assert.True(Error.Contains(word, StringComparison.Ordinal), $"Expected \"{word}\" in:\n{Error}");
        }

        return this;
    }
}
