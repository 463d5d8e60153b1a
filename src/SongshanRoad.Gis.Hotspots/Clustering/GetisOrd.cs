using SongshanRoad.Gis.Hotspots.Statistics;

namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>
/// Getis-Ord Gi* and Gi with binary weights: how far the sum of a unit's neighbours, with the unit itself (Gi*) or without (Gi), is from
/// what it would be if the values were spread at random over all n units.
/// </summary>
/// <remarks>Getis and Ord, Geographical Analysis 24 (1992) 189-206; Ord and Getis 27 (1995) 286-306; as R's spdep <c>localG</c> has them.
/// Where z is 0/0 (all values equal, or a unit neighbours all others) it is 0, p is 1 and the unit is named as undefined. Rows that are
/// standardised to sum 1 give the same z.</remarks>
public static class GetisOrd
{
    /// <summary>Largest size of a value; its square must be a double, too.</summary>
    public const double LargestValue = 1e150;

    /// <summary>Gi*; each unit is added to its own neighbours.</summary>
    /// <param name="neighbours">Neighbours of each unit.</param>
    /// <param name="values">One finite value per unit, of at most 1e150.</param>
    /// <exception cref="ArgumentException">Not one such value per unit.</exception>
    /// <remarks>z_i = (sum_j w_ij x_j - W_i mean) / (s sqrt((n W_i - W_i²) / (n - 1))), with s² the variance over all n (divided by n) and
    /// W_i the number of neighbours plus one.</remarks>
    public static GiStar Star(INeighbourhood neighbours, ReadOnlySpan<double> values)
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        var result = new GiStarBuilder(values.Length);
        Scores(neighbours, values, result.Z, result.Undefined);
        for (var unit = 0; unit < values.Length; unit++)
        {
            // That of an undefined unit, with z = 0, is 1.
            result.P[unit] = NormalTail.TwoSided(result.Z[unit]);
        }

        return result.Build();
    }

    /// <summary>z of Gi* into memory that is given, one place per unit.</summary>
    /// <param name="neighbours">Neighbours of each unit.</param>
    /// <param name="values">One finite value per unit.</param>
    /// <param name="z">Where z goes.</param>
    /// <param name="undefined">Where the undefined units are added.</param>
    internal static void Scores(INeighbourhood neighbours, ReadOnlySpan<double> values, Span<double> z, List<int> undefined)
    {
        var scale = GiStarScale.Of(ExactMoments.Of(values, neighbours.Count));
        // Until a unit is scored, its sum stands in place of its z.
        neighbours.Sum(values, z);
        var (weight, deviation) = (0, 0.0);
        for (var unit = 0; unit < values.Length; unit++)
        {
            // Most units have as many neighbours as the one before.
            if (neighbours.SizeOf(unit) + 1 is var own && own != weight)
            {
                (weight, deviation) = (own, scale.DeviationOf(own));
            }

            if (!scale.TryScore(values[unit] + z[unit], weight, deviation, out z[unit]))
            {
                undefined.Add(unit);
            }
        }
    }

    /// <summary>Gi; a unit's own value counts neither in its sum nor in the mean and variance its sum is compared with.</summary>
    /// <param name="neighbours">Neighbours of each unit; one without any is undefined.</param>
    /// <param name="values">One finite value per unit, of at most 1e150.</param>
    /// <exception cref="ArgumentException">Not one such value per unit.</exception>
    /// <remarks>z_i = (sum_j w_ij x_j - W_i mean_i) / (s_i sqrt((W_i (n - 1) - W_i²) / (n - 2))), with mean_i and s_i² those of the other
    /// n - 1 values.</remarks>
    public static GiStar WithoutSelf(INeighbourhood neighbours, ReadOnlySpan<double> values)
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        var others = new OtherUnits(ExactMoments.Of(values, neighbours.Count), values);
        var result = new GiStarBuilder(values.Length);
        neighbours.Sum(values, result.Z);
        for (var unit = 0; unit < values.Length; unit++)
        {
            var scale = others.ScaleWithout(unit);
            var weight = neighbours.SizeOf(unit);
            if (!scale.TryScore(result.Z[unit], weight, scale.DeviationOf(weight), out result.Z[unit], out result.P[unit]))
            {
                result.Undefined.Add(unit);
            }
        }

        return result.Build();
    }

    private sealed class GiStarBuilder(int count)
    {
        public double[] Z { get; } = new double[count];

        public double[] P { get; } = new double[count];

        public List<int> Undefined { get; } = [];

        public GiStar Build() => new(Z, P, Undefined);
    }
}
