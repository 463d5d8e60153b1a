namespace SongshanRoad.Gis.Spatial.Coordinates;

/// <summary>What a pair of degrees refers to. Every input declares its own; nothing is guessed silently.</summary>
public enum Datum
{
    /// <summary>WGS-84, as GPS chips give it; CGCS2000 counts as equal.</summary>
    Wgs84 = 0,

    /// <summary>GCJ-02, the offset datum of AMap, Tencent and other Chinese web maps.</summary>
    Gcj02 = 1,

    /// <summary>BD-09, Baidu's datum on top of GCJ-02.</summary>
    Bd09 = 2,
}
