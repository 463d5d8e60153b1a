namespace SongshanRoad.Gis.Trackers.Jtt808.Messages;

/// <summary>报警标志: bits of the first four bytes of a position (JT/T 808-2013, 8.18, table 24). Bits without a name are kept.</summary>
[Flags]
public enum Jtt808Alarms : uint
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>紧急报警: the emergency button was pressed. Stands until the platform answers.</summary>
    Emergency = 1u << 0,

    /// <summary>超速报警: faster than allowed.</summary>
    Overspeed = 1u << 1,

    /// <summary>疲劳驾驶: driven for too long.</summary>
    Fatigue = 1u << 2,

    /// <summary>GNSS 模块发生故障: the receiver is broken.</summary>
    ReceiverBroken = 1u << 4,

    /// <summary>GNSS 天线未接或被剪断: its antenna is missing or cut.</summary>
    AntennaCut = 1u << 5,

    /// <summary>GNSS 天线短路: its antenna is short-circuited.</summary>
    AntennaShort = 1u << 6,

    /// <summary>终端主电源欠压: supply voltage too low.</summary>
    PowerLow = 1u << 7,

    /// <summary>终端主电源掉电: no supply.</summary>
    PowerLost = 1u << 8,

    /// <summary>超时停车: parked for too long.</summary>
    ParkedTooLong = 1u << 19,

    /// <summary>进出区域: drove into or out of an area. Stands until the platform answers.</summary>
    AreaCrossed = 1u << 20,

    /// <summary>进出路线: drove onto or off a route. Stands until the platform answers.</summary>
    RouteCrossed = 1u << 21,

    /// <summary>路线偏离报警: off its route.</summary>
    OffRoute = 1u << 23,

    /// <summary>车辆非法点火: started by somebody who may not. Stands until the platform answers.</summary>
    IllegalIgnition = 1u << 27,

    /// <summary>车辆非法位移: moved by somebody who may not. Stands until the platform answers.</summary>
    IllegalMove = 1u << 28,

    /// <summary>碰撞预警: a collision.</summary>
    Collision = 1u << 29,

    /// <summary>侧翻预警: about to roll over.</summary>
    Rollover = 1u << 30,
}
