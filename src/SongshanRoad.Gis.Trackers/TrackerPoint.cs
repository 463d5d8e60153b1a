namespace SongshanRoad.Gis.Trackers;

/// <summary>One position as a device sent it, in the units of this project. Nothing of it was checked: degrees may be out of range, times
/// in the future. What the device did not say, or said in a way that means "unknown", is null.</summary>
/// <param name="Time">When the position was fixed; null when the device does not say.</param>
/// <param name="LonDeg">Longitude, degrees of the datum declared for the device; null without a position, as in a sign of life.</param>
/// <param name="LatDeg">Latitude, degrees.</param>
/// <param name="AccuracyM">Accuracy, metres.</param>
/// <param name="SpeedMps">Speed, metres per second.</param>
/// <param name="HeadingDeg">Direction of movement, degrees clockwise from north.</param>
/// <param name="BatteryShare">Battery level, 0 to 1.</param>
/// <param name="Alarm">An alarm by its word, such as <c>sos</c>.</param>
/// <param name="IsMock">Whether the device says that the position was made up by another program.</param>
public sealed record TrackerPoint(
    DateTimeOffset? Time,
    double? LonDeg,
    double? LatDeg,
    double? AccuracyM = null,
    double? SpeedMps = null,
    double? HeadingDeg = null,
    double? BatteryShare = null,
    string? Alarm = null,
    bool IsMock = false);
