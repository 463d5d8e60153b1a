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

    // Below this every pair is looked at, several at a time; above, sorting is faster.
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
            (score, var equal) = ScorePairs(values);
            if (equal > 0)
            {
                ties = Ties.Of(Sorted(values));
            }
        }
        else
        {
            var sorted = Sorted(values);
            ties = Ties.Of(sorted);
            score = pairs - ties.Pairs - (2 * Inversions.Count(values.ToArray()));
        }

        var variance = ((UInt128)n * (UInt128)Math.Max(0, n - 1) * (UInt128)((2 * n) + 5)) - ties.Correction;
        return TrendTest.Of(values.Length, score, (double)variance / 18, pairs, ties.Pairs);
    }

    /// <summary>S, and the number of pairs of equal values.</summary>
    private static (long Score, long Equal) ScorePairs(ReadOnlySpan<double> values)
    {
        long above = 0;
        long below = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var later = values[(i + 1)..];
            var own = new Vector<double>(values[i]);
            var (rising, falling) = (Vector<long>.Zero, Vector<long>.Zero);
            for (; later.Length >= Vector<double>.Count; later = later[Vector<double>.Count..])
            {
                // A comparison that holds is -1 in every bit.
                var others = new Vector<double>(later);
                rising -= Vector.GreaterThan(others, own);
                falling -= Vector.LessThan(others, own);
            }

            above += Vector.Sum(rising);
            below += Vector.Sum(falling);
            foreach (var other in later)
            {
                above += other > values[i] ? 1 : 0;
                below += other < values[i] ? 1 : 0;
            }
        }

        return (above - below, ((long)values.Length * (values.Length - 1) / 2) - above - below);
    }

    private static double[] Sorted(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>What groups of equal values take off.</summary>
    /// <param name="Pairs">Pairs of equal values.</param>
    /// <param name="Correction">Sum of t(t-1)(2t+5) over groups of t.</param>
    private readonly record struct Ties(long Pairs, UInt128 Correction)
    {
        public static Ties Of(double[] sorted)
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
                ties = new Ties(ties.Pairs + (t * (t - 1) / 2), ties.Correction + ((UInt128)(t * (t - 1)) * (UInt128)((2 * t) + 5)));
                from = to;
            }

            return ties;
        }
    }
}
