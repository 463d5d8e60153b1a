using System.Diagnostics;
using System.Globalization;

namespace SongshanRoad.Gis.Cli.Tests.Analyze;

/// <summary>The command line in a process of its own that sees a given number of cores.</summary>
internal static class CoresRun
{
    /// <summary>Runs to the end and gives standard output; fails the test when the command does.</summary>
    public static async Task<string> OutputOfAsync(int cores, params string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!.Contains("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "songshan.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_PROCESSOR_COUNT"] = cores.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == ExitCodes.Done, await error);
        return output;
    }
}
