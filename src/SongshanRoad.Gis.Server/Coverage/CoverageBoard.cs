using SongshanRoad.Gis.Contracts.Coverage;
using SongshanRoad.Gis.Patrols.Coverage;
using SongshanRoad.Gis.Patrols.DutyNights;

namespace SongshanRoad.Gis.Server.Coverage;

/// <summary>Coverage of one night as the wire shows it, kept up to date fix by fix. One writer; <see cref="View"/> may be read by
/// anybody.</summary>
internal sealed class CoverageBoard
{
    private readonly DutyNight _night;
    private readonly NightCoverage _coverage;
    private readonly Dictionary<long, int> _rows = [];
    private readonly AlleyCoverageView[] _alleys;
    private readonly SortedSet<int> _changed = [];
    private CoverageView _view;

    public CoverageBoard(DutyNight night, AlleyNetwork network)
    {
        _night = night;
        Version = network.Version;
        _coverage = new NightCoverage(network.Alleys, CoverageRule.Default);
        _alleys = [.. _coverage.Alleys.Select(ToView)];
        for (var row = 0; row < _alleys.Length; row++)
        {
            _rows.Add(_alleys[row].PlaceId, row);
        }

        _view = Snapshot();
    }

    public DutyNight Night => _night;

    /// <summary>Version of the alleys it was made for.</summary>
    public long Version { get; }

    /// <summary>Every alley as of the last addition; immutable.</summary>
    public CoverageView View => Volatile.Read(ref _view);

    /// <summary>Adds believed fixes of the night, in any order; repeats change nothing. What an alley owes to late ones is noted with it.</summary>
    public void Add(IReadOnlyList<ArrivedFix> fixes)
    {
        var changed = false;
        foreach (var group in ArrivalOrder.Of(fixes))
        {
            foreach (var duty in group.Fixes.GroupBy(fix => fix.DutyId, fix => fix.Fix))
            {
                foreach (var alley in _coverage.Add(duty.Key, duty))
                {
                    Change(_rows[alley.PlaceId], alley, group.LateAt);
                    changed = true;
                }
            }
        }

        if (changed)
        {
            Volatile.Write(ref _view, Snapshot());
        }
    }

    /// <summary>The alleys that changed since the last call, or null when none did.</summary>
    public CoverageChanged? TakeChanges()
    {
        if (_changed.Count == 0)
        {
            return null;
        }

        var notice = new CoverageChanged(_night.ToString(), [.. _changed.Select(row => _alleys[row])]);
        _changed.Clear();
        return notice;
    }

    /// <summary>Counts as changed only what differs from an earlier board of the same night, which this one replaces.</summary>
    public void Replaces(CoverageBoard? earlier)
    {
        if (earlier is null || earlier.Night != Night)
        {
            return;
        }

        var before = earlier.View.Alleys.ToDictionary(alley => alley.PlaceId);
        _changed.Clear();
        _changed.UnionWith(Enumerable.Range(0, _alleys.Length).Where(row =>
            !before.TryGetValue(_alleys[row].PlaceId, out var old) || !IsSame(old, _alleys[row])));
        _changed.UnionWith(earlier._changed.Select(row => earlier._alleys[row].PlaceId).Where(_rows.ContainsKey).Select(placeId => _rows[placeId]));
    }

    private void Change(int row, AlleyCoverage alley, DateTimeOffset? lateAt)
    {
        var (before, after) = (_alleys[row], ToView(alley));
        // A late fix that only moves the first pass of metres changes nothing that anybody was shown.
        var backfilledMs = lateAt is not null && !IsSame(before, after) ? lateAt.Value.ToUnixTimeMilliseconds() : before.BackfilledMs;
        _alleys[row] = after with { BackfilledMs = backfilledMs };
        _changed.Add(row);
    }

    private static bool IsSame(AlleyCoverageView a, AlleyCoverageView b) =>
        a.LengthM.Equals(b.LengthM) && a.LastPassMs == b.LastPassMs && a.Intervals.Count == b.Intervals.Count
        && a.Intervals.Zip(b.Intervals).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));

    private CoverageView Snapshot() => new(
        _night.ToString(), CoverageRule.Default.WithinM, CoverageRule.Default.MaxGap.TotalSeconds, CoverageRule.Default.MaxGapM,
        Rounded(_coverage.AlleysM), Rounded(_alleys.Sum(alley => alley.CoveredM)), [.. _alleys]);

    private static AlleyCoverageView ToView(AlleyCoverage alley) => new(
        alley.PlaceId, Rounded(alley.LengthM), Rounded(alley.CoveredM),
        [.. alley.Intervals.Select(interval => (double[])[Rounded(interval.FromM), Rounded(interval.ToM)])],
        alley.LastAt?.ToUnixTimeMilliseconds());

    // A centimetre is far below what a phone's position tells.
    private static double Rounded(double metres) => Math.Round(metres, 2);
}
