using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Hotspots.Comparisons;
using SongshanRoad.Gis.Storage.Hotspots;
using SongshanRoad.Gis.Storage.Hotspots.Changes;

namespace SongshanRoad.Gis.Server.Hotspots.Changes;

/// <summary>Compares two stored runs unit by unit.</summary>
internal sealed class HotspotChanges(HotspotStore store, HotspotChangesStore changes)
{
    private const int MostPlaces = 20;
    private const double SignificantQ = 0.1;

    /// <summary>What changed from one run to another.</summary>
    /// <param name="beforeRunId">Run of the earlier window.</param>
    /// <param name="afterRunId">Run of the later window.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The changes, or why there are none to be had, and whether that is because a run is gone.</returns>
    public async Task<(HotspotChangesView? View, string? Wrong, bool IsGone)> OfAsync(string beforeRunId, string afterRunId, CancellationToken cancellation)
    {
        if (await FindAsync(beforeRunId, cancellation) is not { } before)
        {
            return (null, HotspotRuns.Gone(beforeRunId), true);
        }

        if (await FindAsync(afterRunId, cancellation) is not { } after)
        {
            return (null, HotspotRuns.Gone(afterRunId), true);
        }

        if (WhyNot(before, after) is { } wrong)
        {
            return (null, wrong, false);
        }

        var pairs = await changes.ReadPairsAsync(beforeRunId, afterRunId, cancellation);
        var compared = WindowComparison.Of(
            [.. pairs.Select(pair => (long)pair.Before)], [.. pairs.Select(pair => (long)pair.After)], new WindowLengths(DaysOf(before), DaysOf(after)));
        // Units stand in a fixed order, which decides between equal changes.
        var tested = Enumerable.Range(0, pairs.Count).Where(unit => compared.Changes[unit].IsTested).ToList();
        var top = tested.OrderBy(unit => compared.Changes[unit].P).Take(MostPlaces).ToList();
        var named = await store.NameAsync([.. top.Select(unit => pairs[unit].Middle)], cancellation);
        var significant = tested.Where(unit => compared.Q[unit] < SignificantQ).Select(unit => compared.Changes[unit].Ratio).ToList();
        return (new HotspotChangesView(
            beforeRunId, afterRunId, ViewOf(compared.Overall), compared.UnitsTested,
            significant.Count(ratio => ratio > 1), significant.Count(ratio => ratio < 1),
            [.. top.Zip(named, (unit, spot) => new PlaceChangeView(spot.Name, spot.LonDeg, spot.LatDeg, ViewOf(compared.Changes[unit]), compared.Q[unit]))]), null, false);
    }

    private async Task<HotspotRunView?> FindAsync(string runId, CancellationToken cancellation) =>
        await store.FindAsync(runId, cancellation) is { } run ? HotspotRuns.ViewOf(run) : null;

    private static string? WhyNot(HotspotRunView before, HotspotRunView after) =>
        (before.Unit, before.CellM) != (after.Unit, after.CellM)
            ? $"Run {before.RunId} is on {before.Unit} units of {before.CellM} m, run {after.RunId} on {after.Unit} units of {after.CellM} m; ask for both on the same."
        : before.Weekdays.Count > 0 || after.Weekdays.Count > 0
            ? "With hours chosen an incident of uncertain time counts in parts, which the test of counts cannot take; ask for both runs without hours."
        : !before.Categories.SequenceEqual(after.Categories) || before.CalledInOnly != after.CalledInOnly
            ? $"Runs {before.RunId} and {after.RunId} do not count the same kind of incidents; ask for both with the same categories."
        : before.From >= after.From || before.To > after.From
            ? $"The window of run {before.RunId} ends {before.To:O}, after that of run {after.RunId} begins, {after.From:O}; the earlier must be over by then."
        : null;

    /// <summary>How long a window has lasted when its run was computed.</summary>
    private static double DaysOf(HotspotRunView run) => ((run.To < run.ComputedAt ? run.To : run.ComputedAt) - run.From).TotalDays;

    private static RateChangeView ViewOf(RateChange change) => new(
        change.Before, change.After, Finite(change.Ratio), change.Interval.Low, Finite(change.Interval.High), Finite(change.P));

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
