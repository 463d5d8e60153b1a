namespace SongshanRoad.Gis.Hotspots.Statistics;

/// <summary>Probabilities of the Poisson and the binomial distribution, also between whole counts, without the loss of digits that
/// differences of logarithms of factorials bring.</summary>
/// <remarks>Saddle-point form of C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000), as R computes them.</remarks>
internal static class CountDensity
{
    // Above it the asymptotic series of the Stirling error is exact to double precision.
    private const double AsymptoticFrom = 16;

    /// <summary>mean^count exp(-mean) / Gamma(count + 1).</summary>
    /// <param name="count">At least 0; need not be whole.</param>
    /// <param name="mean">At least 0.</param>
    public static double Poisson(double count, double mean)
    {
        if (count == 0)
        {
            return Math.Exp(-mean);
        }

        return mean == 0 ? 0 : Math.Exp(-StirlingError(count) - Deviance(count, mean)) / Math.Sqrt(2 * Math.PI * count);
    }

    /// <summary>(n choose count) p^count (1 - p)^(n - count).</summary>
    /// <param name="count">0 to n; need not be whole.</param>
    /// <param name="n">Number of trials, above 0; need not be whole.</param>
    /// <param name="p">Probability of one trial.</param>
    public static double Binomial(double count, double n, double p)
    {
        if (p is 0 or 1)
        {
            return count == n * p ? 1 : 0;
        }

        if (count == 0 || count == n)
        {
            return Math.Exp(n * (count == 0 ? Log1P(-p) : Math.Log(p)));
        }

        var rest = n - count;
        var log = StirlingError(n) - StirlingError(count) - StirlingError(rest) - Deviance(count, n * p) - Deviance(rest, n * (1 - p));
        return Math.Exp(log) * Math.Sqrt(n / (2 * Math.PI * count * rest));
    }

    /// <summary>log Gamma(x + 1) - ((x + 1/2) log x - x + log(2 pi) / 2) for x above 0, to an absolute error of about 1e-15.</summary>
    internal static double StirlingError(double x)
    {
        var sum = 0.0;
        for (; x < AsymptoticFrom; x++)
        {
            sum += ((x + 0.5) * Log1P(1 / x)) - 1;
        }

        // Abramowitz and Stegun 6.1.41.
        var square = x * x;
        return sum + ((1.0 / 12) - (((1.0 / 360) - (((1.0 / 1260) - (((1.0 / 1680) - ((1.0 / 1188) / square)) / square)) / square)) / square)) / x;
    }

    /// <summary>x log(x / mean) + mean - x, both above 0.</summary>
    internal static double Deviance(double x, double mean)
    {
        var ratio = (x - mean) / (x + mean);
        if (Math.Abs(ratio) > 0.5)
        {
            return (x * Math.Log(x / mean)) + mean - x;
        }

        // The difference of nearly equal terms as a series in which they have been taken off already.
        var sum = (x - mean) * ratio;
        var power = 2 * x * ratio;
        for (var j = 3; ; j += 2)
        {
            power *= ratio * ratio;
            var next = sum + (power / j);
            if (next == sum)
            {
                return sum;
            }

            sum = next;
        }
    }

    /// <summary>log(1 + x) with full relative precision near 0.</summary>
    /// <remarks>The rounding of 1 + x is undone by dividing by what it became (Kahan; Higham, Accuracy and Stability, 1.14).</remarks>
    internal static double Log1P(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * (x / (sum - 1));
    }
}
