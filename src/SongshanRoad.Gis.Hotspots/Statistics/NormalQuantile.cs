namespace SongshanRoad.Gis.Hotspots.Statistics;

/// <summary>Quantiles of the standard normal distribution.</summary>
public static class NormalQuantile
{
    /// <summary>The z that |Z| exceeds with a probability.</summary>
    /// <param name="p">The probability, above 0 and at most 1; 0.05 gives 1.96.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is out of its range.</exception>
    /// <remarks>Bisection on <see cref="NormalTail.TwoSided"/> down to neighbouring doubles.</remarks>
    public static double TwoSided(double p)
    {
        if (p is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "The probability must be above 0 and at most 1.");
        }

        var (low, high) = (0.0, 40.0);
        while (low + ((high - low) / 2) is var middle && middle > low && middle < high)
        {
            (low, high) = NormalTail.TwoSided(middle) > p ? (middle, high) : (low, middle);
        }

        return high;
    }
}
