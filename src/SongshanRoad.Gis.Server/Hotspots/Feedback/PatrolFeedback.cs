using SongshanRoad.Gis.Contracts.Hotspots;
using SongshanRoad.Gis.Hotspots.Feedback;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Storage.Hotspots.Feedback;

namespace SongshanRoad.Gis.Server.Hotspots.Feedback;

/// <summary>Records how long patrols were where, and tests whether the incidents they find follow them.</summary>
internal sealed class PatrolFeedback(PatrolPresenceStore presence, NightCalendar nights, TimeProvider clock)
{
    /// <summary>Fewest weeks for a verdict: with less, what a single week brings decides.</summary>
    public const int LeastWeeks = 8;

    private const int MostWeeks = 52;
    private const int DaysPerWeek = 7;

    /// <summary>Positions of a night may come this many nights late.</summary>
    private const int LateNights = 3;

    /// <summary>Records the nights that are over, as far back as positions are kept, and once more those for which some may have come late.</summary>
    /// <param name="keptDays">How many days positions are kept.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task RecordAsync(int keptDays, CancellationToken cancellation)
    {
        var tonight = nights.NightAt(clock.GetUtcNow()).Date;
        // Of the oldest days some hours may be gone already.
        var first = tonight.AddDays(1 - keptDays);
        var recorded = (await presence.ReadNightsAsync(first, cancellation)).ToHashSet();
        var due = Enumerable.Range(0, keptDays - 1).Select(first.AddDays)
            .Where(night => !recorded.Contains(night) || night >= tonight.AddDays(-LateNights));
        await presence.RecordAsync([.. due.Select(night => SpanOf(night, 1))], cancellation);
    }

    /// <summary>Tests the whole weeks that are recorded, at most a year of them.</summary>
    public async Task<HotspotFeedbackView> TestAsync(CancellationToken cancellation)
    {
        var tonight = nights.NightAt(clock.GetUtcNow()).Date;
        var recorded = (await presence.ReadNightsAsync(tonight.AddDays(-MostWeeks * DaysPerWeek), cancellation)).ToHashSet();
        var weeks = recorded.Where(night => night.DayOfWeek == DayOfWeek.Monday
                && Enumerable.Range(0, DaysPerWeek).All(day => recorded.Contains(night.AddDays(day))))
            .Select(night => SpanOf(night, DaysPerWeek)).ToList();
        var periods = await presence.ReadPeriodsAsync(weeks, cancellation);
        // A system that has just begun has recorded nights on which nobody carried a device.
        var patrolled = periods.Where(period => period.PatrolMinutes > 0).Select(period => period.Period).Distinct().Count();
        var test = FeedbackTest.Of([.. periods]);
        var (verdict, excess) = patrolled >= LeastWeeks ? (test.Verdict, test.Excess) : (FeedbackVerdict.CannotTell, null);
        return new HotspotFeedbackView(
            WordOf(verdict), patrolled, LeastWeeks, test.Units,
            periods.Sum(period => period.FoundByPatrol), periods.Sum(period => period.CalledIn),
            TimesWhenDoubled(excess?.Estimate), TimesWhenDoubled(excess?.Interval.Low), TimesWhenDoubled(excess?.Interval.High));
    }

    private NightSpan SpanOf(DateOnly first, int count) =>
        new(first, nights.DayOf(new DutyNight(first)).Start, nights.DayOf(new DutyNight(first.AddDays(count - 1))).End);

    private static double? TimesWhenDoubled(double? elasticity) => elasticity is { } known ? Math.Pow(2, known) : null;

    private static string WordOf(FeedbackVerdict verdict) => verdict switch
    {
        FeedbackVerdict.FollowsPatrols => "followsPatrols",
        FeedbackVerdict.NotShown => "notShown",
        _ => "cannotTell",
    };
}
