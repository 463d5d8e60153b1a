namespace SongshanRoad.Gis.Patrols.Coverage;

/// <summary>What one duty covered; grows with its fixes.</summary>
internal sealed class DutyCoverage(CoverableLines lines, CoverageRule rule)
{
    private readonly List<MetricFix> _fixes = [];
    private readonly Dictionary<int, IntervalUnion> _unions = [];

    public IReadOnlyList<CoveredInterval> Intervals(int line) => _unions.TryGetValue(line, out var union) ? union.Intervals : [];

    /// <summary>Adds fixes in any order; the answer is every line whose intervals may have changed.</summary>
    /// <remarks>A fix after all others, or inside a gap, only adds. One that falls into a joined step replaces the step by two that
    /// may cover less, so the duty is then computed anew.</remarks>
    public HashSet<int> Add(IEnumerable<MetricFix> fixes)
    {
        var added = fixes.Where(fix => _fixes.BinarySearch(fix, MetricFix.ByTime) < 0).Order(MetricFix.ByTime)
            .DistinctBy(fix => (fix.FixTime, fix.Sequence)).ToList();
        var touched = new HashSet<int>();
        if (added.Count == 0)
        {
            return touched;
        }

        var start = ~_fixes.BinarySearch(added[0], MetricFix.ByTime);
        var tail = _fixes[start..];
        var splits = SplitsAStep(added, start);
        _fixes.RemoveRange(start, tail.Count);
        _fixes.AddRange(Merge(added, tail));
        if (splits)
        {
            touched.UnionWith(_unions.Keys);
            _unions.Clear();
            start = 0;
        }

        Cover(Math.Max(start - 1, 0), touched);
        return touched;
    }

    private bool SplitsAStep(List<MetricFix> added, int start)
    {
        var next = start;
        foreach (var fix in added)
        {
            while (next < _fixes.Count && MetricFix.ByTime.Compare(_fixes[next], fix) < 0)
            {
                next++;
            }

            if (next > 0 && next < _fixes.Count && rule.Joins(_fixes[next - 1], _fixes[next]))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<MetricFix> Merge(List<MetricFix> added, List<MetricFix> tail) =>
        tail.Count == 0 ? added : added.Concat(tail).Order(MetricFix.ByTime);

    private void Cover(int start, HashSet<int> touched)
    {
        foreach (var (from, to) in WalkedLine.Of(_fixes[start..], rule).Steps())
        {
            lines.Reach(from, to, rule.WithinM, (line, interval) =>
            {
                if (!_unions.TryGetValue(line, out var union))
                {
                    _unions.Add(line, union = new IntervalUnion());
                }

                union.Add(interval);
                touched.Add(line);
            });
        }
    }
}
