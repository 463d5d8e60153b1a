using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Patrols.Live;

/// <summary>One reported position of a unit on duty. (UnitId, FixTime, Sequence) is its identity: resending it is harmless.</summary>
/// <param name="UnitId">Who patrols.</param>
/// <param name="DutyId">The duty it belongs to.</param>
/// <param name="FixTime">When the position was fixed, UTC; not when it arrived.</param>
/// <param name="LonLat">Where, WGS-84 degrees.</param>
/// <param name="Sequence">Counts up per device.</param>
/// <param name="AccuracyM">Accuracy in metres (68 % radius), or null.</param>
/// <param name="SpeedMps">Speed in metres per second, or null.</param>
/// <param name="HeadingDeg">Direction of movement in degrees clockwise from north, or null.</param>
/// <param name="BatteryShare">Battery level 0-1, or null.</param>
public sealed record Fix(
    string UnitId,
    string DutyId,
    DateTimeOffset FixTime,
    LonLat LonLat,
    long Sequence,
    double? AccuracyM = null,
    double? SpeedMps = null,
    double? HeadingDeg = null,
    double? BatteryShare = null)
{
    /// <summary>Orders fixes of one unit: by time, then by sequence.</summary>
    public static IComparer<Fix> ByTime { get; } = Comparer<Fix>.Create((a, b) =>
    {
        var byTime = a.FixTime.CompareTo(b.FixTime);
        return byTime != 0 ? byTime : a.Sequence.CompareTo(b.Sequence);
    });
}
