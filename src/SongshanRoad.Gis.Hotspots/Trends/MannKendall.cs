using System.Collections.Concurrent;
using System.Numerics;

namespace SongshanRoad.Gis.Hotspots.Trends;

/// <summary>Mann-Kendall test of a series for a trend in one direction, ties included.</summary>
/// <remarks>Mann, Econometrica 13 (1945) 245-259; Kendall, Rank Correlation Methods (1975): S = sum over i &lt; j of sign(x_j - x_i) with variance
/// (n(n-1)(2n+5) - sum of t(t-1)(2t+5)) / 18 over groups of t equal values; as R's <c>cor.test(method = "kendall", exact = FALSE)</c>. The test
/// takes the values as independent: where one week resembles the week before, it finds trends too easily, see <see cref="BlockBootstrap"/>.</remarks>
public static class MannKendall
{
    /// <summary>Fewest values that are tested.</summary>
    public const int FewestValues = 4;

    // So far every pair is looked at, several at a time; beyond, sorting is faster.
    private const int MostForPairs = 128;

    /// <summary>Tests one series.</summary>
    /// <param name="values">Finite values at equal steps of time, oldest first.</param>
    /// <returns>The test; with fewer than four values, or all of them equal, one with z = 0 and p = 1.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static TrendTest Test(ReadOnlySpan<double> values)
    {
        Check(values);
        return TestFinite(values);
    }

    /// <summary>Tests many series of the same length, one after the other in one array.</summary>
    /// <param name="values">All values.</param>
    /// <param name="length">Values per series, at least 1.</param>
    /// <exception cref="ArgumentException">A value is not finite, or the last series is not complete.</exception>
    public static TrendTest[] TestAll(ReadOnlyMemory<double> values, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (values.Length % length != 0)
        {
            throw new ArgumentException($"{values.Length} values are not a whole number of series of {length}.", nameof(values));
        }

        Check(values.Span);
        var tests = new TrendTest[values.Length / length];
        Parallel.ForEach(Partitioner.Create(0, Math.Max(1, tests.Length)), range =>
        {
            for (var series = range.Item1; series < Math.Min(range.Item2, tests.Length); series++)
            {
                tests[series] = TestFinite(values.Span.Slice(series * length, length));
            }
        });
        return tests;
    }

    private static void Check(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException($"The value {value} is not finite.", nameof(values));
            }
        }
    }

    private static TrendTest TestFinite(ReadOnlySpan<double> values)
    {
        long n = values.Length;
        var pairs = n * (n - 1) / 2;
        var ties = default(Ties);
        long score;
        if (values.Length <= MostForPairs)
        {
            // Beyond the end nothing rises, falls or is equal.
            Span<double> padded = stackalloc double[values.Length + Vector<double>.Count];
            padded.Fill(double.NaN);
            values.CopyTo(padded);
            (score, var unequal) = ScorePairs(padded, values.Length);
            ties = unequal < pairs ? Ties.Among(padded, values.Length) : default;
        }
        else
        {
            var sorted = values.ToArray();
            score = -2 * Inversions.Count(sorted);
            ties = Ties.InOrder(sorted);
            score += pairs - ties.Pairs;
        }

        // Whole numbers, exact in a double up to series of 165,000.
        var variance = (((double)n * Math.Max(0, n - 1) * ((2 * n) + 5)) - ties.Correction) / 18;
        return TrendTest.Of(values.Length, score, variance, pairs, ties.Pairs);
    }

    /// <summary>S, and the number of pairs of unequal values.</summary>
    private static (long Score, long Unequal) ScorePairs(ReadOnlySpan<double> padded, int count)
    {
        var (score, unequal) = (Vector<long>.Zero, Vector<long>.Zero);
        for (var lag = 1; lag < count; lag++)
        {
            for (var i = 0; i + lag < count; i += Vector<double>.Count)
            {
                var earlier = new Vector<double>(padded[i..]);
                var later = new Vector<double>(padded[(i + lag)..]);
                // A comparison that holds is -1.
                var (rises, falls) = (Vector.GreaterThan(later, earlier), Vector.LessThan(later, earlier));
                score += falls - rises;
                unequal -= rises | falls;
            }
        }

        return (Vector.Sum(score), Vector.Sum(unequal));
    }

    /// <summary>What groups of equal values take off.</summary>
    /// <param name="Pairs">Pairs of equal values.</param>
    /// <param name="Correction">Sum of t(t-1)(2t+5) over groups of t.</param>
    private readonly record struct Ties(long Pairs, double Correction)
    {
        /// <summary>From how often each value is there: each of t equal ones brings (t-1)/2 pairs and (t-1)(2t+5).</summary>
        public static Ties Among(ReadOnlySpan<double> padded, int count)
        {
            var (twicePairs, correction) = (0L, 0L);
            foreach (var value in padded[..count])
            {
                var (own, equal) = (new Vector<double>(value), Vector<long>.Zero);
                for (var i = 0; i < count; i += Vector<double>.Count)
                {
                    equal -= Vector.Equals(new Vector<double>(padded[i..]), own);
                }

                var t = Vector.Sum(equal);
                twicePairs += t - 1;
                correction += (t - 1) * ((2 * t) + 5);
            }

            return new Ties(twicePairs / 2, correction);
        }

        public static Ties InOrder(ReadOnlySpan<double> sorted)
        {
            var ties = default(Ties);
            for (var from = 0; from < sorted.Length;)
            {
                var to = from + 1;
                while (to < sorted.Length && sorted[to] == sorted[from])
                {
                    to++;
                }

                long t = to - from;
                ties = new Ties(ties.Pairs + (t * (t - 1) / 2), ties.Correction + ((double)t * (t - 1) * ((2 * t) + 5)));
                from = to;
            }

            return ties;
        }
    }
}
