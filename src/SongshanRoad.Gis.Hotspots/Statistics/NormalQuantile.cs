using SongshanRoad.Gis.Hotspots.Clustering;

namespace SongshanRoad.Gis.Hotspots.Statistics;

/// <summary>Quantiles of the standard normal distribution, to a relative error of 1e-12.</summary>
internal static class NormalQuantile
{
    /// <summary>The z that |Z| exceeds with probability p: 1.96 for 0.05.</summary>
    /// <param name="p">Above 0 and below 1.</param>
    public static double TwoSided(double p) =>
        // exp(-z²/2) >= p bounds z.
        MonotoneRoot.Find(0, Math.Sqrt(-2 * Math.Log(p)), p, rises: false, z => (NormalTail.TwoSided(z), -2 * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI)));
}
