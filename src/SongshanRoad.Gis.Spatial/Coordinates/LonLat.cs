using System.Globalization;

namespace SongshanRoad.Gis.Spatial.Coordinates;

/// <summary>
/// A position in WGS-84 degrees (EPSG:4326), longitude first. CGCS2000 (EPSG:4490) counts as equal: the two differ
/// by far less than GPS noise.
/// </summary>
/// <remarks>
/// Longitude is in [-180, 180], latitude in [-90, 90]; other values cannot be constructed. <c>default</c> is 0° E, 0° N.
/// Immutable and safe to share between threads.
/// </remarks>
public readonly record struct LonLat
{
    private LonLat(double lonDeg, double latDeg)
    {
        LonDeg = lonDeg;
        LatDeg = latDeg;
    }

    /// <summary>Longitude in degrees, east positive.</summary>
    public double LonDeg { get; }

    /// <summary>Latitude in degrees, north positive.</summary>
    public double LatDeg { get; }

    /// <summary>Makes a position from longitude and latitude.</summary>
    /// <param name="lonDeg">Longitude in degrees, -180 to 180.</param>
    /// <param name="latDeg">Latitude in degrees, -90 to 90.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite or out of range; a latitude that would be a
    /// valid longitude is named as probably swapped.</exception>
    public static LonLat FromDegrees(double lonDeg, double latDeg)
    {
        if (TryFromDegrees(lonDeg, latDeg, out var position))
        {
            return position;
        }

        if (double.IsFinite(latDeg) && Math.Abs(latDeg) is > 90 and <= 180 && Math.Abs(lonDeg) <= 90)
        {
            throw new ArgumentOutOfRangeException(nameof(latDeg), latDeg, string.Create(CultureInfo.InvariantCulture,
                $"Latitude must be -90 to 90; ({lonDeg}, {latDeg}) looks like latitude and longitude swapped."));
        }

        throw Math.Abs(latDeg) <= 90
            ? new ArgumentOutOfRangeException(nameof(lonDeg), lonDeg, "Longitude must be -180 to 180 degrees.")
            : new ArgumentOutOfRangeException(nameof(latDeg), latDeg, "Latitude must be -90 to 90 degrees.");
    }

    /// <summary>Makes a position if both values are finite and in range.</summary>
    /// <param name="lonDeg">Longitude in degrees.</param>
    /// <param name="latDeg">Latitude in degrees.</param>
    /// <param name="position">The position, or <c>default</c>.</param>
    /// <returns>Whether the values make a position.</returns>
    public static bool TryFromDegrees(double lonDeg, double latDeg, out LonLat position)
    {
        var valid = Math.Abs(lonDeg) <= 180 && Math.Abs(latDeg) <= 90;
        position = valid ? new LonLat(lonDeg, latDeg) : default;
        return valid;
    }

    /// <summary>The position as <c>lon, lat</c> with seven decimals (about 1 cm).</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{LonDeg:F7}, {LatDeg:F7}");
}
