namespace SongshanRoad.Gis.Patrols.Coverage;

/// <summary>Where a duty went: its fixes by time, cut where nobody knows what was between.</summary>
public sealed class WalkedLine
{
    private WalkedLine(IReadOnlyList<IReadOnlyList<MetricFix>> pieces) => Pieces = pieces;

    /// <summary>Runs of at least two joined fixes, in order of time. A fix joined to no other makes no line: it shows that the unit
    /// was seen there, not that a metre was walked.</summary>
    public IReadOnlyList<IReadOnlyList<MetricFix>> Pieces { get; }

    /// <summary>Metres along all pieces; gaps count nothing.</summary>
    public double LengthM => Steps().Sum(step => step.From.Metric.DistanceM(step.To.Metric));

    /// <summary>Makes the line of one duty's fixes.</summary>
    /// <param name="fixes">The fixes in any order; one with the time and sequence of another is a duplicate and counts once.</param>
    /// <param name="rule">Where to cut.</param>
    public static WalkedLine Of(IEnumerable<MetricFix> fixes, CoverageRule rule)
    {
        var pieces = new List<IReadOnlyList<MetricFix>>();
        var open = new List<MetricFix>();
        foreach (var fix in fixes.Order(MetricFix.ByTime))
        {
            if (open.Count > 0 && MetricFix.ByTime.Compare(open[^1], fix) == 0)
            {
                continue;
            }

            if (open.Count > 0 && !rule.Joins(open[^1], fix))
            {
                Close();
            }

            open.Add(fix);
        }

        Close();
        return new WalkedLine(pieces);

        void Close()
        {
            if (open.Count > 1)
            {
                pieces.Add(open);
            }

            open = [];
        }
    }

    /// <summary>The straight steps of all pieces.</summary>
    internal IEnumerable<(MetricFix From, MetricFix To)> Steps()
    {
        foreach (var piece in Pieces)
        {
            for (var i = 1; i < piece.Count; i++)
            {
                yield return (piece[i - 1], piece[i]);
            }
        }
    }
}
