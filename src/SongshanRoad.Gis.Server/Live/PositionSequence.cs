namespace SongshanRoad.Gis.Server.Live;

/// <summary>The sequence number of a position whose protocol has none: the position itself, so that a resend of a point is the same fix,
/// and two points of one second are two.</summary>
internal static class PositionSequence
{
    private const double UnitsPerDegree = 1e7;
    private const int LatBits = 31;

    /// <summary>Longitude and latitude in units of 1e-7 degrees, one after the other: 63 bits, not negative. Degrees that are out of
    /// range become the nearest that are not.</summary>
    public static long Of(double lonDeg, double latDeg) =>
        ((long)Math.Round((Math.Clamp(lonDeg, -180, 180) + 180) * UnitsPerDegree) << LatBits)
        | (long)Math.Round((Math.Clamp(latDeg, -90, 90) + 90) * UnitsPerDegree);
}
