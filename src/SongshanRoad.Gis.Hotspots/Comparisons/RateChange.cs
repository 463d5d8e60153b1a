using SongshanRoad.Gis.Hotspots.Statistics;

namespace SongshanRoad.Gis.Hotspots.Comparisons;

/// <summary>How the rate of incidents changed between two windows of time, and whether chance would do it.</summary>
/// <param name="Before">Incidents in the first window.</param>
/// <param name="After">Incidents in the second window.</param>
/// <param name="Ratio">Rate after over rate before; infinity when there was none before, NaN when there was none at all.</param>
/// <param name="Interval">Exact interval of the ratio; 0 to infinity when there was none at all.</param>
/// <param name="P">Exact two-sided p of equal rates; NaN when there was none at all, as nothing is tested then.</param>
/// <remarks>
/// Given x1 + x2 = n, two Poisson counts of equal rate over d1 and d2 days make x2 binomial with n and d2 / (d1 + d2) (Przyborowski and
/// Wilenski, Biometrika 31 (1940) 313-323). p adds the probabilities of all splits that are no likelier than the one observed (minimum
/// likelihood); the interval turns Clopper and Pearson's for that share into one for the ratio. Both as poisson.test of R.
/// </remarks>
public readonly record struct RateChange(long Before, long After, double Ratio, ConfidenceInterval Interval, double P)
{
    /// <summary>Whether there was an incident in either window.</summary>
    public bool IsTested => Before + After > 0;

    /// <summary>Compares two counts.</summary>
    /// <param name="before">Incidents in the first window, 0 or above.</param>
    /// <param name="after">Incidents in the second window, 0 or above.</param>
    /// <param name="windows">Lengths of the windows.</param>
    /// <param name="level">Share of samples in which the interval holds the true ratio, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or the level not between 0 and 1.</exception>
    public static RateChange Of(long before, long after, WindowLengths windows, double level = ConfidenceInterval.UsualLevel)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentOutOfRangeException.ThrowIfNegative(before);
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ConfidenceInterval.OutsideOf(level);
        var n = before + after;
        var share = n > 0 ? BinomialTest.ShareOf(after, n, level) : new ConfidenceInterval(0, 1);
        double RatioOf(double shareAfter) => shareAfter / (1 - shareAfter) * windows.BeforeDays / windows.AfterDays;
        return new RateChange(
            before, after,
            after / windows.AfterDays / (before / windows.BeforeDays),
            new ConfidenceInterval(RatioOf(share.Low), RatioOf(share.High)),
            n == 0 ? double.NaN : BinomialTest.TwoSided(after, n, windows.AfterDays / (windows.BeforeDays + windows.AfterDays)));
    }
}
