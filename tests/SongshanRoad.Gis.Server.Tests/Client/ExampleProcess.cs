using System.Diagnostics;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Server.Tests.Client;

/// <summary>The program of docs/client.md, as a process of its own.</summary>
internal sealed class ExampleProcess : IAsyncDisposable
{
    private const string Project = "SongshanRoad.Gis.Client.Example";

    // Only ends a test that would hang; nothing waits for it.
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ExampleProcess(Process process) => _process = process;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static ExampleProcess Start(params string[] args) => new(Process.Start(
        new ProcessStartInfo("dotnet", [ProgramPath(), .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);

    public async Task SayAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), Cancellation);
        await _process.StandardInput.FlushAsync(Cancellation);
    }

    /// <summary>The first line of its output that fits.</summary>
    public async Task<string> HearAsync(Func<string, bool> fits)
    {
        while (true)
        {
            var line = await _process.StandardOutput.ReadLineAsync(Cancellation).AsTask().WaitAsync(Hang, Cancellation);
            Assert.True(line is not null, "The process ended before it said what was waited for.");
            if (fits(line))
            {
                return line;
            }
        }
    }

    /// <summary>Ends its input and waits for its end.</summary>
    public async Task<string> FinishAsync()
    {
        _process.StandardInput.Close();
        var rest = await _process.StandardOutput.ReadToEndAsync(Cancellation).WaitAsync(Hang, Cancellation);
        await _process.WaitForExitAsync(Cancellation);
        Assert.Equal(0, _process.ExitCode);
        return rest;
    }

    /// <summary>SIGKILL: it can do nothing about it.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    /// <summary>The program in its own project's output of this build.</summary>
    private static string ProgramPath()
    {
        var output = Path.GetRelativePath(Path.Combine(ReferenceFiles.RepositoryRoot, "tests", "SongshanRoad.Gis.Server.Tests"), AppContext.BaseDirectory);
        return Path.Combine(ReferenceFiles.RepositoryRoot, "tests", Project, output, $"{Project}.dll");
    }
}
