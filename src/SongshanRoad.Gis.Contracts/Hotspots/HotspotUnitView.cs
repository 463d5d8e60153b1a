namespace SongshanRoad.Gis.Contracts.Hotspots;

/// <summary>What lies behind the figures of one cell or street segment of a run: why it is hot, how it went from week to week, and at which
/// hours. It is counted from the incidents stored now.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Label">Nearest street or alley; empty when none is near.</param>
/// <param name="Count">Its incidents in the run, or the sum of their shares in the hours looked at.</param>
/// <param name="NeighbourhoodUnits">How many units Gi* looks at together: this one and those it touches.</param>
/// <param name="NeighbourhoodCount">Incidents of those together.</param>
/// <param name="ExpectedCount">Incidents of so many units if all incidents of the run were spread evenly.</param>
/// <param name="WeeksTo">End of the last week of <paramref name="WeekCounts"/>: the end of the run's window, UTC.</param>
/// <param name="WeekCounts">Incidents of 52 weeks, the oldest first, of the run's categories and kind of report, all hours.</param>
/// <param name="HourCounts">Incidents of the run's window by hour of the week, Monday 0:00 first, office's clock, all hours, 168 values; an
/// incident of uncertain time counts in parts (Ratcliffe 2002).</param>
/// <param name="SpreadCount">How many of those are of uncertain time.</param>
/// <param name="Categories">Incidents of the window by category, the most frequent first.</param>
public sealed record HotspotUnitView(
    string RunId,
    string Label,
    double Count,
    int NeighbourhoodUnits,
    double NeighbourhoodCount,
    double ExpectedCount,
    DateTimeOffset WeeksTo,
    IReadOnlyList<int> WeekCounts,
    IReadOnlyList<double> HourCounts,
    int SpreadCount,
    IReadOnlyList<CategoryCount> Categories);

/// <summary>How many incidents are of one category.</summary>
/// <param name="Code">Code of the category.</param>
/// <param name="Count">Incidents.</param>
public sealed record CategoryCount(string Code, int Count);
