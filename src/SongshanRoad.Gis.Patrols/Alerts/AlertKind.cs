namespace SongshanRoad.Gis.Patrols.Alerts;

/// <summary>What raises an alert (告警).</summary>
public enum AlertKind
{
    /// <summary>紧急求助: a unit calls for help. Ends when both sides have closed it.</summary>
    Sos,
}
