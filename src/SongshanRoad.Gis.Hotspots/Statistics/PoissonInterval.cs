namespace SongshanRoad.Gis.Hotspots.Statistics;

/// <summary>Exact interval for the mean of a Poisson count: how many incidents a place that had this many might expect in an equal
/// period to come.</summary>
/// <remarks>Garwood, Biometrika 28 (1936) 437-442: halves of chi-squared quantiles with 2 x and 2 x + 2 degrees of freedom. It holds
/// the mean in at least the stated share of samples. For a count with parts, as shares of uncertain times give, the same formula lies
/// between those of the whole counts beside it.</remarks>
public static class PoissonInterval
{
    /// <summary>The interval.</summary>
    /// <param name="count">The count, 0 or above.</param>
    /// <param name="level">Share of samples in which it holds the mean, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or not finite, or the level not between 0 and 1.</exception>
    public static ConfidenceInterval Of(double count, double level = ConfidenceInterval.UsualLevel)
    {
        if (!(count >= 0 && double.IsFinite(count)))
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, "A count must be 0 or above.");
        }

        var side = ConfidenceInterval.OutsideOf(level) / 2;
        return new ConfidenceInterval(count <= 0 ? 0 : GammaQuantile.OfLower(count, side), GammaQuantile.OfUpper(count + 1, side));
    }
}
