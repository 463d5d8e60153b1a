namespace SongshanRoad.Gis.Hotspots.Statistics;

/// <summary>Exact binomial test and interval.</summary>
internal static class BinomialTest
{
    // Probabilities that differ by less are equal: they come from the same product in another order. R has the same.
    private const double Equality = 1 + 1e-7;

    /// <summary>Two-sided p: the probability of all counts that are no likelier than the one observed (minimum likelihood), as
    /// binom.test of R.</summary>
    /// <param name="count">Successes, 0 to n.</param>
    /// <param name="n">Trials, 1 or above.</param>
    /// <param name="p">Probability of a success under the hypothesis, above 0 and below 1.</param>
    public static double TwoSided(long count, long n, double p)
    {
        var mean = n * p;
        if (count == mean)
        {
            return 1;
        }

        var limit = CountDensity.Binomial(count, n, p) * Equality;
        // On its far side of the mean the density only falls towards the end.
        var sum = count < mean
            ? AtMost(count, n, p) + AtLeast(FirstUnlikely((long)Math.Ceiling(mean), n + 1, far => far <= n && CountDensity.Binomial(far, n, p) > limit), n, p)
            : AtLeast(count, n, p) + AtMost(-FirstUnlikely(-(long)Math.Floor(mean), 1, far => far <= 0 && CountDensity.Binomial(-far, n, p) > limit), n, p);
        return Math.Min(1, sum);
    }

    /// <summary>Exact interval of a share.</summary>
    /// <param name="count">Successes, 0 to n.</param>
    /// <param name="n">Trials, 1 or above.</param>
    /// <param name="level">Share of samples in which it holds the true one, above 0 and below 1.</param>
    /// <remarks>Clopper and Pearson, Biometrika 26 (1934) 404-413.</remarks>
    public static ConfidenceInterval ShareOf(long count, long n, double level)
    {
        var side = ConfidenceInterval.OutsideOf(level) / 2;
        return new ConfidenceInterval(
            count == 0 ? 0 : BetaQuantile.OfLower(count, n - count + 1.0, side),
            count == n ? 1 : BetaQuantile.OfUpper(count + 1.0, n - count, side));
    }

    private static double AtLeast(long count, long n, double p) => count > n ? 0 : count <= 0 ? 1 : IncompleteBeta.Lower(count, n - count + 1.0, p);

    private static double AtMost(long count, long n, double p) => count < 0 ? 0 : count >= n ? 1 : IncompleteBeta.Upper(count + 1.0, n - count, p);

    private static long FirstUnlikely(long from, long end, Func<long, bool> isLikely)
    {
        var (low, high) = (from, end);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = isLikely(middle) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
