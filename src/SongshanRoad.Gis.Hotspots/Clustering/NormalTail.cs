namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>Tail probabilities of the standard normal distribution with full relative precision far into the tail, which a
/// difference from 1 would lose.</summary>
public static class NormalTail
{
    private const int Terms = 13;
    private const double Step = 0.5;

    // exp(-n² h²) for the nodes of the trapezoidal rule.
    private static readonly double[] NodeWeights = [.. Enumerable.Range(0, Terms).Select(n => Math.Exp(-n * n * Step * Step))];

    /// <summary>Probability that |Z| of a standard normal Z is at least |z|: 2 Phi(-|z|).</summary>
    /// <param name="z">Any number; NaN gives NaN.</param>
    public static double TwoSided(double z) => ErrorFunctionComplement(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>Probability that a standard normal Z is at most z: Phi(z).</summary>
    /// <param name="z">Any number; NaN gives NaN.</param>
    public static double Below(double z) => z < 0 ? 0.5 * TwoSided(z) : 1 - (0.5 * TwoSided(z));

    /// <summary>erfc(x) for x >= 0, relative error below 1e-14 as long as the result is a normal double.</summary>
    /// <remarks>Below 1 the series of erf with positive terms (Abramowitz and Stegun 7.1.6); above it the trapezoidal rule for
    /// erfc with the pole's residue (Chiarella and Reichel, Math. Comp. 22 (1968) 137-143), whose error at step h is
    /// exp(-pi²/h²), 7e-18 here.</remarks>
    internal static double ErrorFunctionComplement(double x)
    {
        if (x < 1)
        {
            return 1 - ErrorFunctionSeries(x);
        }

        // exp(-28²) is 0 in double precision.
        if (x > 28)
        {
            return 0;
        }

        var square = x * x;
        // exp(-x²) with the rounding of x² put back; at x = 20 it would cost 400 units in the last place.
        var bell = Math.Exp(-square) * (1 - Math.FusedMultiplyAdd(x, x, -square));
        var sum = 0.5 / square;
        for (var n = 1; n < Terms; n++)
        {
            sum += NodeWeights[n] / ((n * n * Step * Step) + square);
        }

        var trapezoid = 2 * Step * x * bell / Math.PI * sum;
        // Beyond pi / h the strip of the rule no longer holds the pole, so its residue must not be taken off.
        return x < Math.PI / Step ? trapezoid - (2 / (Math.Exp(2 * Math.PI * x / Step) - 1)) : trapezoid;
    }

    private static double ErrorFunctionSeries(double x)
    {
        var term = x;
        var sum = x;
        for (var n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
