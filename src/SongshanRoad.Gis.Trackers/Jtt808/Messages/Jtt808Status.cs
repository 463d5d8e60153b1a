namespace SongshanRoad.Gis.Trackers.Jtt808.Messages;

/// <summary>状态: bits of the second four bytes of a position (JT/T 808-2013, 8.18, table 25). Bits without a name are kept.</summary>
[Flags]
public enum Jtt808Status : uint
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>ACC 开: the ignition is on.</summary>
    IgnitionOn = 1u << 0,

    /// <summary>定位: the position was fixed; without it the coordinates are the last known ones.</summary>
    Fixed = 1u << 1,

    /// <summary>南纬: the latitude is south.</summary>
    South = 1u << 2,

    /// <summary>西经: the longitude is west.</summary>
    West = 1u << 3,

    /// <summary>停运状态: out of service.</summary>
    OutOfService = 1u << 4,

    /// <summary>经纬度已经保密插件加密: the coordinates were shifted by the secrecy plug-in, so that they are not WGS-84.</summary>
    Shifted = 1u << 5,

    /// <summary>使用 GPS 卫星.</summary>
    Gps = 1u << 18,

    /// <summary>使用北斗卫星.</summary>
    BeiDou = 1u << 19,

    /// <summary>使用 GLONASS 卫星.</summary>
    Glonass = 1u << 20,

    /// <summary>使用 Galileo 卫星.</summary>
    Galileo = 1u << 21,
}
