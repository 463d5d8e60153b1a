using System.Net;
using System.Net.Sockets;
using SongshanRoad.Gis.Client.Accounts;
using SongshanRoad.Gis.Client.Live;
using SongshanRoad.Gis.Contracts.Live;

namespace SongshanRoad.Gis.Client.Tests.Live;

/// <summary>What a client does with a server that misbehaves. How it lives with the product's own: Server.Tests, folder Client.</summary>
public class LiveClientTests
{
    private static readonly LiveSubscription View = new(113, 34, 114, 35);
    private static readonly LiveClientOptions Quick = new() { FirstWait = TimeSpan.FromMilliseconds(1), LongestWait = TimeSpan.FromMilliseconds(1) };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_missing_frame_is_noticed_and_answered_with_a_snapshot()
    {
        await using var server = await CraftedServer.StartAsync();
        server.Answers.Enqueue(_ => Snapshot("e", 1, "a"));
        server.Answers.Enqueue(_ => Snapshot("e", 3, "a", "b", "c"));
        using var session = ServerSession.OfDevice(server.Address, "token");
        await using var client = new LiveClient(session, View, Quick);
        await client.UntilAsync(state => state.IsWhole, Cancellation);

        await server.Everybody.Frame(Frame("e", 3, "c"));
        var mended = await client.UntilAsync(state => state.SnapshotCount == 2, Cancellation);
        Assert.Equal(["a", "b", "c"], mended.Units.Keys.Order());
        Assert.Equal((1, 0, true), (mended.HoleCount, mended.FrameCount, mended.IsWhole));
    }

    [Fact]
    public async Task Frames_that_overtake_their_snapshot_are_followed_after_it()
    {
        await using var server = await CraftedServer.StartAsync();
        server.Answers.Enqueue(async caller =>
        {
            // Of the view before, the next, and the one after.
            await caller.Frame(Frame("e", 4, "old"));
            await caller.Frame(Frame("e", 6, "b"));
            await caller.Frame(Frame("e", 7, "c"));
            return await Snapshot("e", 5, "a");
        });
        using var session = ServerSession.OfDevice(server.Address, "token");
        await using var client = new LiveClient(session, View, Quick);

        var state = await client.UntilAsync(state => state.Sequence == 7, Cancellation);
        Assert.Equal(["a", "b", "c"], state.Units.Keys.Order());
        Assert.Equal((1, 2, 0), (state.SnapshotCount, state.FrameCount, state.HoleCount));
    }

    [Theory]
    [InlineData("2")]
    [InlineData(null)]
    public async Task A_server_of_another_version_is_not_read_but_told_and_when_it_is_ours_again_all_goes_on(string? version)
    {
        await using var server = await CraftedServer.StartAsync();
        server.Version = version;
        server.Answers.Enqueue(_ => Snapshot("e", 1, "a"));
        using var session = ServerSession.OfDevice(server.Address, "token");
        await using var client = new LiveClient(session, View, Quick);

        var other = await client.UntilAsync(state => state.Link.Kind == LinkKind.OtherVersion, Cancellation);
        Assert.Equal(version, other.Link.ServerVersion);
        Assert.Empty(other.Units);
        server.Version = $"{ILiveHub.WireVersion}";
        var back = await client.UntilAsync(state => state.Link.Kind == LinkKind.Connected, Cancellation);
        Assert.Single(back.Units);
    }

    [Fact]
    public async Task A_forgotten_session_and_a_subscription_that_is_refused_are_told_apart_and_tried_again()
    {
        await using var server = await CraftedServer.StartAsync();
        server.Refusal = HttpStatusCode.Unauthorized;
        using var session = ServerSession.OfDevice(server.Address, "token");
        await using var client = new LiveClient(session, View, Quick);

        await client.UntilAsync(state => state.Link.Kind == LinkKind.SignInOver, Cancellation);
        // The hub refuses every subscription now: a loss like any other.
        server.Refusal = null;
        var refused = await client.UntilAsync(state => state.Link is { Kind: LinkKind.Reconnecting, Attempts: > 1 }, Cancellation);
        Assert.False(refused.IsWhole);
        server.Answers.Enqueue(_ => Snapshot("e", 1));
        Assert.True((await client.UntilAsync(state => state.Link.Kind == LinkKind.Connected, Cancellation)).IsWhole);
    }

    [Fact]
    public async Task What_takes_the_connection_and_never_answers_is_given_up_and_tried_again()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var session = ServerSession.OfDevice(new Uri($"http://{silent.LocalEndpoint}"), "token");
        await using var client = new LiveClient(session, View, Quick with { LongestAnswer = TimeSpan.FromMilliseconds(10) });
        await client.UntilAsync(state => state.Link.Attempts > 1, Cancellation);
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_asks_no_longer()
    {
        var feed = new StateFeed(new LiveState(new LinkState(LinkKind.Connecting, DateTimeOffset.UnixEpoch)));
        using var enough = new CancellationTokenSource();
        var asked = 0;
        var waiting = feed.UntilAsync(_ => ++asked < 0, enough.Token);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        feed.Change(state => state.Lost(state.Link));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_slow_observer_skips_states_sees_the_last_and_holds_nobody_up()
    {
        await using var server = await CraftedServer.StartAsync();
        server.Answers.Enqueue(_ => Snapshot("e", 0));
        using var session = ServerSession.OfDevice(server.Address, "token");
        var (slow, quick) = (new Observer { Gate = new ManualResetEventSlim() }, new Observer());
        var client = new LiveClient(session, View, Quick);
        await using (client)
        {
            using var one = client.States.Subscribe(slow);
            // Not taken back: it is to see the end.
            client.States.Subscribe(quick);
            await client.UntilAsync(state => state.IsWhole, Cancellation);
            for (var sequence = 1; sequence <= 100; sequence++)
            {
                await server.Everybody.Frame(Frame("e", sequence, $"u{sequence}"));
            }

            await client.UntilAsync(state => state.Sequence == 100, Cancellation);
            await quick.Until(100);
            // It still holds the state it was called with first.
            Assert.True(slow.Seen.Count <= 1);
            slow.Gate.Set();
            await slow.Until(100);
            Assert.True(slow.Seen.Count <= 3);
            Assert.Equal(slow.Seen.Order(), slow.Seen);
        }

        await quick.Completed.Task.WaitAsync(Cancellation);
        Assert.Equal(LinkKind.Stopped, client.Current.Link.Kind);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.UntilAsync(state => state.Sequence == 101, Cancellation));
    }

    [Theory]
    [InlineData(114, 34, 113, 35)]
    [InlineData(113, 35, 114, 35)]
    [InlineData(double.NaN, 34, 114, 35)]
    [InlineData(113, 34, 181, 35)]
    public void What_is_no_view_is_refused_at_once(double west, double south, double east, double north)
    {
        using var session = ServerSession.OfDevice(new Uri("http://127.0.0.1:1"), "token");
        Assert.Throws<ArgumentException>(() => { _ = new LiveClient(session, new LiveSubscription(west, south, east, north)); });
    }

    [Theory]
    [InlineData("http://patrol.example")]
    [InlineData("ftp://127.0.0.1")]
    public void An_address_that_would_send_secrets_in_clear_is_refused(string address) =>
        Assert.Throws<ArgumentException>(() => ServerSession.OfDevice(new Uri(address), "token"));

    private static Task<LiveSnapshot> Snapshot(string epoch, long sequence, params string[] units) =>
        Task.FromResult(new LiveSnapshot(epoch, sequence, 0, [.. units.Select(Unit)]));

    private static LiveFrame Frame(string epoch, long sequence, params string[] units) => new(epoch, sequence, 0, [.. units.Select(Unit)], []);

    private static LiveUnit Unit(string id) => new(id, "patrolCar", id, "d", 113.6, 34.7, null, null, null, 1, 2, 3, "still", null);

    private sealed class Observer : IObserver<LiveState>
    {
        private readonly TaskCompletionSource _last = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _awaited = long.MaxValue;

        public ManualResetEventSlim? Gate { get; init; }

        public List<long> Seen { get; } = [];

        public TaskCompletionSource Completed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Until(long sequence)
        {
            lock (Seen)
            {
                _awaited = sequence;
                Check();
            }

            return _last.Task.WaitAsync(TestContext.Current.CancellationToken);
        }

        public void OnNext(LiveState value)
        {
            Gate?.Wait();
            lock (Seen)
            {
                Seen.Add(value.Sequence);
                Check();
            }
        }

        public void OnCompleted() => Completed.SetResult();

        public void OnError(Exception error) => throw error;

        private void Check()
        {
            if (Seen.Count > 0 && Seen[^1] >= _awaited)
            {
                _last.TrySetResult();
            }
        }
    }
}
