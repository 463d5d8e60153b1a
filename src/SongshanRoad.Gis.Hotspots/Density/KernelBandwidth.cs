namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>Between a kernel's bandwidth and its standard deviation per axis, by which kernels of different shape are compared: with
/// the same standard deviation they smooth about equally.</summary>
public static class KernelBandwidth
{
    /// <summary>The bandwidth, metres, of a kernel with a standard deviation per axis: a Gaussian's own, the radius s sqrt(8) of a
    /// quartic, the radius s sqrt(6) of an Epanechnikov.</summary>
    public static double OfStandardDeviation(Kernel kernel, double standardDeviationM) => standardDeviationM * BandwidthsPerDeviation(kernel);

    /// <summary>The standard deviation per axis, metres, of a kernel with a bandwidth.</summary>
    public static double StandardDeviationOf(Kernel kernel, double bandwidthM) => bandwidthM / BandwidthsPerDeviation(kernel);

    private static double BandwidthsPerDeviation(Kernel kernel) => kernel switch
    {
        Kernel.Quartic => Math.Sqrt(8),
        Kernel.Epanechnikov => Math.Sqrt(6),
        _ => 1,
    };
}
