using System.Diagnostics;
using Xunit;

namespace SongshanRoad.Gis.Testing;

/// <summary>One real Redis on a Unix socket, for a test assembly (<c>[assembly: AssemblyFixture(typeof(RedisServer))]</c>) or one test, started on
/// first use; it can be killed and started again.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"songshan-redis-{Guid.NewGuid():N}");
    private Process? _process;

    private string Socket => Path.Combine(_folder, "redis.sock");

    /// <summary>Starts it unless it runs, and waits until it answers.</summary>
    /// <returns>Its address for <c>--redis</c>.</returns>
    public async Task<string> StartAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await _starting.WaitAsync(cancellation);
        try
        {
            if (_process is null)
            {
                Directory.CreateDirectory(_folder);
                _process = Process.Start(new ProcessStartInfo(
                    "redis-server", ["--port", "0", "--unixsocket", Socket, "--unixsocketperm", "700", "--save", "", "--appendonly", "no", "--dir", _folder])
                {
                    RedirectStandardOutput = true,
                })!;
                var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _process.OutputDataReceived += (_, said) =>
                {
                    if (said.Data is null)
                    {
                        ready.TrySetException(new IOException("redis-server has ended."));
                    }
                    else if (said.Data.Contains("server is now ready to accept connections at", StringComparison.Ordinal))
                    {
                        ready.TrySetResult();
                    }
                };
                _process.BeginOutputReadLine();
                await ready.Task.WaitAsync(cancellation);
            }

            return $"!{Socket}";
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Kills it, as the kernel would.</summary>
    public async Task KillAsync()
    {
        if (_process is { } running)
        {
            _process = null;
            running.Kill();
            await running.WaitForExitAsync(CancellationToken.None);
            running.Dispose();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }

        _starting.Dispose();
    }
}
