using System.Diagnostics.CodeAnalysis;
using SongshanRoad.Gis.Client.Live.Queue;
using SongshanRoad.Gis.Client.Problems;
using SongshanRoad.Gis.Contracts.Live;

namespace SongshanRoad.Gis.Client.Live;

/// <summary>
/// Empties a queue towards a server: the oldest first, one batch on its way at a time, removed only after the receipt. Failures are waited out with
/// full jitter. No batch blocks the queue for ever: one that the server refuses in words of its own is halved until the culprit stands alone, and that fix is set aside; one over
/// which the server fails again and again is set aside when the fix behind it goes through and it still does not, so that a server that fails over everything loses nothing.
/// </summary>
public sealed class PositionSender : IAsyncDisposable
{
    // So many failures of the server's own are taken for an outage before the batch is suspected.
    private const int FailuresBeforeDoubt = 3;

    // A server, or who answers in its place, may not silence a patrol for the night.
    private static readonly TimeSpan MostAskedFor = TimeSpan.FromMinutes(10);

    private readonly PositionQueue _queue;
    private readonly Func<PositionBatch, CancellationToken, Task<PositionReceipt>> _report;
    private readonly PositionSenderOptions _options;
    private readonly TimeProvider _clock;
    private readonly Backoff _backoff;
    private readonly CancellationTokenSource _ending = new();
    private readonly IDisposable? _watching;
    private readonly Task _running;
    // Set when something speaks for the next attempt; a new one for each attempt, so that a word during it is not lost.
    private TaskCompletionSource _nudge = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _emptied = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SenderProgress _progress = new();
    private int _limit;

    /// <summary>Makes a sender, which begins at once.</summary>
    /// <param name="queue">What is sent; outlives the sender, and has no other.</param>
    /// <param name="report">Sends a batch, e.g. a session's <c>ReportAsync</c>. <see cref="ServerProblemException"/> and
    /// <see cref="ServerUnreachableException"/> tell what went wrong.</param>
    /// <param name="options">How it behaves, or null for the defaults.</param>
    /// <param name="clock">Source of times; the system's by default.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public PositionSender(
        PositionQueue queue,
        Func<PositionBatch, CancellationToken, Task<PositionReceipt>> report,
        PositionSenderOptions? options = null,
        TimeProvider? clock = null)
        : this(queue, report, null, options, clock)
    {
    }

    /// <summary>Makes a sender over a live client, which begins at once. When the client's connection comes back, it does not wait any longer.</summary>
    /// <param name="queue">What is sent; outlives the sender, and has no other.</param>
    /// <param name="client">Sends over the hub, or over HTTP while that is lost; outlives the sender.</param>
    /// <param name="options">How it behaves, or null for the defaults.</param>
    /// <param name="clock">Source of times; the system's by default.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public PositionSender(PositionQueue queue, LiveClient client, PositionSenderOptions? options = null, TimeProvider? clock = null)
        : this(queue, (client ?? throw new ArgumentNullException(nameof(client))).ReportAsync, client, options, clock)
    {
    }

    private PositionSender(
        PositionQueue queue,
        Func<PositionBatch, CancellationToken, Task<PositionReceipt>> report,
        LiveClient? client,
        PositionSenderOptions? options,
        TimeProvider? clock)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(report);
        _options = options ?? new PositionSenderOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.BatchSize, 1, nameof(options));
        _queue = queue;
        _report = report;
        _clock = clock ?? TimeProvider.System;
        _backoff = new Backoff(_options.FirstWait, _options.LongestWait, new Random(_options.Seed));
        _limit = _options.BatchSize;
        _running = Task.Run(RunAsync);
        _watching = client?.States.Subscribe(new Reconnections(this));
    }

    /// <summary>What was done so far.</summary>
    public SenderProgress Progress => Volatile.Read(ref _progress);

    /// <summary>Ends a wait: something speaks for the next attempt, e.g. a network that came up.</summary>
    public void TryNow() => Volatile.Read(ref _nudge).TrySetResult();

    /// <summary>Done when nothing waits in the queue.</summary>
    /// <param name="cancellation">Ends the waiting, not the sending.</param>
    public async Task UntilEmptyAsync(CancellationToken cancellation = default)
    {
        while (true)
        {
            var emptied = Volatile.Read(ref _emptied);
            if (_queue.Count == 0)
            {
                return;
            }

            await emptied.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>Stops sending. A batch on its way may still be stored; it stays in the queue and is then sent again, which is harmless.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_ending.IsCancellationRequested)
        {
            _watching?.Dispose();
            await _ending.CancelAsync();
            await _running;
        }
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await StepAsync();
            }
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
        {
            // The sender ends, or its queue was closed.
        }
    }

    private async Task StepAsync()
    {
        if (_queue.Oldest(_limit) is not { } batch)
        {
            Interlocked.Exchange(ref _emptied, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
            await _queue.UntilAddedAsync(_ending.Token);
            return;
        }

        Volatile.Write(ref _nudge, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            if (await TrySendAsync(batch) is { } failure)
            {
                await AfterFailureAsync(batch, failure);
            }
            else
            {
                _queue.Remove(batch);
                _backoff.Reset();
                _limit = Math.Min(_options.BatchSize, _limit * 2);
            }
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or ObjectDisposedException))
        {
            // The queue could not note what was refused, or something nobody thought of: it is sent again.
            Note(failure);
            await PauseAsync(_backoff.Next());
        }
    }

    /// <summary>Sends a batch once.</summary>
    /// <returns>What went wrong; null when it was stored.</returns>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever a way of sending throws, the fixes stay and are sent again.")]
    private async Task<Exception?> TrySendAsync(PositionBatch batch)
    {
        try
        {
            var receipt = await _report(batch, _ending.Token);
            Volatile.Write(ref _progress, new SenderProgress(
                _progress.StoredCount + receipt.Stored,
                _progress.DuplicateCount + receipt.Duplicates,
                _progress.OffDutyCount + receipt.OffDuty,
                _progress.MarkedCount + receipt.Marked.Count));
            return null;
        }
        catch (Exception failure)
        {
            _ending.Token.ThrowIfCancellationRequested();
            Note(failure);
            return failure;
        }
    }

    private void Note(Exception failure) =>
        Volatile.Write(ref _progress, _progress with { FailureCount = _progress.FailureCount + 1, Problem = failure });

    private async Task AfterFailureAsync(PositionBatch batch, Exception failure)
    {
        var meaning = SendFailures.Of(failure);
        var isDoubted = meaning == SendFailure.Refused || (meaning == SendFailure.Unclear && _backoff.Failures >= FailuresBeforeDoubt);
        if (isDoubted && batch.Fixes.Count > 1)
        {
            _limit = batch.Fixes.Count / 2;
        }
        else if (meaning == SendFailure.Refused)
        {
            _queue.SetAside(batch, ((ServerProblemException)failure).Code, failure.Message, _clock.GetUtcNow());
        }
        else if (isDoubted && await NextGoesThroughAsync() && await TrySendAsync(batch) is { } again && SendFailures.Of(again) == SendFailure.Unclear)
        {
            // Asked once more, because the server may have come back between the two.
            _queue.SetAside(batch, ServerProblemException.Unknown, failure.Message, _clock.GetUtcNow());
        }

        if (meaning != SendFailure.Refused)
        {
            var asked = (failure as ServerProblemException)?.RetryAfter ?? TimeSpan.Zero;
            var wait = _backoff.Next();
            await PauseAsync(asked > wait ? TimeSpan.FromTicks(Math.Min(asked.Ticks, MostAskedFor.Ticks)) : wait);
        }
    }

    /// <summary>Whether the server takes the fix behind the oldest. It stays in the queue: sent again it is a duplicate.</summary>
    private async Task<bool> NextGoesThroughAsync() => _queue.Oldest(1, skip: 1) is { } next && await TrySendAsync(next) is null;

    private async Task PauseAsync(TimeSpan wait)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        await Task.WhenAny(Task.Delay(wait, _clock, over.Token), _nudge.Task);
        await over.CancelAsync();
        _ending.Token.ThrowIfCancellationRequested();
    }

    private sealed class Reconnections(PositionSender sender) : IObserver<LiveState>
    {
        private LinkState? _known;

        public void OnNext(LiveState value)
        {
            if (value.Link.Kind == LinkKind.Connected && !ReferenceEquals(value.Link, _known))
            {
                _known = value.Link;
                sender.TryNow();
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
