namespace SongshanRoad.Gis.Patrols.Live;

/// <summary>The whole filtered picture for a subscriber that starts, moves its view or comes back.</summary>
/// <param name="Epoch">Epoch of the picture.</param>
/// <param name="Sequence">The number the next frame's sequence follows.</param>
/// <param name="Units">Every unit the subscriber sees.</param>
public sealed record OutboxSnapshot(string Epoch, long Sequence, IReadOnlyList<UnitState> Units);

/// <summary>What changed for a subscriber since its previous frame.</summary>
/// <param name="Epoch">Epoch of the picture.</param>
/// <param name="Sequence">One more than the previous frame's.</param>
/// <param name="Changed">Latest state of each unit that changed or came into view.</param>
/// <param name="Removed">Ids of units that left the view or ended their duty.</param>
public sealed record OutboxFrame(string Epoch, long Sequence, IReadOnlyList<UnitState> Changed, IReadOnlyList<string> Removed);

/// <summary>
/// What one subscriber has yet to be told. It holds no queue: it remembers which state of each unit was sent last and makes a
/// frame from the difference to the newest picture at the moment the subscriber can take one. A slow reader therefore gets
/// fewer frames, each with the latest state, and costs the same memory as a fast one.
/// </summary>
/// <remarks>Not thread-safe: one sender loop per subscriber owns it.</remarks>
public sealed class SubscriberOutbox
{
    private readonly Dictionary<string, long> _sentVersions = [];
    private SubscriberView _view;
    private string _epoch;
    private long _sequence;
    private long _pictureVersion;

    /// <summary>Makes an outbox and its first snapshot.</summary>
    /// <param name="view">What the subscriber sees.</param>
    /// <param name="picture">The newest picture.</param>
    /// <param name="snapshot">What to send first.</param>
    public SubscriberOutbox(SubscriberView view, LivePicture picture, out OutboxSnapshot snapshot)
    {
        _view = view;
        _epoch = picture.Epoch;
        snapshot = Subscribe(view, picture);
    }

    /// <summary>How many units are remembered: never more than the subscriber sees.</summary>
    public int RememberedUnits => _sentVersions.Count;

    /// <summary>Sets another view (or the same again after a reconnect); the answer is the whole picture inside it.</summary>
    public OutboxSnapshot Subscribe(SubscriberView view, LivePicture picture)
    {
        _view = view;
        _epoch = picture.Epoch;
        _pictureVersion = picture.Version;
        _sentVersions.Clear();
        var units = picture.Units.Values.Where(view.Sees).ToList();
        foreach (var unit in units)
        {
            _sentVersions.Add(unit.UnitId, unit.ChangedInVersion);
        }

        return new OutboxSnapshot(_epoch, _sequence, units);
    }

    /// <summary>The next frame, or null when the subscriber knows everything it may see. A picture older than the one last used
    /// changes nothing.</summary>
    /// <exception cref="ArgumentException">The picture is of another epoch: the subscriber must subscribe again.</exception>
    public OutboxFrame? NextFrame(LivePicture picture)
    {
        if (picture.Epoch != _epoch)
        {
            throw new ArgumentException($"The picture's epoch is {picture.Epoch}, the subscription's {_epoch}; subscribe again.", nameof(picture));
        }

        if (picture.Version <= _pictureVersion)
        {
            return null;
        }

        _pictureVersion = picture.Version;
        var removed = _sentVersions.Keys
            .Where(unitId => !picture.Units.TryGetValue(unitId, out var unit) || !_view.Sees(unit))
            .ToList();
        foreach (var unitId in removed)
        {
            _sentVersions.Remove(unitId);
        }

        var changed = new List<UnitState>();
        foreach (var unit in picture.Units.Values)
        {
            if (_view.Sees(unit) && (!_sentVersions.TryGetValue(unit.UnitId, out var sent) || sent != unit.ChangedInVersion))
            {
                _sentVersions[unit.UnitId] = unit.ChangedInVersion;
                changed.Add(unit);
            }
        }

        return changed.Count == 0 && removed.Count == 0 ? null : new OutboxFrame(_epoch, ++_sequence, changed, removed);
    }
}
