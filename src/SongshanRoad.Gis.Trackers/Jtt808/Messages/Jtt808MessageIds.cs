namespace SongshanRoad.Gis.Trackers.Jtt808.Messages;

/// <summary>The messages that are understood, by their ids (JT/T 808-2013, clause 8; 2019, annex A).</summary>
public static class Jtt808MessageIds
{
    /// <summary>终端通用应答, 8.1: the terminal's answer to an order.</summary>
    public const ushort TerminalAnswer = 0x0001;

    /// <summary>终端心跳, 8.3: nothing but a sign of life; without a body.</summary>
    public const ushort Heartbeat = 0x0002;

    /// <summary>终端注销, 8.7: the terminal was taken out of its car; without a body.</summary>
    public const ushort Deregistration = 0x0003;

    /// <summary>查询服务器时间请求, 2019 only: without a body.</summary>
    public const ushort TimeRequest = 0x0004;

    /// <summary>终端注册, 8.5.</summary>
    public const ushort Registration = 0x0100;

    /// <summary>终端鉴权, 8.8.</summary>
    public const ushort Authentication = 0x0102;

    /// <summary>位置信息汇报, 8.18.</summary>
    public const ushort Position = 0x0200;

    /// <summary>位置信息查询应答, 8.20: the position asked for, after the serial number of the question.</summary>
    public const ushort PositionAnswer = 0x0201;

    /// <summary>定位数据批量上传, 8.49: many positions at once, such as those of a blind zone.</summary>
    public const ushort PositionBatch = 0x0704;

    /// <summary>平台通用应答, 8.2.</summary>
    public const ushort PlatformAnswer = 0x8001;

    /// <summary>补传分包请求, 8.4: parts of a message are missing.</summary>
    public const ushort PartsRequest = 0x8003;

    /// <summary>查询服务器时间应答, 2019 only.</summary>
    public const ushort TimeAnswer = 0x8004;

    /// <summary>终端注册应答, 8.6.</summary>
    public const ushort RegistrationAnswer = 0x8100;

    /// <summary>位置信息查询, 8.19: without a body.</summary>
    public const ushort PositionQuery = 0x8201;

    /// <summary>临时位置跟踪控制, 8.21.</summary>
    public const ushort TemporaryTracking = 0x8202;

    /// <summary>人工确认报警消息, 8.22.</summary>
    public const ushort AlarmConfirmation = 0x8203;

    /// <summary>文本信息下发, 8.23.</summary>
    public const ushort TextOrder = 0x8300;
}
