using System.Runtime.Intrinsics;

namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>A kernel with its bandwidth.</summary>
internal readonly record struct KernelShape(Kernel Kernel, double BandwidthM)
{
    /// <summary>Whether the kernel is 0 beyond its bandwidth.</summary>
    public bool IsCompact => Kernel != Kernel.Gaussian;

    /// <summary>Distance at which the kernel may be cut, metres: where it ends, or a Gaussian after so many standard deviations, where
    /// exp(-r²/2) of its peak is left.</summary>
    public double ReachM(double deviations) => IsCompact ? BandwidthM : deviations * BandwidthM;

    /// <summary>Value at distance 0, per square metre.</summary>
    public double PeakPerM2 => Kernel switch
    {
        Kernel.Quartic => 3 / (Math.PI * BandwidthM * BandwidthM),
        Kernel.Epanechnikov => 2 / (Math.PI * BandwidthM * BandwidthM),
        _ => 1 / (2 * Math.PI * BandwidthM * BandwidthM),
    };

    /// <summary>Value at a squared distance, per square metre, without any cut.</summary>
    public double PerM2(double squaredDistanceM2)
    {
        var relative = squaredDistanceM2 / (BandwidthM * BandwidthM);
        if (Kernel == Kernel.Gaussian)
        {
            return PeakPerM2 * Math.Exp(-0.5 * relative);
        }

        var rest = Math.Max(0, 1 - relative);
        return PeakPerM2 * (Kernel == Kernel.Quartic ? rest * rest : rest);
    }

    /// <summary>Values at four squared distances in bandwidths, as shares of the peak.</summary>
    public Vector256<double> OfPeak(Vector256<double> relative)
    {
        if (Kernel == Kernel.Gaussian)
        {
            return Vector256.Exp(-0.5 * relative);
        }

        var rest = Vector256.Max(Vector256<double>.Zero, Vector256<double>.One - relative);
        return Kernel == Kernel.Quartic ? rest * rest : rest;
    }
}
