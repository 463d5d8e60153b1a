namespace SongshanRoad.Gis.Trackers.Jtt808.Answers;

/// <summary>结果 of a registration (JT/T 808-2013, 8.6, table 8).</summary>
public enum Jtt808RegistrationResult
{
    /// <summary>成功.</summary>
    Done = 0,

    /// <summary>车辆已被注册: the car has another terminal.</summary>
    CarTaken = 1,

    /// <summary>数据库中无该车辆.</summary>
    UnknownCar = 2,

    /// <summary>终端已被注册: the terminal is in another car.</summary>
    TerminalTaken = 3,

    /// <summary>数据库中无该终端.</summary>
    UnknownTerminal = 4,
}
