namespace SongshanRoad.Gis.Hotspots.Statistics;

/// <summary>Quantiles of the beta distribution, to a relative error of 1e-12.</summary>
internal static class BetaQuantile
{
    /// <summary>The x with I_x(a, b) = p.</summary>
    /// <param name="a">1/2 or above.</param>
    /// <param name="b">1/2 or above.</param>
    /// <param name="p">Probability below x, above 0 and below 1.</param>
    public static double OfLower(double a, double b, double p) =>
        MonotoneRoot.Find(0, 1, p, rises: true, x => (IncompleteBeta.Lower(a, b, x), Slope(a, b, x)));

    /// <summary>The x with 1 - I_x(a, b) = p.</summary>
    /// <param name="a">1/2 or above.</param>
    /// <param name="b">1/2 or above.</param>
    /// <param name="p">Probability above x, above 0 and below 1.</param>
    public static double OfUpper(double a, double b, double p) =>
        MonotoneRoot.Find(0, 1, p, rises: false, x => (IncompleteBeta.Upper(a, b, x), -Slope(a, b, x)));

    // x^(a-1) (1-x)^(b-1) / B(a, b).
    private static double Slope(double a, double b, double x) => CountDensity.Binomial(a, a + b, x) * a * b / ((a + b) * x * (1 - x));
}
