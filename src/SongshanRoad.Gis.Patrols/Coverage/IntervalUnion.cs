namespace SongshanRoad.Gis.Patrols.Coverage;

/// <summary>Disjoint covered intervals of one line, in order. Adding the same intervals in any order gives the same union, to the
/// last bit: only the least and the greatest of given numbers are taken.</summary>
internal sealed class IntervalUnion
{
    // Rounding at the joint of two straight pieces must not tear an interval.
    private const double JoinM = 1e-6;

    private readonly List<CoveredInterval> _intervals = [];

    public IReadOnlyList<CoveredInterval> Intervals => _intervals;

    public void Add(CoveredInterval added)
    {
        var start = FirstEndingAtOrAfter(added.FromM - JoinM);
        var end = start;
        while (end < _intervals.Count && _intervals[end].FromM <= added.ToM + JoinM)
        {
            var met = _intervals[end++];
            added = new CoveredInterval(
                Math.Min(added.FromM, met.FromM),
                Math.Max(added.ToM, met.ToM),
                added.FirstAt < met.FirstAt ? added.FirstAt : met.FirstAt,
                added.LastAt > met.LastAt ? added.LastAt : met.LastAt);
        }

        if (end == start + 1)
        {
            _intervals[start] = added;
            return;
        }

        _intervals.RemoveRange(start, end - start);
        _intervals.Insert(start, added);
    }

    private int FirstEndingAtOrAfter(double metre)
    {
        var (low, high) = (0, _intervals.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_intervals[middle].ToM < metre)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
