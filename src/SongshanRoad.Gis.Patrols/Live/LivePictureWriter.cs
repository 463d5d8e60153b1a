using System.Collections.Immutable;

namespace SongshanRoad.Gis.Patrols.Live;

/// <summary>
/// The one writer of the <see cref="LivePicture"/>: applies committed fixes and the starts and ends of duties. The order in which
/// fixes arrive does not matter: every state is a function of the duty's latest fixes by time.
/// </summary>
/// <remarks>One thread may write; any thread may read <see cref="Current"/>.</remarks>
public sealed class LivePictureWriter
{
    // Enough for the motion window of a device that reports every 2 s.
    private const int RecentFixes = 16;

    private readonly AgeRules _rules;
    private readonly Dictionary<string, List<Fix>> _recentByDuty = [];
    private LivePicture _current;

    /// <summary>Starts an empty picture at version 0.</summary>
    /// <param name="epoch">A name no earlier writer used.</param>
    /// <param name="rules">When a fix is stale, or null for the default.</param>
    public LivePictureWriter(string epoch, AgeRules? rules = null)
    {
        _rules = rules ?? AgeRules.Default;
        _current = new LivePicture(epoch, 0, ImmutableDictionary<string, UnitState>.Empty, ImmutableDictionary<string, long>.Empty);
    }

    /// <summary>The newest picture.</summary>
    public LivePicture Current => Volatile.Read(ref _current);

    /// <summary>Puts a unit on duty. A duty that is already on the map, or older than the one that is, changes nothing.</summary>
    public LivePicture Start(Duty duty)
    {
        var current = Current;
        var version = current.Version + 1;
        if (current.Units.TryGetValue(duty.UnitId, out var running))
        {
            if (running.Duty.DutyId == duty.DutyId || running.Duty.StartedAt >= duty.StartedAt)
            {
                return current;
            }

            _recentByDuty.Remove(running.Duty.DutyId);
        }

        _recentByDuty[duty.DutyId] = [];
        var state = new UnitState(duty, null, null, null, null, null, version);
        return Publish(version, current.Units.SetItem(duty.UnitId, state), current.EndedInVersion.Remove(duty.UnitId));
    }

    /// <summary>Takes the duty's unit off the map; a duty that is not running changes nothing.</summary>
    public LivePicture End(string dutyId)
    {
        var current = Current;
        if (!_recentByDuty.Remove(dutyId))
        {
            return current;
        }

        var unitId = current.Units.First(unit => unit.Value.Duty.DutyId == dutyId).Key;
        var version = current.Version + 1;
        return Publish(version, current.Units.Remove(unitId), current.EndedInVersion.SetItem(unitId, version));
    }

    /// <summary>Applies committed, believed fixes as one version. A fix of a duty that is not running, a duplicate and a late fix
    /// older than all that is remembered change nothing; a late fix never moves a unit backwards.</summary>
    public LivePicture Apply(IEnumerable<Fix> fixes)
    {
        var current = Current;
        var touched = new HashSet<string>();
        foreach (var fix in fixes)
        {
            if (_recentByDuty.TryGetValue(fix.DutyId, out var recent) && Remember(recent, fix))
            {
                touched.Add(fix.UnitId);
            }
        }

        var version = current.Version + 1;
        var units = current.Units.ToBuilder();
        var changed = false;
        foreach (var unitId in touched)
        {
            if (!units.TryGetValue(unitId, out var before))
            {
                continue;
            }

            var after = Read(before.Duty, _recentByDuty[before.Duty.DutyId], version);
            if (after with { ChangedInVersion = before.ChangedInVersion } != before)
            {
                units[unitId] = after;
                changed = true;
            }
        }

        return changed ? Publish(version, units.ToImmutable(), current.EndedInVersion) : current;
    }

    /// <summary>Keeps the latest fixes in order. Which fixes remain depends on the set of fixes alone, not on their order.</summary>
    private static bool Remember(List<Fix> recent, Fix fix)
    {
        var index = recent.BinarySearch(fix, Fix.ByTime);
        if (index >= 0 || (~index == 0 && recent.Count == RecentFixes))
        {
            return false;
        }

        recent.Insert(~index, fix);
        if (recent.Count > RecentFixes)
        {
            recent.RemoveAt(0);
        }

        return true;
    }

    private UnitState Read(Duty duty, List<Fix> recent, long version)
    {
        var latest = recent[^1];
        var movement = MotionReading.Of(recent, duty.Kind);
        var interval = movement.Interval ?? _rules.FirstInterval;
        return new UnitState(duty, latest, movement, _rules.StaleAt(latest.FixTime, interval), _rules.SilentAt(latest.FixTime, interval),
            latest.FixTime + interval, version);
    }

    private LivePicture Publish(
        long version, ImmutableDictionary<string, UnitState> units, ImmutableDictionary<string, long> ended)
    {
        var picture = new LivePicture(_current.Epoch, version, units, ended);
        Volatile.Write(ref _current, picture);
        return picture;
    }
}
