using System.Buffers;

namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>Corrections of p-values for testing many cells at once.</summary>
public static class MultipleTesting
{
    /// <summary>
    /// Benjamini-Hochberg adjusted p-values (q): for the k-th smallest p, the least of m p_(j) / j over all j >= k, at most 1.
    /// Rejecting q at or below alpha holds the false discovery rate at alpha. Ties share one value.
    /// </summary>
    /// <param name="p">p-values, 0 to 1, one per test made; all of them, not only the promising ones.</param>
    /// <returns>The adjusted values in the order given.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A p-value is NaN or not in 0 to 1.</exception>
    /// <remarks>Benjamini and Hochberg, J. R. Stat. Soc. B 57 (1995) 289-300; the step-up scan looks at every rank.</remarks>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> p)
    {
        var adjusted = new double[p.Length];
        using var sorted = new SortedP(p);
        var least = 1.0;
        for (var rank = p.Length; rank >= 1; rank--)
        {
            least = Math.Min(least, p.Length * sorted.P[rank - 1] / rank);
            adjusted[sorted.Order[rank - 1]] = least;
        }

        return adjusted;
    }

    /// <summary>How many tests Benjamini-Hochberg rejects: those whose adjusted p is at most alpha. They are the ones with
    /// tests · p / rejected &lt;= alpha. Needs no sorting.</summary>
    /// <param name="small">The p-values, 0 to 1, of at least all tests with p &lt;= alpha; changed by the search.</param>
    /// <param name="tests">Number of all tests.</param>
    /// <param name="alpha">Level, above 0 and below 1.</param>
    internal static int CountRejected(Span<double> small, long tests, double alpha)
    {
        // The k smallest are rejected for the largest k with tests · p_(k) / k <= alpha. Whatever passes for a k that is too large is at least
        // as many as that, and where as many pass as k says, it is found.
        var candidates = tests;
        while (true)
        {
            var passing = 0;
            foreach (var p in small)
            {
                if (tests * p / candidates <= alpha)
                {
                    small[passing++] = p;
                }
            }

            if (passing == 0 || passing == candidates)
            {
                return passing;
            }

            small = small[..passing];
            candidates = passing;
        }
    }

    /// <summary>Benjamini-Hochberg adjusted p-values where many tests have the same p: to the last bit what a value for each test gives.</summary>
    /// <param name="p">p-values, 0 to 1.</param>
    /// <param name="tests">How many tests have each of them, at least 0.</param>
    /// <returns>The adjusted values in the order given; that of a p which no test has means nothing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A p-value is NaN or not in 0 to 1, or a number of tests negative.</exception>
    /// <exception cref="ArgumentException">Not one number of tests per p-value.</exception>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> p, ReadOnlySpan<long> tests)
    {
        if (tests.Length != p.Length)
        {
            throw new ArgumentException($"{tests.Length} numbers of tests for {p.Length} p-values; each needs one.", nameof(tests));
        }

        using var sorted = new SortedP(p);
        var all = 0L;
        foreach (var count in tests)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(tests));
            all += count;
        }

        var adjusted = new double[p.Length];
        var least = 1.0;
        var rank = all;
        for (var i = p.Length - 1; i >= 0; i--)
        {
            var own = sorted.Order[i];
            if (tests[own] > 0)
            {
                least = Math.Min(least, all * sorted.P[i] / rank);
            }

            adjusted[own] = least;
            rank -= tests[own];
        }

        return adjusted;
    }

    /// <summary>Bonferroni adjusted p-values: m p, at most 1.</summary>
    /// <param name="p">p-values, 0 to 1.</param>
    /// <returns>The adjusted values in the order given.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A p-value is NaN or not in 0 to 1.</exception>
    public static double[] Bonferroni(ReadOnlySpan<double> p)
    {
        var adjusted = new double[p.Length];
        for (var i = 0; i < adjusted.Length; i++)
        {
            adjusted[i] = Math.Min(1, adjusted.Length * Checked(p[i]));
        }

        return adjusted;
    }

    private static double Checked(double p) =>
        p is >= 0 and <= 1 ? p : throw new ArgumentOutOfRangeException(nameof(p), p, "A p-value must be 0 to 1.");

    /// <summary>p-values in rising order, in borrowed memory.</summary>
    private readonly ref struct SortedP
    {
        private readonly double[] _p;
        private readonly int[] _order;

        public SortedP(ReadOnlySpan<double> p)
        {
            foreach (var value in p)
            {
                Checked(value);
            }

            _p = ArrayPool<double>.Shared.Rent(p.Length);
            _order = ArrayPool<int>.Shared.Rent(p.Length);
            for (var i = 0; i < p.Length; i++)
            {
                // Turns -0 into 0.
                _p[i] = p[i] + 0.0;
                _order[i] = i;
            }

            P = _p.AsSpan(0, p.Length);
            Order = _order.AsSpan(0, p.Length);
            RadixOrder.Sort(_p.AsSpan(0, p.Length), _order.AsSpan(0, p.Length));
        }

        public ReadOnlySpan<double> P { get; }

        /// <summary>Where each stood.</summary>
        public ReadOnlySpan<int> Order { get; }

        public void Dispose()
        {
            ArrayPool<double>.Shared.Return(_p);
            ArrayPool<int>.Shared.Return(_order);
        }
    }
}
