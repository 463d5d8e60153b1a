using CsCheck;
using SongshanRoad.Gis.Hotspots.Statistics;

namespace SongshanRoad.Gis.Hotspots.Tests.Statistics;

public class NormalTailTests
{
    // erfc of the GNU C library 2.36 (by Python's math.erfc), which is accurate to one unit in the last place.
    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(1e-10, 0.999999999887162)]
    [InlineData(0.1, 0.8875370839817152)]
    [InlineData(0.5, 0.4795001221869535)]
    [InlineData(0.9999, 0.15734072195124052)]
    [InlineData(1.0, 0.15729920705028513)]
    [InlineData(1.0001, 0.1572577004514797)]
    [InlineData(1.5, 0.033894853524689274)]
    [InlineData(2, 0.004677734981047265)]
    [InlineData(3, 2.2090496998585438e-05)]
    [InlineData(4, 1.541725790028002e-08)]
    [InlineData(5, 1.5374597944280351e-12)]
    [InlineData(6, 2.1519736712498916e-17)]
    [InlineData(6.283, 6.363174544965697e-19)]
    [InlineData(7, 4.183825607779414e-23)]
    [InlineData(10, 2.088487583762545e-45)]
    [InlineData(20, 5.3958656116079005e-176)]
    [InlineData(26, 5.663192408856143e-296)]
    public void Complement_of_the_error_function_is_right_to_14_digits(double x, double expected) =>
        Assert.True(Math.Abs(NormalTail.ErrorFunctionComplement(x) - expected) <= 1e-14 * expected, $"{NormalTail.ErrorFunctionComplement(x):R}");

    [Theory]
    [InlineData(1.959963984540054, 0.05)]
    [InlineData(2.5758293035489004, 0.01)]
    [InlineData(0, 1)]
    [InlineData(-1.6448536269514722, 0.10)]
    public void Two_sided_p_of_the_textbook_quantiles(double z, double p) => Assert.Equal(p, NormalTail.TwoSided(z), 1e-15);

    [Fact]
    public void The_whole_range_agrees_with_series_and_continued_fraction()
    {
        // By the series of Abramowitz and Stegun 7.1.6 below 2 and the continued fraction 7.1.14 above.
        for (var x = 0.01; x < 20; x += 0.0371)
        {
            var expected = x < 2 ? 1 - Series(x) : ContinuedFraction(x);
            var tolerance = x < 2 ? 4e-15 : 1e-14 * expected;
            Assert.Equal(expected, NormalTail.ErrorFunctionComplement(x), tolerance);
        }

        static double Series(double x)
        {
            var (term, sum) = (x, x);
            for (var n = 1; term > sum * 1e-18; n++)
            {
                term *= 2 * x * x / ((2 * n) + 1);
                sum += term;
            }

            return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
        }

        static double ContinuedFraction(double x)
        {
            var fraction = x;
            for (var n = 400; n >= 1; n--)
            {
                fraction = x + (n / 2.0 / fraction);
            }

            var square = x * x;
            return Math.Exp(-square) * (1 - Math.FusedMultiplyAdd(x, x, -square)) / (Math.Sqrt(Math.PI) * fraction);
        }
    }

    [Fact]
    public void Quantiles_turn_tails_back() => Gen.Double[1e-12, 1].Sample(p =>
        Assert.Equal(p, NormalTail.TwoSided(NormalQuantile.TwoSided(p)), 1e-14));

    [Fact]
    public void Quantiles_of_the_textbook()
    {
        Assert.Equal(1.959963984540054, NormalQuantile.TwoSided(0.05), 1e-14);
        Assert.Equal(2.5758293035489004, NormalQuantile.TwoSided(0.01), 1e-14);
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalQuantile.TwoSided(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalQuantile.TwoSided(double.NaN));
    }

    [Fact]
    public void Tails_are_symmetric_and_fall() => Gen.Select(Gen.Double[-38, 38], Gen.Double[1e-6, 1]).Sample((z, step) =>
    {
        Assert.Equal(1, NormalTail.Below(z) + NormalTail.Below(-z), 1e-15);
        Assert.True(NormalTail.TwoSided(Math.Abs(z) + step) <= NormalTail.TwoSided(z));
    });

    [Fact]
    public void Extremes_have_their_limits()
    {
        Assert.Equal(0, NormalTail.TwoSided(double.PositiveInfinity));
        Assert.Equal(0, NormalTail.TwoSided(1e200));
        Assert.True(double.IsNaN(NormalTail.TwoSided(double.NaN)));
    }
}
