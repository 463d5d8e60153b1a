namespace SongshanRoad.Gis.Server.Hotspots;

/// <summary>Chooses the classes of the density legend.</summary>
internal static class DensityLegend
{
    // Few places are dense: equal steps would paint everything in the lowest class, plain quantiles everything alike.
    private static readonly double[] Shares = [0.5, 0.75, 0.9, 0.97, 1];

    /// <summary>Upper limits of five classes over the densities above 0, in their unit, rounded up to two digits; fewer when classes would
    /// coincide, none when all is zero.</summary>
    public static IReadOnlyList<double> Breaks(IEnumerable<double> densities)
    {
        var sorted = densities.Where(density => density > 0).Order().ToList();
        return sorted.Count == 0
            ? []
            : [.. Shares.Select(share => RoundUp(sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)])).Distinct()];
    }

    private static double RoundUp(double value)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        return Math.Round(Math.Ceiling(value / unit) * unit, 6);
    }
}
