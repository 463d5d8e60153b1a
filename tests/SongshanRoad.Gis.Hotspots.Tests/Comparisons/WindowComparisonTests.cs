using CsCheck;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Comparisons;
using SongshanRoad.Gis.Hotspots.Synthetic;
using SongshanRoad.Gis.Hotspots.Tests.Statistics;

namespace SongshanRoad.Gis.Hotspots.Tests.Comparisons;

public class WindowComparisonTests
{
    // poisson.test of R 4.2.2. The first is the example of its manual: 11 in 800 against 6 + 8 + 7 in 1083 + 1050 + 878.
    [Theory]
    [InlineData(21, 11, 3011, 800, 1.971488095238095, 0.8584264033916392, 4.277265943654071, 0.07966863303333)]
    [InlineData(4, 0, 60, 30, 0, 0, 3.029733718731741, 0.308641975308642)]
    [InlineData(0, 4, 60, 30, double.PositiveInfinity, 1.320248038720187, double.PositiveInfinity, 0.01234567901234568)]
    [InlineData(20, 10, 7, 7, 0.5, 0.209005965023833, 1.119183044244204, 0.09873714670538894)]
    [InlineData(1, 1, 30, 90, 0.3333333333333334, 0.004246455694555542, 26.16561177208762, 0.4374999999999999)]
    [InlineData(31, 55, 90, 100, 1.596774193548387, 1.010158648043848, 2.565880321109753, 0.03987172698701565)]
    public void Rates_of_two_windows_are_compared_as_R_does(
        long before, long after, double beforeDays, double afterDays, double ratio, double low, double high, double p)
    {
        var change = RateChange.Of(before, after, new WindowLengths(beforeDays, afterDays));
        Assert.True(ratio == change.Ratio || Math.Abs((change.Ratio / ratio) - 1) < 1e-14);
        CloseTo.Relative(low, change.Interval.Low, 1e-11);
        Assert.True(double.IsInfinity(high) ? double.IsPositiveInfinity(change.Interval.High) : Math.Abs((change.Interval.High / high) - 1) < 1e-11);
        CloseTo.Relative(p, change.P, 1e-11);
    }

    [Fact]
    public void Units_without_incidents_are_not_tested_and_do_not_dilute_the_others()
    {
        var compared = WindowComparison.Of([0, 9, 3, 0, 0, 2], [0, 1, 4, 0, 6, 2], new WindowLengths(30, 30));
        Assert.Equal((4, 2), (compared.UnitsTested, compared.UnitsEmpty));
        Assert.Equal([false, true, true, false, true, true], compared.Changes.Select(change => change.IsTested));
        Assert.Equal([true, false, false, true, false, false], compared.Q.Select(double.IsNaN));
        double[] tested = [.. compared.Changes.Where(change => change.IsTested).Select(change => change.P)];
        Assert.Equal(MultipleTesting.BenjaminiHochberg(tested), compared.Q.Where(q => !double.IsNaN(q)));
        Assert.True(double.IsNaN(compared.Changes[0].P) && double.IsNaN(compared.Changes[0].Ratio));
        Assert.Equal((14L, 13L), (compared.Overall.Before, compared.Overall.After));
    }

    [Fact]
    public void Looking_back_in_time_inverts_the_ratio_and_leaves_p() =>
        Gen.Select(Gen.Long[0, 40], Gen.Long[0, 40], Gen.Int[1, 400], Gen.Int[1, 400]).Where((before, after, _, _) => before + after > 0).Sample((before, after, first, second) =>
        {
            var forward = RateChange.Of(before, after, new WindowLengths(first, second));
            var back = RateChange.Of(after, before, new WindowLengths(second, first));
            Assert.Equal(forward.P, back.P, 1e-12);
            Assert.True(IsInverse(forward.Ratio, back.Ratio));
            Assert.True(IsInverse(forward.Interval.Low, back.Interval.High));
            Assert.True(IsInverse(forward.Interval.High, back.Interval.Low));
        });

    [Fact]
    public void Without_a_change_few_tests_reject()
    {
        // Exact tests of few incidents are cautious: at most the stated share.
        var random = new SplitMix64(30);
        const int units = 4_000;
        long[] Draw(double mean) => [.. Enumerable.Range(0, units).Select(_ => (long)random.Poisson(mean))];
        foreach (var mean in new[] { 1.0, 4.0, 12.0 })
        {
            var compared = WindowComparison.Of(Draw(mean), Draw(mean / 2), new WindowLengths(60, 30));
            var rejected = compared.Changes.Count(change => change.IsTested && change.P <= 0.05) / (double)compared.UnitsTested;
            Assert.InRange(rejected, 0, 0.05 + (3 * Math.Sqrt(0.05 * 0.95 / units)));
            Assert.InRange(compared.Changes.Count(change => change.IsTested && change.Interval.Holds(1)) / (double)compared.UnitsTested, 0.94, 1);
        }
    }

    [Fact]
    public void Nonsense_is_named()
    {
        var month = new WindowLengths(30, 30);
        Assert.Throws<ArgumentException>(() => WindowComparison.Of([1], [1, 2], month));
        Assert.Throws<ArgumentOutOfRangeException>(() => WindowComparison.Of([1], [-1], month));
        Assert.Throws<ArgumentOutOfRangeException>(() => WindowComparison.Of([0], [0], month, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WindowLengths(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WindowLengths(1, double.NaN));
        Assert.Equal(0, WindowComparison.Of([], [], month).UnitsTested);
    }

    private static bool IsInverse(double a, double b) => a == 0 ? double.IsPositiveInfinity(b) : double.IsPositiveInfinity(a) ? b == 0 : Math.Abs((a * b) - 1) < 1e-9;
}
