namespace SongshanRoad.Gis.Hotspots.Statistics;

/// <summary>The regularised incomplete gamma functions, which are the tails of gamma, chi-squared and Poisson distributions. Relative
/// error below 1e-12 for shapes up to 100,000 where the result is above 1e-100.</summary>
/// <remarks>Series and continued fraction of Abramowitz and Stegun 6.5.29 and 6.5.31; the fraction by Lentz's method (Applied Optics 15
/// (1976) 668-671).</remarks>
internal static class IncompleteGamma
{
    private const double Tiny = 1e-300;

    // Two units in the last place: one more step would only move rounding.
    private const double Converged = 2.5e-16;

    /// <summary>P(a, x): probability that a gamma variable of shape a is at most x, and that a Poisson variable of mean x is at least a.</summary>
    /// <param name="a">Shape, 1/2 or above.</param>
    /// <param name="x">0 or above.</param>
    public static double Lower(double a, double x) => x < a + 1 ? Series(a, x) : 1 - Fraction(a, x);

    /// <summary>Q(a, x) = 1 - P(a, x).</summary>
    /// <param name="a">Shape, 1/2 or above.</param>
    /// <param name="x">0 or above.</param>
    public static double Upper(double a, double x) => x < a + 1 ? 1 - Series(a, x) : Fraction(a, x);

    private static double Series(double a, double x)
    {
        var (term, sum) = (1.0, 1.0);
        for (var n = 1; term > sum * 1e-17; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return CountDensity.Poisson(a, x) * sum;
    }

    private static double Fraction(double a, double x)
    {
        if (double.IsPositiveInfinity(x))
        {
            return 0;
        }

        var b = x + 1 - a;
        var d = 1 / b;
        var (c, value) = (1 / Tiny, d);
        for (var n = 1; ; n++)
        {
            var numerator = -n * (n - a);
            b += 2;
            d = 1 / NotZero(b + (numerator * d));
            c = NotZero(b + (numerator / c));
            var factor = c * d;
            value *= factor;
            if (Math.Abs(factor - 1) < Converged)
            {
                return CountDensity.Poisson(a, x) * a * value;
            }
        }
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
