namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>The classes of a hot spot map: 3, 2, 1 hot at 99, 95, 90 %; -3, -2, -1 cold; 0 neither.</summary>
public static class SignificanceClass
{
    /// <summary>Class of one unit. Each level is its own Benjamini-Hochberg test, which is the same as comparing q with its alpha.</summary>
    /// <param name="z">Standard score.</param>
    /// <param name="q">Benjamini-Hochberg adjusted p.</param>
    /// <returns>-3 to 3.</returns>
    public static int Of(double z, double q)
    {
        var level = q <= 0.01 ? 3 : q <= 0.05 ? 2 : q <= 0.10 ? 1 : 0;
        return level * Math.Sign(z);
    }
}
