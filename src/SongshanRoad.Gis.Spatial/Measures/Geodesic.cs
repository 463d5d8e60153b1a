using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Spatial.Measures;

/// <summary>Distances on the WGS-84 ellipsoid, for whatever has no metric CRS yet (whole OSM extracts, raw tracks).</summary>
public static class Geodesic
{
    private const double SemiMajorM = 6378137.0;
    private const double Flattening = 1 / 298.257223563;
    private const double SemiMinorM = SemiMajorM * (1 - Flattening);

    /// <summary>Length of the shortest line on the ellipsoid between two positions, in metres.</summary>
    /// <remarks>Vincenty's inverse formula (Survey Review 23, 1975, 88-93), good to 0.1 mm; nearly antipodal points, where it
    /// does not converge, fall back to the sphere (0.5 %).</remarks>
    public static double DistanceM(LonLat from, LonLat to)
    {
        if (from == to)
        {
            return 0;
        }

        var l = DegToRad(to.LonDeg - from.LonDeg);
        var u1 = Math.Atan((1 - Flattening) * Math.Tan(DegToRad(from.LatDeg)));
        var u2 = Math.Atan((1 - Flattening) * Math.Tan(DegToRad(to.LatDeg)));
        var (sinU1, cosU1) = Math.SinCos(u1);
        var (sinU2, cosU2) = Math.SinCos(u2);
        var lambda = l;
        for (var i = 0; i < 100; i++)
        {
            var (sinLambda, cosLambda) = Math.SinCos(lambda);
            var a = cosU2 * sinLambda;
            var b = (cosU1 * sinU2) - (sinU1 * cosU2 * cosLambda);
            var sinSigma = Math.Sqrt((a * a) + (b * b));
            if (sinSigma == 0)
            {
                return 0;
            }

            var cosSigma = (sinU1 * sinU2) + (cosU1 * cosU2 * cosLambda);
            var sigma = Math.Atan2(sinSigma, cosSigma);
            var sinAlpha = cosU1 * cosU2 * sinLambda / sinSigma;
            var cosSqAlpha = 1 - (sinAlpha * sinAlpha);
            var cos2SigmaM = cosSqAlpha == 0 ? 0 : cosSigma - (2 * sinU1 * sinU2 / cosSqAlpha);
            var c = Flattening / 16 * cosSqAlpha * (4 + (Flattening * (4 - (3 * cosSqAlpha))));
            var previous = lambda;
            lambda = l + ((1 - c) * Flattening * sinAlpha
                * (sigma + (c * sinSigma * (cos2SigmaM + (c * cosSigma * (-1 + (2 * cos2SigmaM * cos2SigmaM)))))));
            if (Math.Abs(lambda - previous) > 1e-12)
            {
                continue;
            }

            var uSq = cosSqAlpha * ((SemiMajorM * SemiMajorM) - (SemiMinorM * SemiMinorM)) / (SemiMinorM * SemiMinorM);
            var bigA = 1 + (uSq / 16384 * (4096 + (uSq * (-768 + (uSq * (320 - (175 * uSq)))))));
            var bigB = uSq / 1024 * (256 + (uSq * (-128 + (uSq * (74 - (47 * uSq))))));
            var deltaSigma = bigB * sinSigma * (cos2SigmaM + (bigB / 4 * ((cosSigma * (-1 + (2 * cos2SigmaM * cos2SigmaM)))
                - (bigB / 6 * cos2SigmaM * (-3 + (4 * sinSigma * sinSigma)) * (-3 + (4 * cos2SigmaM * cos2SigmaM))))));
            return SemiMinorM * bigA * (sigma - deltaSigma);
        }

        return SphericalDistanceM(from, to);
    }

    /// <summary>Direction at the start of the shortest way between two positions, degrees clockwise from north in [0, 360).</summary>
    /// <remarks>Great circle on the sphere, at most 0.2 degrees off the ellipsoid: enough for an arrow on a map. Equal positions
    /// give 0.</remarks>
    public static double BearingDeg(LonLat from, LonLat to)
    {
        var (sinFrom, cosFrom) = Math.SinCos(DegToRad(from.LatDeg));
        var (sinTo, cosTo) = Math.SinCos(DegToRad(to.LatDeg));
        var (sinLon, cosLon) = Math.SinCos(DegToRad(to.LonDeg - from.LonDeg));
        var bearingDeg = Math.Atan2(sinLon * cosTo, (cosFrom * sinTo) - (sinFrom * cosTo * cosLon)) * 180 / Math.PI;
        return (bearingDeg + 360) % 360;
    }

    /// <summary>Length of a WGS-84 line (or of all lines in it) on the ellipsoid, in metres.</summary>
    public static double LengthM(Geometry lineWgs84)
    {
        var lengthM = 0.0;
        for (var g = 0; g < lineWgs84.NumGeometries; g++)
        {
            var coordinates = lineWgs84.GetGeometryN(g).Coordinates;
            for (var i = 1; i < coordinates.Length; i++)
            {
                lengthM += DistanceM(
                    LonLat.FromDegrees(coordinates[i - 1].X, coordinates[i - 1].Y), LonLat.FromDegrees(coordinates[i].X, coordinates[i].Y));
            }
        }

        return lengthM;
    }

    private static double SphericalDistanceM(LonLat from, LonLat to)
    {
        const double meanRadiusM = 6371008.8;
        var sinLat = Math.Sin(DegToRad(to.LatDeg - from.LatDeg) / 2);
        var sinLon = Math.Sin(DegToRad(to.LonDeg - from.LonDeg) / 2);
        var h = (sinLat * sinLat) + (Math.Cos(DegToRad(from.LatDeg)) * Math.Cos(DegToRad(to.LatDeg)) * sinLon * sinLon);
        return 2 * meanRadiusM * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    private static double DegToRad(double deg) => deg * Math.PI / 180;
}
