namespace SongshanRoad.Gis.Spatial.Coordinates;

/// <summary>
/// GCJ-02, the offset datum of Chinese web maps. The formula is public but not official; three independent
/// implementations (coordtransform, chncrs, gcoord) agree on it.
/// </summary>
public static class Gcj02
{
    // Krasovsky 1940, as all published implementations use it.
    private const double SemiMajorAxisM = 6378245.0;
    private const double EccentricitySquared = 0.00669342162296594323;

    /// <summary>Whether the offset applies: the box 72.004-137.8347° E, 0.8293-55.8271° N used by every published implementation.</summary>
    public static bool Covers(LonLat wgs84) =>
        wgs84.LonDeg is >= 72.004 and <= 137.8347 && wgs84.LatDeg is >= 0.8293 and <= 55.8271;

    /// <summary>Converts WGS-84 to GCJ-02 degrees. Outside China's box the position is returned unchanged.</summary>
    public static LonLat FromWgs84(LonLat wgs84)
    {
        if (!Covers(wgs84))
        {
            return wgs84;
        }

        var (dLon, dLat) = OffsetDeg(wgs84.LonDeg, wgs84.LatDeg);
        return LonLat.FromDegrees(wgs84.LonDeg + dLon, wgs84.LatDeg + dLat);
    }

    /// <summary>Converts GCJ-02 degrees to WGS-84 by fixed-point iteration, to under 1e-10 degrees (0.01 mm).</summary>
    /// <remarks>One step alone is wrong by up to 3 m; five steps leave less than a micrometre within China.</remarks>
    public static LonLat ToWgs84(LonLat gcj02)
    {
        if (!Covers(gcj02))
        {
            return gcj02;
        }

        var lon = gcj02.LonDeg;
        var lat = gcj02.LatDeg;
        for (var i = 0; i < 10; i++)
        {
            var (dLon, dLat) = OffsetDeg(lon, lat);
            var nextLon = gcj02.LonDeg - dLon;
            var nextLat = gcj02.LatDeg - dLat;
            var settled = Math.Abs(nextLon - lon) < 1e-11 && Math.Abs(nextLat - lat) < 1e-11;
            lon = nextLon;
            lat = nextLat;
            if (settled)
            {
                break;
            }
        }

        return LonLat.FromDegrees(lon, lat);
    }

    private static (double DLon, double DLat) OffsetDeg(double lonDeg, double latDeg)
    {
        var x = lonDeg - 105.0;
        var y = latDeg - 35.0;
        var root = Math.Sqrt(Math.Abs(x));
        var waves = (20.0 * Math.Sin(6.0 * x * Math.PI) + 20.0 * Math.Sin(2.0 * x * Math.PI)) * 2.0 / 3.0;

        var dLat = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + waves
            + (20.0 * Math.Sin(y * Math.PI) + 40.0 * Math.Sin(y / 3.0 * Math.PI)) * 2.0 / 3.0
            + (160.0 * Math.Sin(y / 12.0 * Math.PI) + 320.0 * Math.Sin(y * Math.PI / 30.0)) * 2.0 / 3.0;
        var dLon = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + waves
            + (20.0 * Math.Sin(x * Math.PI) + 40.0 * Math.Sin(x / 3.0 * Math.PI)) * 2.0 / 3.0
            + (150.0 * Math.Sin(x / 12.0 * Math.PI) + 300.0 * Math.Sin(x / 30.0 * Math.PI)) * 2.0 / 3.0;

        var latRad = latDeg / 180.0 * Math.PI;
        var sinLat = Math.Sin(latRad);
        var magic = 1 - EccentricitySquared * sinLat * sinLat;
        var sqrtMagic = Math.Sqrt(magic);
        var meridianRadiusM = SemiMajorAxisM * (1 - EccentricitySquared) / (magic * sqrtMagic);
        var parallelRadiusM = SemiMajorAxisM / sqrtMagic * Math.Cos(latRad);
        return (dLon * 180.0 / (parallelRadiusM * Math.PI), dLat * 180.0 / (meridianRadiusM * Math.PI));
    }
}
