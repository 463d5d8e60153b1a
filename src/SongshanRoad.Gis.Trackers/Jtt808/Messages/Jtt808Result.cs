namespace SongshanRoad.Gis.Trackers.Jtt808.Messages;

/// <summary>结果: what became of a message (JT/T 808-2013, tables 4 and 5).</summary>
public enum Jtt808Result
{
    /// <summary>成功/确认.</summary>
    Done = 0,

    /// <summary>失败.</summary>
    Failed = 1,

    /// <summary>消息有误: the message makes no sense.</summary>
    Wrong = 2,

    /// <summary>不支持.</summary>
    Unsupported = 3,

    /// <summary>报警处理确认: the alarm was taken up; from the platform only.</summary>
    AlarmTakenUp = 4,
}
