namespace SongshanRoad.Gis.Patrols.Alerts;

/// <summary>What raises an alert (告警).</summary>
public enum AlertKind
{
    /// <summary>紧急求助: a unit calls for help. Ends when both sides have closed it.</summary>
    Sos,

    /// <summary>进入围栏: a unit entered a fenced place.</summary>
    FenceEntered,

    /// <summary>离开围栏: a unit left a fenced place.</summary>
    FenceLeft,
}
