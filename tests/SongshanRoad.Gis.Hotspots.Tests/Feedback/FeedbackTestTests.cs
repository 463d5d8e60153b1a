using SongshanRoad.Gis.Hotspots.Feedback;

namespace SongshanRoad.Gis.Hotspots.Tests.Feedback;

public class FeedbackTestTests
{
    private const int Runs = 300;

    // Nine units by six periods.
    private static readonly int[] Minutes =
    [
        54, 39, 13, 71, 50, 113, 0, 168, 98, 106, 49, 162, 171, 38, 33, 75, 130, 283, 141, 169, 117, 30, 15, 17, 54, 178, 34,
        57, 226, 0, 89, 32, 43, 36, 57, 167, 68, 123, 40, 55, 31, 102, 55, 57, 71, 27, 109, 40, 85, 35, 47, 14, 49, 25,
    ];

    private static readonly int[] CalledIn =
    [
        1, 2, 1, 0, 1, 2, 5, 8, 3, 4, 5, 4, 1, 2, 2, 0, 1, 1, 2, 2, 1, 3, 3, 1, 2, 12, 6, 5, 5, 2, 2, 5, 0, 3, 5, 0, 1, 4, 1, 3, 1, 0, 2, 3, 0, 1, 2, 0, 3, 1, 2, 0, 2, 2,
    ];

    private static readonly int[] Found =
    [
        0, 2, 0, 0, 0, 1, 0, 9, 4, 0, 1, 7, 2, 1, 0, 0, 0, 1, 1, 6, 2, 0, 0, 0, 2, 8, 0, 1, 9, 0, 3, 0, 3, 1, 1, 2, 0, 1, 1, 0, 0, 3, 1, 0, 1, 0, 1, 1, 3, 0, 1, 2, 0, 0,
    ];

    [Fact]
    public void Elasticities_and_intervals_are_those_of_regressions_in_R()
    {
        // R 4.2.2: glm(y ~ unit + period + log(minutes), poisson) on the rows with minutes; errors by unit from its weighted residuals of
        // log(minutes) on unit and period.
        var found = FeedbackTest.Of(Small());
        AssertElasticity(found.Found, 1.12073586969, 0.597976418606, 1.64349532078);
        AssertElasticity(found.CalledIn, -0.028181704135, -0.317862360921, 0.261498952651);
        AssertElasticity(found.Excess, 1.14891757383, 0.500615403744, 1.79721974392);
        Assert.Equal(0.00652499244206, found.P, 1e-9);
        Assert.Equal(FeedbackVerdict.FollowsPatrols, found.Verdict);
        Assert.Equal((9, 6, 2, 0L), (found.Units, found.Periods, found.WithoutMinutes, found.FoundWithoutMinutes));
    }

    [Theory]
    [InlineData(PatrolHabit.AtRandom, false)]
    [InlineData(PatrolHabit.AtRandom, true)]
    [InlineData(PatrolHabit.WhereIncidentsWere, false)]
    [InlineData(PatrolHabit.WhereIncidentsWere, true)]
    [InlineData(PatrolHabit.WhereTroubleIs, false)]
    [InlineData(PatrolHabit.WhereTroubleIs, true)]
    public void Without_a_loop_it_seldom_warns_whatever_patrols_follow(PatrolHabit habit, bool bursts)
    {
        // 2.5 % are meant; three standard errors of 300 runs more, and a little for bursts.
        var warnings = ShareWarned(new PatrolledDistrict(30, 12, habit, FindsWherePatrolsAre: false, bursts));
        Assert.InRange(warnings, 0, 0.025 + 0.027 + (bursts ? 0.02 : 0));
    }

    [Theory]
    [InlineData(20, 20, false)]
    [InlineData(20, 20, true)]
    [InlineData(30, 12, false)]
    [InlineData(30, 12, true)]
    public void With_a_loop_it_warns(int units, int periods, bool bursts) =>
        Assert.InRange(ShareWarned(new PatrolledDistrict(units, periods, PatrolHabit.WhereIncidentsWere, FindsWherePatrolsAre: true, bursts)), 0.97, 1);

    [Fact]
    public void The_interval_holds_the_true_excess_as_often_as_it_says()
    {
        // Found in proportion to presence: an elasticity of 1 above that of those called in.
        var district = new PatrolledDistrict(40, 15, PatrolHabit.AtRandom, FindsWherePatrolsAre: true, Bursts: true);
        var held = Enumerable.Range(0, Runs).Count(seed => FeedbackTest.Of(district.Draw(seed)).Excess!.Value.Interval.Holds(1));
        Assert.InRange(held / (double)Runs, 0.90, 0.985);
    }

    [Fact]
    public void The_order_of_the_rows_and_the_unit_of_time_change_nothing()
    {
        var found = FeedbackTest.Of(Small());
        var reversed = FeedbackTest.Of([.. Enumerable.Reverse(Small())]);
        Assert.Equal(found, reversed);
        var inHours = FeedbackTest.Of([.. Small().Select(entry => entry with { PatrolMinutes = entry.PatrolMinutes / 60 })]);
        Assert.Equal(found.Excess!.Value.Estimate, inHours.Excess!.Value.Estimate, 1e-8);
        Assert.Equal(found.P, inHours.P, 1e-8);
    }

    [Fact]
    public void Too_little_to_go_by_is_said()
    {
        Assert.Equal(FeedbackVerdict.CannotTell, FeedbackTest.Of([]).Verdict);
        Assert.Equal(FeedbackVerdict.CannotTell, FeedbackTest.Of(Small().AsSpan(0, 30)).Verdict);
        Assert.Equal(FeedbackVerdict.CannotTell, FeedbackTest.Of([.. Small().Select(entry => entry with { FoundByPatrol = 0 })]).Verdict);
        // Minutes that are the same everywhere, or that only differ between units, say nothing.
        Assert.Equal(FeedbackVerdict.CannotTell, FeedbackTest.Of([.. Small().Select(entry => entry with { PatrolMinutes = 60 })]).Verdict);
        Assert.Equal(FeedbackVerdict.CannotTell, FeedbackTest.Of([.. Small().Select(entry => entry with { PatrolMinutes = 10 + entry.Unit })]).Verdict);
        Assert.Equal(54, FeedbackTest.Of([.. Small().Select(entry => entry with { PatrolMinutes = 0 })]).WithoutMinutes);
        Assert.Equal(Found.Sum(), FeedbackTest.Of([.. Small().Select(entry => entry with { PatrolMinutes = 0 })]).FoundWithoutMinutes);
    }

    [Fact]
    public void Nonsense_is_named()
    {
        Assert.Throws<ArgumentException>(() => FeedbackTest.Of([new(0, 0, -1, 0, 5)]));
        Assert.Throws<ArgumentException>(() => FeedbackTest.Of([new(0, 0, 1, 0, double.NaN)]));
        Assert.Throws<ArgumentException>(() => FeedbackTest.Of([new(0, 0, 1, 0, 5), new(0, 0, 1, 0, 5)]));
        Assert.Throws<ArgumentException>(() => FeedbackTest.Of([new(-1, 0, 1, 0, 5)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => FeedbackTest.Of([], 0));
    }

    private static PatrolPeriod[] Small() =>
        [.. Minutes.Select((minutes, i) => new PatrolPeriod(i / 6, i % 6, CalledIn[i], Found[i], minutes))];

    private static double ShareWarned(PatrolledDistrict district)
    {
        var share = Enumerable.Range(0, Runs).Count(seed => FeedbackTest.Of(district.Draw(seed)).Verdict == FeedbackVerdict.FollowsPatrols) / (double)Runs;
        TestContext.Current.TestOutputHelper?.WriteLine($"{district}: warned in {share:P1} of {Runs}");
        return share;
    }

    private static void AssertElasticity(PatrolElasticity? actual, double estimate, double low, double high)
    {
        Assert.Equal(estimate, actual!.Value.Estimate, 1e-9);
        Assert.Equal(low, actual.Value.Interval.Low, 1e-8);
        Assert.Equal(high, actual.Value.Interval.High, 1e-8);
    }
}
