using SongshanRoad.Gis.Hotspots.Statistics;

namespace SongshanRoad.Gis.Hotspots.Tests.Statistics;

public class PoissonIntervalTests
{
    // Biometrika Tables for Statisticians I, table 40; digits beyond its two or three from poisson.test of R 4.2.2.
    [Theory]
    [InlineData(0, 0, 3.688879454113935)]
    [InlineData(1, 0.0253178079842899, 5.5716433909388989)]
    [InlineData(2, 0.242209278543965, 7.224687667723958)]
    [InlineData(3, 0.6186721228956016, 8.7672730697423233)]
    [InlineData(5, 1.623486390118421, 11.668332079322667)]
    [InlineData(10, 4.795388696132434, 18.390356042017778)]
    [InlineData(20, 12.21651958540394, 30.88837790267459)]
    [InlineData(50, 37.11096373746187, 65.91876666433683)]
    [InlineData(100, 81.36399125092316, 121.62679379242637)]
    public void Intervals_of_counts_are_Garwoods(long count, double low, double high)
    {
        var interval = PoissonInterval.Of(count);
        CloseTo.Relative(low, interval.Low, 1e-12);
        CloseTo.Relative(high, interval.High, 1e-12);
    }

    [Fact]
    public void Rates_of_the_R_manual_have_its_interval()
    {
        // 137 events in 24.19893 thousand, with digits from R 4.2.2.
        var interval = PoissonInterval.Of(137);
        CloseTo.Relative(4.753124804848748, interval.Low / 24.19893, 1e-12);
        CloseTo.Relative(6.692709334176071, interval.High / 24.19893, 1e-12);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(2)]
    [InlineData(7.7)]
    [InlineData(40)]
    public void The_mean_is_inside_in_at_least_the_share_stated(double mean)
    {
        foreach (var level in new[] { 0.9, 0.95 })
        {
            var held = Enumerable.Range(0, 150).Where(count => PoissonInterval.Of(count, level).Holds(mean)).Sum(count => CountDensity.Poisson(count, mean));
            Assert.InRange(held, level, 1);
        }
    }

    [Fact]
    public void Large_counts_are_near_the_normal_interval()
    {
        var interval = PoissonInterval.Of(4_000_000);
        Assert.Equal(4_000_000 - (1.959964 * 2_000), interval.Low, 2.0);
        Assert.Equal(4_000_000 + (1.959964 * 2_000), interval.High, 3.0);
    }

    [Fact]
    public void Nonsense_is_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonInterval.Of(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonInterval.Of(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PoissonInterval.Of(1, double.NaN));
    }
}
