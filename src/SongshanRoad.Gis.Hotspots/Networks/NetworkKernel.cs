namespace SongshanRoad.Gis.Hotspots.Networks;

/// <summary>Shape of a kernel along a street; each has integral 1 over (-h, h), h the bandwidth.</summary>
public enum NetworkKernel
{
    /// <summary>k(d) = 15 / (16 h) (1 - d²/h²)²; spatstat's "biweight" with sigma = h / sqrt(7).</summary>
    Quartic,

    /// <summary>k(d) = 3 / (4 h) (1 - d²/h²); spatstat's "epanechnikov" with sigma = h / sqrt(5).</summary>
    Epanechnikov,
}

/// <summary>A kernel with its bandwidth.</summary>
internal readonly record struct NetworkKernelShape(NetworkKernel Kernel, double BandwidthM)
{
    /// <summary>Value at distance 0, per metre.</summary>
    public double PeakPerM => (Kernel == NetworkKernel.Quartic ? 15.0 / 16 : 3.0 / 4) / BandwidthM;

    /// <summary>Value at a distance, per metre.</summary>
    public double PerM(double distanceM)
    {
        var relative = distanceM / BandwidthM;
        var rest = Math.Max(0, 1 - (relative * relative));
        return PeakPerM * (Kernel == NetworkKernel.Quartic ? rest * rest : rest);
    }
}
