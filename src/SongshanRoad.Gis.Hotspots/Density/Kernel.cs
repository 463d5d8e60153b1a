namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>Shape of the density's kernel; each has integral 1 over the plane.</summary>
public enum Kernel
{
    /// <summary>k(r) = 3 / (pi h²) (1 - r²/h²)² for r below the bandwidth h, its radius; else 0.</summary>
    Quartic,

    /// <summary>k(r) = exp(-r² / 2s²) / (2 pi s²); the bandwidth s is its standard deviation per axis.</summary>
    Gaussian,

    /// <summary>k(r) = 2 / (pi h²) (1 - r²/h²) for r below the bandwidth h, its radius; else 0.</summary>
    Epanechnikov,
}
