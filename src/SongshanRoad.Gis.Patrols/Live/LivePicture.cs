using System.Collections.Immutable;

namespace SongshanRoad.Gis.Patrols.Live;

/// <summary>The latest state of all units on duty: an immutable snapshot that any number of readers may hold.</summary>
public sealed class LivePicture
{
    internal LivePicture(
        string epoch, long version, ImmutableDictionary<string, UnitState> units, ImmutableDictionary<string, long> ended)
    {
        Epoch = epoch;
        Version = version;
        Units = units;
        EndedInVersion = ended;
    }

    /// <summary>Changes when the writer starts anew; versions of different epochs do not compare.</summary>
    public string Epoch { get; }

    /// <summary>Counts up by one with each change.</summary>
    public long Version { get; }

    /// <summary>The units on duty by unit id.</summary>
    public ImmutableDictionary<string, UnitState> Units { get; }

    // One entry per unit at most, so it stays as small as the list of units.
    internal ImmutableDictionary<string, long> EndedInVersion { get; }

    /// <summary>What happened after a version of the same epoch: applied to that version's picture it gives this one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The version is newer than this picture.</exception>
    public LiveDelta Since(long version)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(version, Version);
        return new LiveDelta(
            Epoch,
            version,
            Version,
            [.. Units.Values.Where(unit => unit.ChangedInVersion > version)],
            [.. EndedInVersion.Where(ended => ended.Value > version).Select(ended => ended.Key)]);
    }
}

/// <summary>The difference between two versions of the <see cref="LivePicture"/>.</summary>
/// <param name="Epoch">The epoch of both.</param>
/// <param name="FromVersion">The older version.</param>
/// <param name="ToVersion">The newer version.</param>
/// <param name="Changed">State of each unit that changed, each unit once.</param>
/// <param name="Ended">Ids of units whose duty ended and that started no other.</param>
public sealed record LiveDelta(
    string Epoch, long FromVersion, long ToVersion, IReadOnlyList<UnitState> Changed, IReadOnlyList<string> Ended);
