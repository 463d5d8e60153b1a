using System.Runtime.Serialization;

namespace SongshanRoad.Gis.Contracts.Live;

/// <summary>One position as a device reports it.</summary>
/// <param name="Sequence">Counts up per device; with the time it makes resending harmless.</param>
/// <param name="TimeMs">When the position was fixed, Unix milliseconds.</param>
/// <param name="LonDeg">Longitude in degrees of the batch's datum.</param>
/// <param name="LatDeg">Latitude in degrees of the batch's datum.</param>
/// <param name="AccuracyM">Accuracy in metres (68 % radius), or null.</param>
/// <param name="SpeedMps">Speed in metres per second, or null.</param>
/// <param name="HeadingDeg">Direction in degrees clockwise from north, or null.</param>
/// <param name="BatteryShare">Battery level 0-1, or null.</param>
/// <param name="IsMock">Whether the device knows that another program made the position up: kept, never believed.</param>
[DataContract]
public sealed record ReportedFix(
    [property: DataMember(Name = "sequence")] long Sequence,
    [property: DataMember(Name = "timeMs")] long TimeMs,
    [property: DataMember(Name = "lonDeg")] double LonDeg,
    [property: DataMember(Name = "latDeg")] double LatDeg,
    [property: DataMember(Name = "accuracyM")] double? AccuracyM = null,
    [property: DataMember(Name = "speedMps")] double? SpeedMps = null,
    [property: DataMember(Name = "headingDeg")] double? HeadingDeg = null,
    [property: DataMember(Name = "batteryShare")] double? BatteryShare = null,
    [property: DataMember(Name = "isMock")] bool IsMock = false);
