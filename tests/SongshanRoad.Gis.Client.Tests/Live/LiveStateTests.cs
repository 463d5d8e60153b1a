using CsCheck;
using SongshanRoad.Gis.Client.Live;
using SongshanRoad.Gis.Contracts.Live;

namespace SongshanRoad.Gis.Client.Tests.Live;

public class LiveStateTests
{
    private static readonly LiveSubscription View = new(113, 34, 114, 35);
    private static readonly LinkState Link = new(LinkKind.Connected, DateTimeOffset.UnixEpoch);
    private static readonly LiveState Empty = new(new LinkState(LinkKind.Connecting, DateTimeOffset.UnixEpoch));

    [Fact]
    public void Frames_that_follow_change_the_picture_and_an_earlier_state_stays_as_it_was()
    {
        var first = Empty.After(Snapshot("e", 7, Unit("a", 1), Unit("b", 1)), View, Link);
        var second = first.After(Frame("e", 8, [Unit("a", 2), Unit("c", 1)], "b"));

        Assert.Equal([("a", 1L), ("b", 1L)], Shown(first));
        Assert.Equal([("a", 2L), ("c", 1L)], Shown(second));
        Assert.True(second.IsWhole);
        Assert.Equal((8, 1, 1, 0), (second.Sequence, second.FrameCount, second.SnapshotCount, second.HoleCount));
    }

    [Fact]
    public void Whatever_arrives_in_whatever_order_a_whole_picture_is_the_server_s()
    {
        // The server's own picture after each frame: frame n sets unit n % 3 to n.
        static Dictionary<string, long> Truth(long sequence) =>
            Enumerable.Range(1, (int)sequence).GroupBy(n => n % 3).ToDictionary(group => $"u{group.Key}", group => (long)group.Max());
        // Frames 1-12 lost, doubled, swapped, of another epoch, with snapshots in between.
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 9]).Array[1, 40].Sample(arrivals =>
        {
            var state = Empty;
            foreach (var (number, kind) in arrivals)
            {
                state = kind switch
                {
                    0 => state.After(Snapshot("e", number, [.. Truth(number).Select(unit => Unit(unit.Key, unit.Value))]), View, Link),
                    1 => state.Lost(Link),
                    2 => state.After(Frame("other", number, [Unit("u0", 99)])),
                    _ => state.After(Frame("e", kind < 7 ? state.Sequence + 1 : number, [Unit($"u{(kind < 7 ? state.Sequence + 1 : number) % 3}", kind < 7 ? state.Sequence + 1 : number)])),
                };
                if (state.IsWhole)
                {
                    Assert.Equal(Truth(state.Sequence).OrderBy(unit => unit.Key).Select(unit => (unit.Key, unit.Value)), Shown(state));
                }
            }
        });
    }

    [Fact]
    public void After_a_hole_nothing_is_followed_until_a_snapshot_and_what_was_known_stays()
    {
        var hole = Empty.After(Snapshot("e", 1, Unit("a", 1)), View, Link).After(Frame("e", 3, [Unit("a", 3)]));
        Assert.False(hole.IsWhole);
        Assert.Equal([("a", 1L)], Shown(hole));
        Assert.Equal(1, hole.HoleCount);
        Assert.Same(hole, hole.After(Frame("e", 2, [Unit("a", 2)])));
        Assert.Equal([("a", 9L)], Shown(hole.After(Snapshot("e2", 0, Unit("a", 9)), View, Link)));
    }

    [Fact]
    public void Ages_count_from_the_fix_by_the_server_s_clock()
    {
        var unit = Unit("a", 0) with { FixTimeMs = 1_000_000, StaleAtMs = 1_060_000, SilentAtMs = 1_300_000 };
        static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
        Assert.Equal(TimeSpan.FromSeconds(59.999), unit.AgeAt(At(1_059_999)));
        Assert.Equal(TimeSpan.Zero, unit.AgeAt(At(999_000)));
        Assert.Equal(
            [UnitSignal.Fresh, UnitSignal.Stale, UnitSignal.Stale, UnitSignal.Silent],
            new long[] { 1_059_999, 1_060_000, 1_299_999, 1_300_000 }.Select(ms => unit.SignalAt(At(ms))));
    }

    private static IEnumerable<(string, long)> Shown(LiveState state) =>
        state.Units.Values.OrderBy(unit => unit.UnitId, StringComparer.Ordinal).Select(unit => (unit.UnitId, unit.FixTimeMs));

    private static LiveSnapshot Snapshot(string epoch, long sequence, params IReadOnlyList<LiveUnit> units) => new(epoch, sequence, 0, units);

    private static LiveFrame Frame(string epoch, long sequence, IReadOnlyList<LiveUnit> changed, params IReadOnlyList<string> removed) =>
        new(epoch, sequence, 0, changed, removed);

    private static LiveUnit Unit(string id, long fixTimeMs) =>
        new(id, "patrolCar", id, "d", 113.6, 34.7, null, null, null, fixTimeMs, fixTimeMs + 1, fixTimeMs + 2, "still", null);
}
