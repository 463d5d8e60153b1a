using System.Diagnostics;

namespace SongshanRoad.Gis.Cli.Tests;

/// <summary>The command as its users meet it: a process with streams and an exit code.</summary>
public class CommandLineTests
{
    [Theory]
    [InlineData(1, "no such file", "import", "venues", "/nonexistent/x.geojson")]
    [InlineData(1, "cannot be opened", "import", "venues", "FILE", "--connection", "Host=127.0.0.1;Port=1;Database=x")]
    [InlineData(1, "was not made by songshan", "import", "venues", "FILE", "--data", "/etc")]
    [InlineData(2, "--metric-srid 99", "import", "venues", "FILE", "--metric-srid", "99")]
    [InlineData(2, "--crs nonsense", "import", "venues", "FILE", "--crs", "nonsense")]
    [InlineData(2, "exclude each other", "import", "venues", "FILE", "--data", "/tmp/a", "--connection", "Host=x")]
    [InlineData(2, "songshan import --help", "import", "people", "FILE")]
    [InlineData(2, "--jt808-port 70000 is not a port", "serve", "--jt808-port", "70000")]
    [InlineData(2, "--port -1 is not a port", "serve", "--port", "-1")]
    [InlineData(2, "--jt808-port 9000 is the port of --port, too", "serve", "--port", "9000", "--jt808-port", "9000")]
    [InlineData(2, "--redis needs --connection", "serve", "--redis", "127.0.0.1:6379")]
    [InlineData(2, "--jt808-announce needs --jt808-port", "serve", "--jt808-announce", "9000")]
    [InlineData(1, "Redis cannot be reached at 127.0.0.1:1", "serve", "--port", "0", "--connection", "Host=x", "--redis", "127.0.0.1:1,connectRetry=1")]
    [InlineData(2, "this command runs the one of --data", "database", "--connection", "Host=x")]
    [InlineData(2, "songshan --help", "fly")]
    public async Task A_failure_is_one_line_and_an_exit_code(int exitCode, string words, params string[] args)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "{}", TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "songshan.dll"), .. args.Select(arg => arg == "FILE" ? file : arg)])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        File.Delete(file);

        Assert.Equal("", await output);
        var line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("songshan: ", line, StringComparison.Ordinal);
        Assert.Contains(words, line, StringComparison.Ordinal);
        Assert.Equal(exitCode, process.ExitCode);
    }
}
