namespace SongshanRoad.Gis.Spatial.Coordinates;

/// <summary>BD-09, Baidu's offset on top of <see cref="Gcj02"/>; formula as in coordtransform and chncrs.</summary>
public static class Bd09
{
    private const double XPi = Math.PI * 3000.0 / 180.0;

    /// <summary>Converts WGS-84 to BD-09 degrees. Outside China the values mean nothing to Baidu's maps.</summary>
    public static LonLat FromWgs84(LonLat wgs84) => FromGcj02(Gcj02.FromWgs84(wgs84));

    /// <summary>Converts BD-09 degrees to WGS-84, iterated to under 1e-10 degrees.</summary>
    public static LonLat ToWgs84(LonLat bd09) => Gcj02.ToWgs84(ToGcj02(bd09));

    /// <summary>Converts GCJ-02 to BD-09 degrees.</summary>
    public static LonLat FromGcj02(LonLat gcj02)
    {
        var (lon, lat) = Forward(gcj02.LonDeg, gcj02.LatDeg);
        return LonLat.FromDegrees(lon, lat);
    }

    /// <summary>Converts BD-09 to GCJ-02 degrees, iterated: the published closed form is wrong by 6-10 cm.</summary>
    public static LonLat ToGcj02(LonLat bd09)
    {
        var lon = bd09.LonDeg - 0.0065;
        var lat = bd09.LatDeg - 0.006;
        for (var i = 0; i < 12; i++)
        {
            var (forwardLon, forwardLat) = Forward(lon, lat);
            var missLon = bd09.LonDeg - forwardLon;
            var missLat = bd09.LatDeg - forwardLat;
            lon += missLon;
            lat += missLat;
            if (Math.Abs(missLon) < 1e-11 && Math.Abs(missLat) < 1e-11)
            {
                break;
            }
        }

        return LonLat.FromDegrees(lon, lat);
    }

    private static (double LonDeg, double LatDeg) Forward(double lonDeg, double latDeg)
    {
        var z = Math.Sqrt(lonDeg * lonDeg + latDeg * latDeg) + 0.00002 * Math.Sin(latDeg * XPi);
        var theta = Math.Atan2(latDeg, lonDeg) + 0.000003 * Math.Cos(lonDeg * XPi);
        return (z * Math.Cos(theta) + 0.0065, z * Math.Sin(theta) + 0.006);
    }
}
