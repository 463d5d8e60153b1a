using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using SongshanRoad.Gis.Client.Accounts;
using SongshanRoad.Gis.Client.Problems;
using SongshanRoad.Gis.Contracts.Live;

namespace SongshanRoad.Gis.Client.Live;

/// <summary>
/// Keeps one connection to a server's live hub for as long as it lives, and the live picture with it. Frames that do not follow each other, a lost
/// connection and a restarted server all end in a snapshot of the whole view; nothing needs to be started again. Thread-safe.
/// </summary>
public sealed class LiveClient : IAsyncDisposable
{
    private readonly ServerSession _session;
    private readonly LiveClientOptions _options;
    private readonly TimeProvider _clock;
    private readonly ServerClock _serverClock;
    private readonly StateFeed _feed;
    private readonly Backoff _backoff;
    private readonly CancellationTokenSource _ending = new();
    // Rung when the server is to be asked for a snapshot.
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _gate = new();
    private readonly FramesAhead _ahead = new();
    private readonly Task _running;
    private LiveSubscription? _view;
    private HubLink? _link;

    /// <summary>Makes a client, which begins to connect at once.</summary>
    /// <param name="session">Who it is; outlives the client.</param>
    /// <param name="view">The part of the map to look at, or null to look at none, as a device must.</param>
    /// <param name="options">How it behaves, or null for the defaults.</param>
    /// <param name="clock">Source of times; the system's by default.</param>
    /// <exception cref="ArgumentException">The view is none.</exception>
    public LiveClient(ServerSession session, LiveSubscription? view = null, LiveClientOptions? options = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        _session = session;
        _options = options ?? new LiveClientOptions();
        _clock = clock ?? TimeProvider.System;
        _serverClock = new ServerClock(_clock);
        _backoff = new Backoff(_options.FirstWait, _options.LongestWait, new Random(_options.Seed));
        _feed = new StateFeed(new LiveState(new LinkState(LinkKind.Connecting, _clock.GetUtcNow())));
        _view = view is null ? null : Checked(view);
        _running = Task.Run(RunAsync);
    }

    /// <summary>What is known now.</summary>
    public LiveState Current => _feed.Current;

    /// <summary>Every change, beginning with the current state. An observer is called on the thread pool, by one thread at a time, with the latest
    /// state: a slow one skips states and harms nobody. It must not throw. Completed when the client is disposed.</summary>
    public IObservable<LiveState> States => _feed;

    /// <summary>The server's time now, for ages; this machine's until the server has told its own.</summary>
    public DateTimeOffset ServerNow => _serverClock.Now;

    /// <summary>Looks at another part of the map; the picture of it comes as a snapshot.</summary>
    /// <param name="view">West smaller than east, south than north, WGS-84 degrees.</param>
    /// <exception cref="ArgumentException">The view is none.</exception>
    public void Look(LiveSubscription view)
    {
        Volatile.Write(ref _view, Checked(view));
        _bell.Writer.TryWrite(true);
    }

    /// <summary>Done with the first state that fits, the current one included; no state is skipped.</summary>
    /// <param name="holds">Called under a lock for every state: quick, and without calls to this client.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="ObjectDisposedException">The client was disposed before.</exception>
    public Task<LiveState> UntilAsync(Func<LiveState, bool> holds, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(holds);
        return _feed.UntilAsync(holds, cancellation);
    }

    /// <summary>Sends fixes of the caller's own unit, over the hub when it is connected, else over HTTP; answered after the durable commit.</summary>
    /// <param name="batch">At most 1,000 fixes.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="ServerProblemException">The server refused; nothing was stored.</exception>
    /// <exception cref="ServerUnreachableException">No answer came: send the same batch again, which is harmless.</exception>
    public async Task<PositionReceipt> ReportAsync(PositionBatch batch, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Volatile.Read(ref _link) is { Hub: { State: HubConnectionState.Connected } hub }
            ? await ReportAsync(hub, batch, cancellation)
            : await _session.ReportAsync(batch, cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_ending.IsCancellationRequested)
        {
            return;
        }

        await _ending.CancelAsync();
        await _running;
        _feed.Change(state => state.Lost(new LinkState(LinkKind.Stopped, _clock.GetUtcNow())));
        _feed.Complete();
        _ending.Dispose();
    }

    private static LiveSubscription Checked(LiveSubscription view)
    {
        ArgumentNullException.ThrowIfNull(view);
        // Written so that NaN fails, too.
        return view.WestDeg < view.EastDeg && view.SouthDeg < view.NorthDeg
            && view is { WestDeg: >= -180, EastDeg: <= 180, SouthDeg: >= -90, NorthDeg: <= 90 }
            ? view
            : throw new ArgumentException($"{view} is no view: west must be smaller than east, south than north, all of them WGS-84 degrees.", nameof(view));
    }

    private async Task<PositionReceipt> ReportAsync(HubConnection hub, PositionBatch batch, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(_options.LongestAnswer, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            return await hub.InvokeAsync<PositionReceipt>(nameof(ILiveHub.Report), batch, either.Token);
        }
        catch (HubException refusal)
        {
            throw HubRefusal.Read(refusal);
        }
        catch (Exception lost) when (!cancellation.IsCancellationRequested)
        {
            throw new ServerUnreachableException($"Report: no answer from {_session.Server}: {lost.Message}", lost);
        }
    }

    private async Task RunAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            await using (var link = new HubLink(_session, Take, Tell))
            {
                try
                {
                    await StartAsync(link);
                    await StayAsync(link);
                }
                catch (Exception failure) when (failure is not OutOfMemoryException && !_ending.IsCancellationRequested)
                {
                    // Whatever it was, the answer is another attempt; the state says what is known of the reason.
                    NoteLoss(link);
                }
                catch (Exception failure) when (failure is not OutOfMemoryException)
                {
                    // The client ends.
                }
                finally
                {
                    Volatile.Write(ref _link, null);
                }
            }

            await PauseAsync();
        }
    }

    /// <summary>Opens the connection; what takes the request and never answers is given up.</summary>
    private async Task StartAsync(HubLink link)
    {
        using var patience = new CancellationTokenSource(_options.LongestAnswer, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token, patience.Token);
        await link.Hub.StartAsync(either.Token);
    }

    /// <summary>Asks for snapshots whenever the bell rings, until the connection is lost or a subscription fails.</summary>
    private async Task StayAsync(HubLink link)
    {
        var connectedAt = _clock.GetTimestamp();
        Volatile.Write(ref _link, link);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token, link.Lost);
        try
        {
            if (Volatile.Read(ref _view) is null)
            {
                _feed.Change(state => state with { Link = Connected(state) });
            }

            _bell.Writer.TryWrite(true);
            while (await _bell.Reader.WaitToReadAsync(over.Token))
            {
                _bell.Reader.TryRead(out _);
                if (Volatile.Read(ref _view) is { } view)
                {
                    await SubscribeAsync(link, view, over.Token);
                }
            }
        }
        finally
        {
            // One that is closed right after its opening is no success.
            if (_clock.GetElapsedTime(connectedAt) >= _options.LongestWait)
            {
                _backoff.Reset();
            }
        }
    }

    private async Task SubscribeAsync(HubLink link, LiveSubscription view, CancellationToken over)
    {
        lock (_gate)
        {
            _ahead.Hold();
        }

        using var patience = new CancellationTokenSource(_options.LongestAnswer, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over, patience.Token);
        var snapshot = await link.Hub.InvokeAsync<LiveSnapshot>(nameof(ILiveHub.Subscribe), view, either.Token);
        lock (_gate)
        {
            if (snapshot.Epoch == _feed.Current.Epoch)
            {
                _serverClock.Note(snapshot.ServerTimeMs);
            }
            else
            {
                _serverClock.Restart(snapshot.ServerTimeMs);
            }

            _feed.Change(state => state.After(snapshot, view, Connected(state)));
            foreach (var frame in _ahead.Release())
            {
                Follow(frame);
            }
        }
    }

    private void Take(HubLink link, LiveFrame frame)
    {
        lock (_gate)
        {
            if (link != _link)
            {
                return;
            }

            _serverClock.Note(frame.ServerTimeMs);
            if (!_ahead.Keep(frame))
            {
                Follow(frame);
            }
        }
    }

    private void Tell(HubLink link, Func<NoticeState, NoticeState> after)
    {
        lock (_gate)
        {
            if (link == _link)
            {
                _feed.Change(state => state.Told(after));
            }
        }
    }

    private void Follow(LiveFrame frame)
    {
        if (!_feed.Change(state => state.After(frame)).IsWhole)
        {
            _bell.Writer.TryWrite(true);
        }
    }

    private LinkState Connected(LiveState state) =>
        state.Link.Kind == LinkKind.Connected ? state.Link : new LinkState(LinkKind.Connected, _clock.GetUtcNow());

    private void NoteLoss(HubLink link)
    {
        var kind = link.SpeaksAnotherVersion ? LinkKind.OtherVersion : link.IsRefused ? LinkKind.SignInOver : LinkKind.Reconnecting;
        _feed.Change(state =>
        {
            // Before the first connection there is nothing to come back to.
            var shown = kind == LinkKind.Reconnecting && state.Link.Kind == LinkKind.Connecting ? LinkKind.Connecting : kind;
            return state.Lost(state.Link.Kind == shown
                ? state.Link with { Attempts = state.Link.Attempts + 1, ServerVersion = VersionOf(link) }
                : new LinkState(shown, _clock.GetUtcNow(), 0, VersionOf(link)));
        });
    }

    private static string? VersionOf(HubLink link) => link.SpeaksAnotherVersion ? link.ServerVersion : null;

    private async Task PauseAsync()
    {
        // Neither a new version nor a new sign-in comes within seconds.
        var pause = Current.Link.Kind is LinkKind.OtherVersion or LinkKind.SignInOver ? _options.LongestWait : _backoff.Next();
        try
        {
            await Task.Delay(pause, _clock, _ending.Token);
        }
        catch (OperationCanceledException)
        {
            // The client ends.
        }
    }
}
