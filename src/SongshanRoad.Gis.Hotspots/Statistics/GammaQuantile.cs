namespace SongshanRoad.Gis.Hotspots.Statistics;

/// <summary>Quantiles of the gamma distribution with scale 1, to a relative error of 1e-12. Twice the quantile of shape a is that of
/// chi-squared with 2 a degrees of freedom.</summary>
internal static class GammaQuantile
{
    /// <summary>The x with P(a, x) = p.</summary>
    /// <param name="a">Shape, 1/2 or above.</param>
    /// <param name="p">Probability below x, above 0 and below 1.</param>
    public static double OfLower(double a, double p) =>
        MonotoneRoot.Find(0, AboveAll(a, x => IncompleteGamma.Lower(a, x) > p), p, rises: true, x => (IncompleteGamma.Lower(a, x), Slope(a, x)));

    /// <summary>The x with Q(a, x) = p.</summary>
    /// <param name="a">Shape, 1/2 or above.</param>
    /// <param name="p">Probability above x, above 0 and below 1.</param>
    public static double OfUpper(double a, double p) =>
        MonotoneRoot.Find(0, AboveAll(a, x => IncompleteGamma.Upper(a, x) < p), p, rises: false, x => (IncompleteGamma.Upper(a, x), -Slope(a, x)));

    private static double Slope(double a, double x) => CountDensity.Poisson(a, x) * a / x;

    private static double AboveAll(double a, Func<double, bool> isBeyond)
    {
        var x = a + 1;
        while (!isBeyond(x))
        {
            x *= 2;
        }

        return x;
    }
}
