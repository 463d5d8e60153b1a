using SongshanRoad.Gis.Hotspots.Statistics;

namespace SongshanRoad.Gis.Hotspots.Forecasts.Scores;

/// <summary>One point of a search-efficiency curve: what share of events lies in the leading share of the area.</summary>
/// <param name="Units">Leading units taken.</param>
/// <param name="SizeShare">Their share of the study area.</param>
/// <param name="HitRate">Share of all events in them; null when there was none.</param>
/// <param name="Interval">Its 95 % interval by Wilson.</param>
public sealed record SearchEfficiency(int Units, double SizeShare, double? HitRate, ConfidenceInterval? Interval)
{
    private static readonly int[] Steps = [1, 2, 5];

    /// <summary>The curve at 1, 2, 5, 10, 20, 50 … leading units, up to all.</summary>
    /// <param name="expected">What is expected in each unit.</param>
    /// <param name="counts">Events in each unit in the test period.</param>
    /// <param name="events">All events of the test period.</param>
    /// <param name="sizes">Size of each unit.</param>
    /// <param name="studySize">Size of the whole study area.</param>
    public static IReadOnlyList<SearchEfficiency> Curve(
        ReadOnlySpan<double> expected, ReadOnlySpan<int> counts, int events, ReadOnlySpan<double> sizes, double studySize)
    {
        var order = RankedUnits.Top(expected, expected.Length);
        var at = new HashSet<int> { order.Length };
        for (var decade = 1L; decade < order.Length; decade *= 10)
        {
            at.UnionWith(Steps.Select(step => (int)Math.Min(step * decade, order.Length)));
        }

        var points = new List<SearchEfficiency>();
        var (hits, size) = (0, 0.0);
        for (var place = 0; place < order.Length; place++)
        {
            hits += counts[order[place]];
            size += sizes[order[place]];
            if (at.Contains(place + 1))
            {
                points.Add(new SearchEfficiency(place + 1, size / studySize,
                    events == 0 ? null : (double)hits / events, events == 0 ? null : WilsonInterval.Of(hits, events)));
            }
        }

        return points;
    }
}
