namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>A kernel with its bandwidth.</summary>
internal readonly record struct KernelShape(Kernel Kernel, double BandwidthM)
{
    /// <summary>exp(-9²/2) = 2.6e-18 of the peak is less than the rounding of one addition.</summary>
    private const double GaussianReach = 9;

    /// <summary>Distance beyond which the kernel is 0 or below 2.6e-18 of its peak, metres.</summary>
    public double ReachM => Kernel == Kernel.Quartic ? BandwidthM : GaussianReach * BandwidthM;

    /// <summary>Value at distance 0, per square metre.</summary>
    public double PeakPerM2 => Kernel == Kernel.Quartic
        ? 3 / (Math.PI * BandwidthM * BandwidthM)
        : 1 / (2 * Math.PI * BandwidthM * BandwidthM);

    /// <summary>Value at a squared distance, per square metre, without any cut.</summary>
    public double PerM2(double squaredDistanceM2)
    {
        var relative = squaredDistanceM2 / (BandwidthM * BandwidthM);
        if (Kernel == Kernel.Gaussian)
        {
            return PeakPerM2 * Math.Exp(-0.5 * relative);
        }

        var rest = Math.Max(0, 1 - relative);
        return PeakPerM2 * rest * rest;
    }
}
