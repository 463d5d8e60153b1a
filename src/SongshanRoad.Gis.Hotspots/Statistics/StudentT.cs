namespace SongshanRoad.Gis.Hotspots.Statistics;

/// <summary>Student's t distribution.</summary>
/// <remarks>P(|T| > t) = I_y(v/2, 1/2) with y = v / (v + t²): Abramowitz and Stegun 26.7.1.</remarks>
internal static class StudentT
{
    /// <summary>Probability that |T| exceeds |t|.</summary>
    /// <param name="t">Any number.</param>
    /// <param name="degrees">Degrees of freedom, 1 or above.</param>
    public static double TwoSided(double t, double degrees) => t == 0 ? 1 : IncompleteBeta.Lower(degrees / 2, 0.5, degrees / (degrees + (t * t)));

    /// <summary>The t that |T| exceeds with a probability: 2.228 for 0.05 and 10 degrees of freedom.</summary>
    /// <param name="p">Above 0 and below 1.</param>
    /// <param name="degrees">Degrees of freedom, 1 or above.</param>
    public static double TwoSidedQuantile(double p, double degrees)
    {
        var y = BetaQuantile.OfLower(degrees / 2, 0.5, p);
        return Math.Sqrt(degrees * (1 - y) / y);
    }
}
