using SongshanRoad.Gis.Hotspots.Statistics;

namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>Local Moran's I of every unit, in the order of the values given.</summary>
/// <param name="I">I_i = d_i / m2 times the mean of the neighbours' d, with d a value less the mean of all and m2 the mean of d². Above 0
/// among its like.</param>
/// <param name="Expected">Its mean under the null.</param>
/// <param name="Variance">Its variance under the null.</param>
/// <param name="Z">Standard score.</param>
/// <param name="P">Two-sided p by the normal approximation, not corrected for the number of units.</param>
/// <param name="Quadrants">Where unit and neighbours stand.</param>
/// <param name="Undefined">Units for which z is 0/0 (no neighbours, all others as neighbours, all values or all others equal); z = 0 and p = 1.</param>
public sealed record LocalMoran(
    double[] I, double[] Expected, double[] Variance, double[] Z, double[] P, MoranQuadrant[] Quadrants, IReadOnlyList<int> Undefined)
{
    /// <summary>Computes Local Moran's I with weights that add up to 1 for each unit (style W in spdep).</summary>
    /// <param name="neighbours">Neighbours of each unit.</param>
    /// <param name="values">One finite value per unit, of at most 1e150.</param>
    /// <param name="against">What I is compared with.</param>
    /// <exception cref="ArgumentException">Not one such value per unit.</exception>
    /// <remarks>Moments as R's spdep 1.2-7 <c>localmoran</c> defines them.</remarks>
    public static LocalMoran Of(INeighbourhood neighbours, ReadOnlySpan<double> values, MoranNull against = MoranNull.Conditional)
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        var moments = ExactMoments.Of(values, neighbours.Count);
        var others = new OtherUnits(moments, values);
        var sums = new double[values.Length];
        neighbours.Sum(others.Deviations, sums);

        var result = new LocalMoran(new double[values.Length], new double[values.Length], new double[values.Length], new double[values.Length],
            new double[values.Length], new MoranQuadrant[values.Length], new List<int>());
        var m2 = moments.Deviation * moments.Deviation;
        var kurtosis = m2 > 0 ? Kurtosis(others.Deviations, m2) : 0;
        for (var unit = 0; unit < values.Length; unit++)
        {
            var size = neighbours.SizeOf(unit);
            var own = others.Deviations[unit];
            if (size == 0 || m2 == 0)
            {
                result.SetUndefined(unit);
                continue;
            }

            result.I[unit] = own / m2 * (sums[unit] / size);
            (result.Expected[unit], result.Variance[unit]) = against == MoranNull.Conditional
                ? Conditional(own / m2 / size, size, others.MeanDeviationWithout(unit), others.ScaleWithout(unit).DeviationOf(size))
                : Total(values.Length, size, kurtosis);
            result.Quadrants[unit] = (own > 0, sums[unit] > 0) switch
            {
                (true, true) => MoranQuadrant.HighHigh,
                (false, false) => MoranQuadrant.LowLow,
                (true, false) => MoranQuadrant.HighLow,
                (false, true) => MoranQuadrant.LowHigh,
            };
            if (result.Variance[unit] > 0)
            {
                result.Z[unit] = (result.I[unit] - result.Expected[unit]) / Math.Sqrt(result.Variance[unit]);
                result.P[unit] = NormalTail.TwoSided(result.Z[unit]);
            }
            else
            {
                result.SetUndefined(unit);
            }
        }

        return result;
    }

    /// <summary>Mean and variance of a factor times the sum of so many d drawn from those of the others.</summary>
    private static (double Mean, double Variance) Conditional(double factor, int size, double mean, double deviationOfSum) =>
        (factor * size * mean, factor * deviationOfSum * factor * deviationOfSum);

    private static (double Mean, double Variance) Total(double n, double size, double kurtosis)
    {
        // Weights 1 / size: they add up to 1, their squares to 1 / size.
        var mean = -1 / (n - 1);
        var own = (n - kurtosis) / (n - 1);
        var pairs = ((2 * kurtosis) - n) / ((n - 1) * (n - 2));
        return (mean, (own / size) + (pairs * (1 - (1 / size))) - (mean * mean));
    }

    /// <summary>Mean of d⁴ over the square of the mean of d².</summary>
    private static double Kurtosis(double[] deviations, double m2)
    {
        var fourth = new ExactSum();
        foreach (var deviation in deviations)
        {
            var square = deviation * deviation / m2;
            fourth.Add(square * square);
        }

        return ExactSum.Rounded(fourth.ToInteger(), ExactSum.Exponent) / deviations.Length;
    }

    private void SetUndefined(int unit)
    {
        (Z[unit], P[unit]) = (0, 1);
        ((List<int>)Undefined).Add(unit);
    }
}
