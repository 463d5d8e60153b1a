namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>By what a bandwidth is chosen.</summary>
public enum BandwidthRule
{
    /// <summary>The largest sum of log lambda at each incident as the others foretell it, minus the integral of lambda (Loader 1999,
    /// section 5.3; spatstat's <c>bw.ppl</c>).</summary>
    Likelihood,

    /// <summary>The least integral of lambda² minus twice the sum of lambda at each incident as the others foretell it (Bowman 1984).</summary>
    LeastSquares,

    /// <summary>Scott's rule of thumb, n^(-1/6) times the standard deviation of the positions per axis (Scott 1992): where the search
    /// starts, and what is taken when there are too few positions to cross-validate.</summary>
    Scott,
}
