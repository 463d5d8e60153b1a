namespace SongshanRoad.Gis.Trackers.Jtt808.Answers;

/// <summary>标志: what a terminal does with a text (JT/T 808-2013, 8.23, table 38).</summary>
[Flags]
public enum Jtt808TextUse
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>紧急: urgent.</summary>
    Urgent = 1,

    /// <summary>终端显示器显示: shown.</summary>
    Shown = 4,

    /// <summary>终端 TTS 播读: read out.</summary>
    ReadOut = 8,
}
