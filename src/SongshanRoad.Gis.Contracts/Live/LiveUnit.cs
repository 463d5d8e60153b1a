using System.ComponentModel.DataAnnotations;
using System.Runtime.Serialization;

namespace SongshanRoad.Gis.Contracts.Live;

/// <summary>The latest state of one unit on duty.</summary>
/// <param name="UnitId">Stable id of the unit.</param>
/// <param name="Kind">Who patrols.</param>
/// <param name="CallSign">Name on the map, e.g. 巡逻车1号; never a person's name.</param>
/// <param name="DutyId">The running duty.</param>
/// <param name="LonDeg">WGS-84 longitude in degrees.</param>
/// <param name="LatDeg">WGS-84 latitude in degrees.</param>
/// <param name="AccuracyM">Reported accuracy in metres, or null.</param>
/// <param name="SpeedMps">Speed in metres per second, or null.</param>
/// <param name="HeadingDeg">Direction of movement in degrees clockwise from north, or null when still or unknown.</param>
/// <param name="FixTimeMs">When the position was fixed, Unix milliseconds. Age is always counted from here, never from the message.</param>
/// <param name="StaleAtMs">From this instant the position counts as stale (信号陈旧), Unix milliseconds.</param>
/// <param name="SilentAtMs">From this instant the unit counts as silent (失联), Unix milliseconds.</param>
/// <param name="Motion">Whether the unit moves.</param>
/// <param name="BatteryShare">Battery level 0-1, or null.</param>
/// <param name="NextReportAtMs">When the next fix is expected by the unit's own pace, Unix milliseconds.</param>
/// <param name="UncertaintyMps">By how much the radius in which the unit may be grows from its accuracy with each second of the fix's age, until it counts as
/// silent; metres per second.</param>
[DataContract]
public sealed record LiveUnit(
    [property: DataMember(Name = "unitId")] string UnitId,
    [property: DataMember(Name = "kind"), AllowedValues("patrolCar", "volunteerTeam", "patrolSquad", "propertyGuard", "communityPolice")] string Kind,
    [property: DataMember(Name = "callSign")] string CallSign,
    [property: DataMember(Name = "dutyId")] string DutyId,
    [property: DataMember(Name = "lonDeg")] double LonDeg,
    [property: DataMember(Name = "latDeg")] double LatDeg,
    [property: DataMember(Name = "accuracyM")] double? AccuracyM,
    [property: DataMember(Name = "speedMps")] double? SpeedMps,
    [property: DataMember(Name = "headingDeg")] double? HeadingDeg,
    [property: DataMember(Name = "fixTimeMs")] long FixTimeMs,
    [property: DataMember(Name = "staleAtMs")] long StaleAtMs,
    [property: DataMember(Name = "silentAtMs")] long SilentAtMs,
    [property: DataMember(Name = "motion"), AllowedValues("moving", "still")] string Motion,
    [property: DataMember(Name = "batteryShare")] double? BatteryShare,
    [property: DataMember(Name = "nextReportAtMs")] long? NextReportAtMs = null,
    [property: DataMember(Name = "uncertaintyMps")] double? UncertaintyMps = null);
