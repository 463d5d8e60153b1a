namespace SongshanRoad.Gis.Hotspots.Forecasts.SelfExciting;

/// <summary>How what an event sets off is spread round it; each has integral 1 over the plane.</summary>
public enum TriggerShape
{
    /// <summary>g(r) = exp(-r² / 2d²) / (2 pi d²): d is the standard deviation per axis.</summary>
    Gaussian,

    /// <summary>g(r) = (1 + r²/d²)^(-2) / (pi d²): half of it lies within d, and it thins out slowly.</summary>
    PowerLaw,
}

/// <summary>Values of a shape.</summary>
internal static class TriggerShapes
{
    /// <summary>g at a squared distance, per square metre.</summary>
    public static double PerM2(TriggerShape shape, double squaredM2, double distanceM)
    {
        var relative = squaredM2 / (distanceM * distanceM);
        return shape == TriggerShape.Gaussian
            ? Math.Exp(-0.5 * relative) / (2 * Math.PI * distanceM * distanceM)
            : 1 / (Math.PI * distanceM * distanceM * (1 + relative) * (1 + relative));
    }

    /// <summary>The shape as Gaussians of equal weight: their standard deviations in units of d. A power law is a mixture of them
    /// (the bivariate t of two degrees of freedom), here at eight quantiles.</summary>
    public static IReadOnlyList<double> Deviations(TriggerShape shape) => shape == TriggerShape.Gaussian ? One : Mixture;

    private static readonly double[] One = [1];

    // d² = 2s², variance 2s² / chi² with two degrees, and chi² / 2 = -log(1 - u): d² / (2 (-log(1 - u))).
    private static readonly double[] Mixture = [.. Enumerable.Range(0, 8).Select(i => 1 / Math.Sqrt(-2 * Math.Log(1 - ((i + 0.5) / 8))))];
}
