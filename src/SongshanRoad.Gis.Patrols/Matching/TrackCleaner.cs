using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>Prepares a track: order of time, spikes out, a stay becomes one fix, and fixes that say nothing new are left out.</summary>
internal sealed class TrackCleaner(TravelProfile profile)
{
    private readonly List<TrackFix> _ordered = [];
    private readonly List<UsedFix> _used = [];
    private readonly List<double> _middle = [];

    /// <summary>Fixes that repeat the time of another, or are spikes; since the last <see cref="Clean"/>.</summary>
    public int Dropped { get; private set; }

    /// <summary>The fixes that are used, in order of time; good until the next call. The order in which they are given does not matter.</summary>
    public IReadOnlyList<UsedFix> Clean(IReadOnlyList<TrackFix> fixes)
    {
        Order(fixes);
        DropSpikes();
        Dropped = fixes.Count - _ordered.Count;
        _used.Clear();
        for (var i = 0; i < _ordered.Count;)
        {
            var end = StayEnd(i);
            if (end > i + 1)
            {
                _used.Add(new UsedFix(Middle(i, end), _ordered[end - 1].TimeS));
                i = end;
                continue;
            }

            if (_used.Count == 0 || i == _ordered.Count - 1 || IsFar(i) || IsTurningPoint(i))
            {
                _used.Add(new UsedFix(_ordered[i], _ordered[i].TimeS));
            }

            i++;
        }

        return _used;
    }

    private bool IsFar(int fix) => _used[^1].Fix.Metric.DistanceM(_ordered[fix].Metric) >= profile.SpacingM;

    /// <summary>Whether somebody turned back there before he was far enough from the last used fix: the end of an alley must not be
    /// thinned away.</summary>
    private bool IsTurningPoint(int fix)
    {
        var last = _used[^1].Fix.Metric;
        var outM = last.DistanceM(_ordered[fix].Metric);
        if (outM < profile.SpacingM / 2)
        {
            return false;
        }

        for (var next = fix + 1; next < _ordered.Count; next++)
        {
            var nextM = last.DistanceM(_ordered[next].Metric);
            if (nextM >= outM)
            {
                return false;
            }

            if (nextM <= outM - (profile.SpacingM / 2))
            {
                return true;
            }
        }

        return false;
    }

    private void Order(IReadOnlyList<TrackFix> fixes)
    {
        _ordered.Clear();
        var sorted = true;
        for (var i = 0; i < fixes.Count; i++)
        {
            sorted &= i == 0 || fixes[i].TimeS > fixes[i - 1].TimeS;
            _ordered.Add(fixes[i]);
        }

        if (sorted)
        {
            return;
        }

        _ordered.Sort(static (a, b) => (a.TimeS, a.Metric.EastingM, a.Metric.NorthingM).CompareTo((b.TimeS, b.Metric.EastingM, b.Metric.NorthingM)));
        var kept = 0;
        for (var i = 1; i < _ordered.Count; i++)
        {
            if (_ordered[i].TimeS > _ordered[kept].TimeS)
            {
                _ordered[++kept] = _ordered[i];
            }
        }

        _ordered.RemoveRange(kept + 1, _ordered.Count - kept - 1);
    }

    /// <summary>Drops a fix that nobody could have reached and left in the time, when its neighbours agree with each other.</summary>
    private void DropSpikes()
    {
        var kept = 0;
        for (var i = 1; i < _ordered.Count; i++)
        {
            var spike = i + 1 < _ordered.Count
                && TooFast(_ordered[kept], _ordered[i]) && TooFast(_ordered[i], _ordered[i + 1]) && !TooFast(_ordered[kept], _ordered[i + 1]);
            if (!spike)
            {
                _ordered[++kept] = _ordered[i];
            }
        }

        if (_ordered.Count > 0)
        {
            _ordered.RemoveRange(kept + 1, _ordered.Count - kept - 1);
        }
    }

    private bool TooFast(in TrackFix a, in TrackFix b) =>
        a.Metric.DistanceM(b.Metric) > (profile.MaxSpeedMps * (b.TimeS - a.TimeS)) + (2 * profile.SpacingM);

    /// <summary>The end of the stay that begins with a fix, or the fix after it when none does.</summary>
    private int StayEnd(int first)
    {
        var (east, north, end) = (0.0, 0.0, first);
        for (; end < _ordered.Count; end++)
        {
            var at = _ordered[end].Metric;
            var count = end - first;
            if (count > 0 && (_ordered[end].TimeS - _ordered[end - 1].TimeS > profile.SplitAfterS
                || new MetricPoint(east / count, north / count).DistanceM(at) > profile.StayRadiusM))
            {
                break;
            }

            (east, north) = (east + at.EastingM, north + at.NorthingM);
        }

        return end - first >= 3 && _ordered[end - 1].TimeS - _ordered[first].TimeS >= profile.StayS ? end : first + 1;
    }

    private TrackFix Middle(int first, int end)
    {
        var at = new MetricPoint(Median(first, end, static fix => fix.Metric.EastingM), Median(first, end, static fix => fix.Metric.NorthingM));
        return new TrackFix(_ordered[first].TimeS, at, _ordered[first].AccuracyM);
    }

    private double Median(int first, int end, Func<TrackFix, double> of)
    {
        _middle.Clear();
        for (var i = first; i < end; i++)
        {
            _middle.Add(of(_ordered[i]));
        }

        _middle.Sort();
        return _middle[_middle.Count / 2];
    }
}
