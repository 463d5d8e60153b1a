namespace SongshanRoad.Gis.Client.Live;

/// <summary>One position as a device measured it, in degrees of the queue's datum.</summary>
/// <param name="Time">When the position was fixed; kept to the millisecond.</param>
/// <param name="LonDeg">Longitude in degrees.</param>
/// <param name="LatDeg">Latitude in degrees.</param>
/// <param name="AccuracyM">Accuracy in metres (68 % radius), or null.</param>
/// <param name="SpeedMps">Speed in metres per second, or null.</param>
/// <param name="HeadingDeg">Direction in degrees clockwise from north, or null.</param>
/// <param name="BatteryShare">Battery level 0-1, or null.</param>
public sealed record DeviceFix(
    DateTimeOffset Time,
    double LonDeg,
    double LatDeg,
    double? AccuracyM = null,
    double? SpeedMps = null,
    double? HeadingDeg = null,
    double? BatteryShare = null);
