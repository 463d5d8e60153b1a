using CsCheck;
using SongshanRoad.Gis.Hotspots.Statistics;

namespace SongshanRoad.Gis.Hotspots.Tests.Statistics;

public class IncompleteFunctionTests
{
    private const double Precision = 1e-12;

    // mpmath 1.3.0 with 60 digits.
    [Theory]
    [InlineData(0.5, 0.1, 0.34527915398142298, 0.65472084601857702)]
    [InlineData(1, 1e-05, 9.9999500001666671e-6, 0.99999000004999983)]
    [InlineData(1, 2.5, 0.9179150013761012, 0.082084998623898795)]
    [InlineData(3, 0.01, 1.6542165280748769e-7, 0.99999983457834719)]
    [InlineData(3, 2, 0.32332358381693654, 0.67667641618306346)]
    [InlineData(3, 20, 0.99999954448504944, 4.5551495055892128e-7)]
    [InlineData(10, 4, 0.0081322427969338632, 0.99186775720306614)]
    [InlineData(10, 10.9, 0.64853891630857873, 0.35146108369142127)]
    [InlineData(10, 11.1, 0.67024252313505861, 0.32975747686494139)]
    [InlineData(10, 40, 0.99999999607406777, 3.9259322262861882e-9)]
    [InlineData(100.5, 60, 1.1357029273149612e-6, 0.99999886429707269)]
    [InlineData(100.5, 180, 0.99999999996015858, 3.9841424818176999e-11)]
    [InlineData(1000, 1000, 0.50420524418021551, 0.49579475581978449)]
    [InlineData(1000, 1200, 0.99999999871183939, 1.2881606086281433e-9)]
    [InlineData(50000, 49000, 3.3847542280794914e-6, 0.99999661524577192)]
    [InlineData(50000, 51000, 0.99999558806074488, 4.4119392551203062e-6)]
    public void Incomplete_gamma_functions_are_right_to_12_digits(double a, double x, double lower, double upper)
    {
        CloseTo.Relative(lower, IncompleteGamma.Lower(a, x), Precision);
        CloseTo.Relative(upper, IncompleteGamma.Upper(a, x), Precision);
    }

    // mpmath 1.3.0 with 50 digits or more; the one with 5,000 as a sum of 5,000 binomial terms.
    [Theory]
    [InlineData(0.5, 0.5, 0.3, 0.36901011956554538, 0.63098988043445462)]
    [InlineData(0.5, 5, 0.01, 0.2428418908984375, 0.7571581091015625)]
    [InlineData(1, 1, 0.25, 0.25, 0.75)]
    [InlineData(2, 3, 0.4, 0.52480000000000004, 0.47519999999999996)]
    [InlineData(5, 0.5, 0.99, 0.7571581091015624, 0.2428418908984376)]
    [InlineData(10, 20, 0.05, 8.1091218736459483e-7, 0.99999918908781264)]
    [InlineData(10, 20, 0.333, 0.51572003183227325, 0.48427996816772675)]
    [InlineData(10, 20, 0.8, 0.99999998424654898, 1.5753451020643929e-8)]
    [InlineData(100, 3, 0.999, 0.99984056216800418, 0.00015943783199582352)]
    [InlineData(250, 750, 0.2, 6.4298725797591487e-5, 0.99993570127420241)]
    [InlineData(250, 750, 0.25, 0.50485653350360745, 0.49514346649639255)]
    [InlineData(1000.5, 2, 0.9995, 0.9096063610644096, 0.090393638935590401)]
    [InlineData(5000, 5000, 0.49, 0.022742032324574546, 0.97725796767542545)]
    public void Incomplete_beta_functions_are_right_to_12_digits(double a, double b, double x, double lower, double upper)
    {
        CloseTo.Relative(lower, IncompleteBeta.Lower(a, b, x), Precision);
        CloseTo.Relative(upper, IncompleteBeta.Upper(a, b, x), Precision);
    }

    // mpmath 1.3.0 with 50 digits.
    [Theory]
    [InlineData(0.25, 0.27251040121343206)]
    [InlineData(0.5, 0.15342640972002735)]
    [InlineData(1, 0.081061466795327258)]
    [InlineData(2.5, 0.033162873519936287)]
    [InlineData(7, 0.01189670994589177)]
    [InlineData(15.5, 0.0053755990329268345)]
    [InlineData(16, 0.0052076559196096404)]
    [InlineData(100, 0.00083333055563491468)]
    [InlineData(12345, 6.7503712689434045e-6)]
    public void Error_of_Stirlings_formula_is_right_to_15_places(double x, double expected) =>
        Assert.Equal(expected, CountDensity.StirlingError(x), 3e-15);

    [Fact]
    public void Densities_of_counts_are_products_of_small_numbers() => Gen.Select(Gen.Int[0, 25], Gen.Int[0, 25], Gen.Double[0.01, 0.99]).Sample((count, rest, p) =>
    {
        var n = count + rest;
        var binomial = Enumerable.Range(1, count).Aggregate(1.0, (product, i) => product * (rest + i) / i) * Math.Pow(p, count) * Math.Pow(1 - p, rest);
        var poisson = Enumerable.Range(1, count).Aggregate(Math.Exp(-20 * p), (product, i) => product * 20 * p / i);
        if (n > 0)
        {
            CloseTo.Relative(binomial, CountDensity.Binomial(count, n, p), 1e-12);
        }

        CloseTo.Relative(poisson, CountDensity.Poisson(count, 20 * p), 1e-12);
    });

    [Fact]
    public void Tails_are_sums_of_densities() => Gen.Select(Gen.Int[0, 40], Gen.Int[1, 40], Gen.Double[0.01, 0.99]).Sample((count, more, p) =>
    {
        var n = count + more;
        CloseTo.Relative(Enumerable.Range(count + 1, more).Sum(k => CountDensity.Binomial(k, n, p)), IncompleteBeta.Lower(count + 1, n - count, p), 1e-11);
        CloseTo.Relative(Enumerable.Range(0, count + 1).Sum(k => CountDensity.Poisson(k, 30 * p)), IncompleteGamma.Upper(count + 1, 30 * p), 1e-11);
    });

    [Fact]
    public void Both_tails_add_to_1_also_at_the_ends()
    {
        Gen.Select(Gen.Double[0.5, 3_000], Gen.Double[0.5, 3_000], Gen.Double[0, 1]).Sample((a, b, x) =>
        {
            Assert.Equal(1, IncompleteBeta.Lower(a, b, x) + IncompleteBeta.Upper(a, b, x), 1e-14);
            Assert.Equal(1, IncompleteGamma.Lower(a, b) + IncompleteGamma.Upper(a, b), 1e-14);
        });
        Assert.Equal((0, 1), (IncompleteBeta.Lower(3, 4, 0), IncompleteBeta.Lower(3, 4, 1)));
        Assert.Equal((1, 0), (IncompleteBeta.Upper(3, 4, 0), IncompleteBeta.Upper(3, 4, 1)));
        Assert.Equal((0, 1), (IncompleteGamma.Lower(3, 0), IncompleteGamma.Lower(3, double.PositiveInfinity)));
    }
}
