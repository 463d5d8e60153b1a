namespace SongshanRoad.Gis.Spatial.Coordinates;

/// <summary>Conversion between a declared <see cref="Datum"/> and WGS-84; happens once, at the door.</summary>
public static class DatumConversion
{
    /// <summary>Converts degrees of the given datum to WGS-84.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The datum is not one of the three.</exception>
    public static LonLat ToWgs84(LonLat degrees, Datum datum) => datum switch
    {
        Datum.Wgs84 => degrees,
        Datum.Gcj02 => Gcj02.ToWgs84(degrees),
        Datum.Bd09 => Bd09.ToWgs84(degrees),
        _ => throw new ArgumentOutOfRangeException(nameof(datum), datum, "Datum must be Wgs84, Gcj02 or Bd09."),
    };

    /// <summary>Converts WGS-84 to degrees of the given datum.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The datum is not one of the three.</exception>
    public static LonLat FromWgs84(LonLat wgs84, Datum datum) => datum switch
    {
        Datum.Wgs84 => wgs84,
        Datum.Gcj02 => Gcj02.FromWgs84(wgs84),
        Datum.Bd09 => Bd09.FromWgs84(wgs84),
        _ => throw new ArgumentOutOfRangeException(nameof(datum), datum, "Datum must be Wgs84, Gcj02 or Bd09."),
    };
}
