using SongshanRoad.Gis.Hotspots.Comparisons;
using SongshanRoad.Gis.Hotspots.Synthetic;
using SongshanRoad.Gis.Hotspots.Tests.Statistics;

namespace SongshanRoad.Gis.Hotspots.Tests.Comparisons;

public class DifferenceInDifferencesTests
{
    private static readonly PlaceCounts[] Treated = [new(12, 7), new(30, 18), new(5, 6), new(22, 11)];
    private static readonly PlaceCounts[] Control = [new(15, 14), new(28, 31), new(9, 5), new(17, 20), new(40, 33)];

    [Fact]
    public void Effect_and_both_intervals_are_those_of_a_Poisson_regression_in_R()
    {
        // glm(y ~ place + after + treated:after, poisson) of R 4.2.2; the second from its scores summed by place.
        var found = DifferenceInDifferences.Of(Treated, Control);
        CloseTo.Relative(0.644153651329675, found.Effect, 1e-12);
        CloseTo.Relative(0.40312319293433, found.ByChance.Low, 1e-11);
        CloseTo.Relative(1.02929807511459, found.ByChance.High, 1e-11);
        CloseTo.Relative(0.0658846986143993, found.P, 1e-11);
        CloseTo.Relative(0.46312526279117, found.ByPlace!.Value.Low, 1e-11);
        CloseTo.Relative(0.895943192605435, found.ByPlace.Value.High, 1e-11);
        CloseTo.Relative(0.0161047124867668, found.PByPlace!.Value, 1e-11);
        CloseTo.Relative(0.525243525380376, found.Dispersion!.Value, 1e-11);
        Assert.False(found.ZeroCorrected);
    }

    [Fact]
    public void The_interval_by_chance_is_that_of_an_odds_ratio()
    {
        // Agresti, Categorical Data Analysis, 3.1: heart attacks under placebo and aspirin, 1.832 (1.440 to 2.331).
        var found = DifferenceInDifferences.Of([new(10_845, 189)], [new(10_933, 104)]);
        Assert.Equal(1.832, found.Effect, 0.0005);
        Assert.Equal(1.440, found.ByChance.Low, 0.0005);
        Assert.Equal(2.331, found.ByChance.High, 0.0005);
        Assert.Null(found.ByPlace);
        Assert.Null(found.Dispersion);
    }

    [Fact]
    public void A_sum_of_0_is_corrected_and_said()
    {
        var found = DifferenceInDifferences.Of([new(4, 0), new(3, 0)], [new(5, 6), new(4, 5)]);
        Assert.True(found.ZeroCorrected);
        Assert.Null(found.ByPlace);
        CloseTo.Relative(0.5 / 7.5 / (11.5 / 9.5), found.Effect, 1e-12);
    }

    [Fact]
    public void Bursts_fool_the_interval_by_chance_and_not_the_one_by_place()
    {
        // Each place's level in each window moves by itself: nothing was done, and nothing is common to the treated places.
        var random = new SplitMix64(31);
        const int runs = 600;
        var (byChance, byPlace) = (0, 0);
        for (var run = 0; run < runs; run++)
        {
            PlaceCounts[] Draw() => [.. Enumerable.Range(0, 12).Select(_ => new PlaceCounts(Burst(random), Burst(random)))];
            var found = DifferenceInDifferences.Of(Draw(), Draw());
            byChance += found.ByChance.Holds(1) ? 1 : 0;
            byPlace += found.ByPlace!.Value.Holds(1) ? 1 : 0;
        }

        Assert.InRange(byChance / (double)runs, 0.4, 0.55);
        Assert.InRange(byPlace / (double)runs, 0.92, 0.98);
    }

    [Fact]
    public void Without_bursts_the_interval_by_chance_has_its_level()
    {
        var random = new SplitMix64(32);
        const int runs = 1_000;
        var held = 0;
        for (var run = 0; run < runs; run++)
        {
            // The treated places halve against the others.
            PlaceCounts[] Draw(double after) => [.. Enumerable.Range(0, 5).Select(_ => new PlaceCounts(random.Poisson(12), random.Poisson(after)))];
            held += DifferenceInDifferences.Of(Draw(8), Draw(16)).ByChance.Holds(0.5) ? 1 : 0;
        }

        Assert.InRange(held / (double)runs, 0.93, 0.97);
    }

    [Fact]
    public void Nonsense_is_named()
    {
        Assert.Throws<ArgumentException>(() => DifferenceInDifferences.Of([], Control));
        Assert.Throws<ArgumentException>(() => DifferenceInDifferences.Of(Treated, [new(0, 0)]));
        Assert.Throws<ArgumentException>(() => DifferenceInDifferences.Of([new(1, -1)], Control));
        Assert.Throws<ArgumentOutOfRangeException>(() => DifferenceInDifferences.Of(Treated, Control, 95));
    }

    private static long Burst(SplitMix64 random) => random.Poisson(10 * random.Exponential(1));
}
