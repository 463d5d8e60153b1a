namespace SongshanRoad.Gis.Client.Live;

/// <summary>
/// The latest state and who is told of it. Each observer has a turn of its own on the thread pool and is given the latest state when it takes one: a
/// slow observer skips states, and holds up neither the connection nor another observer.
/// </summary>
internal sealed class StateFeed(LiveState first) : IObservable<LiveState>
{
    private readonly Lock _gate = new();
    private readonly List<Turn> _turns = [];
    private readonly List<(Func<LiveState, bool> Holds, TaskCompletionSource<LiveState> Met)> _awaited = [];
    private LiveState _current = first;
    private bool _isOver;

    public LiveState Current => Volatile.Read(ref _current);

    /// <summary>Makes the next state of the current one; whoever calls at the same time waits.</summary>
    public LiveState Change(Func<LiveState, LiveState> next)
    {
        lock (_gate)
        {
            var state = next(_current);
            if (!_isOver && !ReferenceEquals(state, _current))
            {
                Volatile.Write(ref _current, state);
                Tell();
            }

            return _current;
        }
    }

    /// <summary>The last state was published.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isOver = true;
            Tell();
            foreach (var (_, met) in _awaited)
            {
                met.TrySetException(new ObjectDisposedException(nameof(LiveClient)));
            }

            _awaited.Clear();
        }
    }

    /// <summary>Done with the first state that fits, the current one included; no state is skipped.</summary>
    public Task<LiveState> UntilAsync(Func<LiveState, bool> holds, CancellationToken cancellation)
    {
        var entry = (Holds: holds, Met: new TaskCompletionSource<LiveState>(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_gate)
        {
            if (holds(_current))
            {
                return Task.FromResult(_current);
            }

            ObjectDisposedException.ThrowIf(_isOver, typeof(LiveClient));
            _awaited.Add(entry);
        }

        return UntilMetAsync(entry, cancellation);
    }

    public IDisposable Subscribe(IObserver<LiveState> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var turn = new Turn(this, observer);
        lock (_gate)
        {
            _turns.Add(turn);
        }

        turn.Ring();
        return turn;
    }

    private async Task<LiveState> UntilMetAsync((Func<LiveState, bool> Holds, TaskCompletionSource<LiveState> Met) entry, CancellationToken cancellation)
    {
        try
        {
            return await entry.Met.Task.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            // Whoever waits again and again with a limit leaves nothing behind.
            lock (_gate)
            {
                _awaited.Remove(entry);
            }

            throw;
        }
    }

    // Under the lock, so that nobody is told an older state after a newer.
    private void Tell()
    {
        foreach (var entry in _awaited.Where(entry => entry.Holds(_current)).ToList())
        {
            _awaited.Remove(entry);
            entry.Met.TrySetResult(_current);
        }

        foreach (var turn in _turns)
        {
            turn.Ring();
        }
    }

    private sealed class Turn(StateFeed feed, IObserver<LiveState> observer) : IDisposable, IThreadPoolWorkItem
    {
        private const int Idle = 0;
        private const int Running = 1;
        private const int RungWhileRunning = 2;

        private int _phase;
        private volatile bool _isEnded;

        public void Ring()
        {
            if (Interlocked.Exchange(ref _phase, RungWhileRunning) == Idle)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }
        }

        /// <summary>Tells the observer until nothing is new. What it throws ends the process, as any unhandled exception does.</summary>
        public void Execute()
        {
            do
            {
                Interlocked.Exchange(ref _phase, Running);
                var (state, isOver) = feed.Latest();
                if (!_isEnded)
                {
                    observer.OnNext(state);
                }

                if (isOver && !_isEnded)
                {
                    _isEnded = true;
                    observer.OnCompleted();
                }
            }
            while (Interlocked.CompareExchange(ref _phase, Idle, Running) != Running);
        }

        public void Dispose()
        {
            _isEnded = true;
            lock (feed._gate)
            {
                feed._turns.Remove(this);
            }
        }
    }

    private (LiveState State, bool IsOver) Latest()
    {
        lock (_gate)
        {
            return (_current, _isOver);
        }
    }
}
