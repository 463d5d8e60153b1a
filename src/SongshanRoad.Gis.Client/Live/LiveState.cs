using System.Collections.ObjectModel;
using SongshanRoad.Gis.Contracts.Live;

namespace SongshanRoad.Gis.Client.Live;

/// <summary>
/// All that a live client knows at an instant. It never changes; a later state is another object. Units that stayed as they were are the
/// same objects in both.
/// </summary>
public sealed record LiveState
{
    internal LiveState(LinkState link)
    {
        Link = link;
        Units = ReadOnlyDictionary<string, LiveUnit>.Empty;
    }

    /// <summary>The connection.</summary>
    public LinkState Link { get; internal init; }

    /// <summary>The part of the map that the units are of, or null before the first snapshot.</summary>
    public LiveSubscription? View { get; private init; }

    /// <summary>The units in view by id. After a loss they are the last that were known, ageing.</summary>
    public IReadOnlyDictionary<string, LiveUnit> Units { get; private init; }

    /// <summary>Epoch of the server's picture, or null before the first snapshot.</summary>
    public string? Epoch { get; private init; }

    /// <summary>Sequence of the last frame or snapshot taken.</summary>
    public long Sequence { get; private init; }

    /// <summary>True when the units are proven to be the server's picture up to <see cref="Sequence"/>: a snapshot and every frame after it. False
    /// before the first snapshot, and from a hole or a loss to the next one.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>Frames taken since the client began.</summary>
    public long FrameCount { get; private init; }

    /// <summary>Snapshots taken since the client began; after a hole or a loss there is another.</summary>
    public long SnapshotCount { get; private init; }

    /// <summary>Holes found in the sequence on a living connection; each is answered with a snapshot.</summary>
    public long HoleCount { get; private init; }

    /// <summary>Alerts, coverage, hotspots and incidents, as far as the server told of them.</summary>
    public NoticeState Notices { get; private init; } = NoticeState.Empty;

    // What Units shows, as the type that is copied fastest. Not written after it was set.
    private Dictionary<string, LiveUnit> Known { get; init; } = [];

    /// <summary>The state after a snapshot.</summary>
    internal LiveState After(LiveSnapshot snapshot, LiveSubscription view, LinkState link) => With(
        snapshot.Units.ToDictionary(unit => unit.UnitId)) with
    {
        Link = link,
        View = view,
        Epoch = snapshot.Epoch,
        Sequence = snapshot.Sequence,
        IsWhole = true,
        SnapshotCount = SnapshotCount + 1,
    };

    /// <summary>The state after a frame; the same state when a snapshot held it already; one that is not whole when something is missing before it.</summary>
    internal LiveState After(LiveFrame frame)
    {
        if (!IsWhole)
        {
            return this;
        }

        if (frame.Epoch != Epoch || frame.Sequence > Sequence + 1)
        {
            return this with { IsWhole = false, HoleCount = HoleCount + 1 };
        }

        if (frame.Sequence <= Sequence)
        {
            return this;
        }

        var units = new Dictionary<string, LiveUnit>(Known);
        foreach (var unitId in frame.Removed)
        {
            units.Remove(unitId);
        }

        foreach (var unit in frame.Changed)
        {
            units[unit.UnitId] = unit;
        }

        return With(units) with { Sequence = frame.Sequence, FrameCount = FrameCount + 1 };
    }

    /// <summary>The state after a loss: what is known stays, but nothing proves it whole.</summary>
    internal LiveState Lost(LinkState link) => this with { Link = link, IsWhole = false, Notices = Notices.Lost() };

    /// <summary>The state after a notice.</summary>
    internal LiveState Told(Func<NoticeState, NoticeState> after) => this with { Notices = after(Notices) };

    private LiveState With(Dictionary<string, LiveUnit> units) => this with { Known = units, Units = units.AsReadOnly() };
}
