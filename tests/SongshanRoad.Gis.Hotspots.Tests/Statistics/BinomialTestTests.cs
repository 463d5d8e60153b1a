using CsCheck;
using SongshanRoad.Gis.Hotspots.Statistics;

namespace SongshanRoad.Gis.Hotspots.Tests.Statistics;

public class BinomialTestTests
{
    // binom.test of R 4.2.2: p, and the 95 % interval. 682 of 925 is Conover's (1971) example in its manual.
    [Theory]
    [InlineData(0, 5, 0.5, 0.0625, 0, 0.5218237501049814)]
    [InlineData(3, 10, 0.5, 0.3437500000000001, 0.0667395111777345, 0.6524528500599973)]
    [InlineData(7, 10, 0.5, 0.3437500000000001, 0.3475471499400027, 0.9332604888222655)]
    [InlineData(8, 8, 0.10000000000000001, 1e-08, 0.6305833524471808, 1)]
    [InlineData(2, 30, 0.25, 0.01877506271480121, 0.008178134460656319, 0.2207354015229619)]
    [InlineData(12, 30, 0.25, 0.08810760577535266, 0.2265576488285936, 0.5939650699481813)]
    [InlineData(682, 925, 0.75, 0.3824915595748519, 0.707668264079039, 0.7654065582415253)]
    [InlineData(1, 1, 0.29999999999999999, 0.3, 0.02500000000000002, 1)]
    [InlineData(0, 1, 0.29999999999999999, 1, 0, 0.975)]
    [InlineData(5000, 10000, 0.48999999999999999, 0.04654168501674107, 0.4901513805899805, 0.5098486194100196)]
    [InlineData(120, 200, 0.5, 0.005685155996750325, 0.5285356727970461, 0.6684537362643606)]
    [InlineData(3, 6, 0.5, 1, 0.1181172487570253, 0.8818827512429748)]
    public void Agrees_with_R(long count, long n, double p, double expected, double low, double high)
    {
        CloseTo.Relative(expected, BinomialTest.TwoSided(count, n, p), 1e-11);
        var share = BinomialTest.ShareOf(count, n, 0.95);
        CloseTo.Relative(low, share.Low, 1e-11);
        CloseTo.Relative(high, share.High, 1e-11);
    }

    [Fact]
    public void P_adds_all_counts_that_are_no_likelier() => Gen.Select(Gen.Int[1, 60], Gen.Int[0, 60], Gen.Double[0.02, 0.98]).Sample((n, draw, p) =>
    {
        var count = draw % (n + 1);
        var limit = CountDensity.Binomial(count, n, p) * (1 + 1e-7);
        var expected = Enumerable.Range(0, n + 1).Select(k => CountDensity.Binomial(k, n, p)).Where(density => density <= limit).Sum();
        Assert.Equal(Math.Min(1, expected), BinomialTest.TwoSided(count, n, p), 1e-12);
    });
}
