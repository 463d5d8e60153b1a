namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>The classes of a hot spot map: 3, 2, 1 hot at 99, 95, 90 %; -3, -2, -1 cold; 0 neither.</summary>
public static class SignificanceClass
{
    /// <summary>Fewest units for which significance may be shown; with fewer the normal curve says nothing.</summary>
    public const int FewestUnits = 30;

    /// <summary>Level of the least class that is not 0.</summary>
    internal const double WidestAlpha = 0.10;

    /// <summary>Classes of all units tested together; all 0 when there are fewer than <see cref="FewestUnits"/>.</summary>
    /// <param name="z">Standard scores.</param>
    /// <param name="q">Benjamini-Hochberg adjusted p over the same units.</param>
    /// <returns>-3 to 3 for each unit.</returns>
    /// <exception cref="ArgumentException">Not one q for each z.</exception>
    public static int[] OfAll(ReadOnlySpan<double> z, ReadOnlySpan<double> q)
    {
        if (q.Length != z.Length)
        {
            throw new ArgumentException($"{q.Length} adjusted p for {z.Length} scores; each needs one.", nameof(q));
        }

        var classes = new int[z.Length];
        for (var unit = 0; unit < classes.Length && classes.Length >= FewestUnits; unit++)
        {
            classes[unit] = Of(z[unit], q[unit]);
        }

        return classes;
    }

    /// <summary>Class of one unit. Each level is its own Benjamini-Hochberg test, which is the same as comparing q with its alpha.</summary>
    /// <param name="z">Standard score.</param>
    /// <param name="q">Benjamini-Hochberg adjusted p.</param>
    /// <returns>-3 to 3.</returns>
    public static int Of(double z, double q)
    {
        var level = q <= 0.01 ? 3 : q <= 0.05 ? 2 : q <= WidestAlpha ? 1 : 0;
        return level * Math.Sign(z);
    }
}
