using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SongshanRoad.Gis.Server.Tests;

/// <summary>Keeps every warning and error a server logs.</summary>
internal sealed class LogMemory : ILoggerProvider
{
    // Only ends a test that would hang; nothing waits for it.
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly List<(string Words, TaskCompletionSource Logged)> _awaited = [];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, Add);

    /// <summary>Done when a line with these words has been logged that was not taken yet.</summary>
    public Task UntilAsync(string words)
    {
        var logged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_awaited)
        {
            if (_lines.Any(line => line.Contains(words, StringComparison.Ordinal)))
            {
                return Task.CompletedTask;
            }

            _awaited.Add((words, logged));
        }

        return logged.Task.WaitAsync(Hang, TestContext.Current.CancellationToken);
    }

    /// <summary>The lines so far, oldest first; they are forgotten.</summary>
    public IReadOnlyList<string> Take()
    {
        var lines = new List<string>();
        while (_lines.TryDequeue(out var line))
        {
            lines.Add(line);
        }

        return lines;
    }

    public void Dispose()
    {
    }

    private void Add(string line)
    {
        lock (_awaited)
        {
            _lines.Enqueue(line);
            foreach (var entry in _awaited.Where(entry => line.Contains(entry.Words, StringComparison.Ordinal)).ToList())
            {
                _awaited.Remove(entry);
                entry.Logged.SetResult();
            }
        }
    }

    private sealed class Logger(string category, Action<string> add) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                add($"{logLevel} {category}: {formatter(state, exception)} {exception}");
            }
        }
    }
}
