using System.ComponentModel.DataAnnotations;
using System.Runtime.Serialization;

namespace SongshanRoad.Gis.Contracts.Alerts;

/// <summary>Something that needs an answer: an owner takes it, and it is closed. An SOS ends only when both sides have
/// closed it, another alert when the office has.</summary>
/// <param name="AlertId">Id of the alert.</param>
/// <param name="Kind">What raised it.</param>
/// <param name="UnitId">The unit it is about.</param>
/// <param name="UnitKind">The unit's kind.</param>
/// <param name="CallSign">The unit's name on the map.</param>
/// <param name="DutyId">The duty in which it happened.</param>
/// <param name="Night">The duty's night, <c>yyyy-MM-dd</c>.</param>
/// <param name="Door">How it came: <c>http</c>, <c>osmand</c>, <c>owntracks</c>, <c>jtt808</c>, <c>fence</c>.</param>
/// <param name="OccurredAtMs">When it happened on the unit's clock, Unix milliseconds; of several reports the first.</param>
/// <param name="ReceivedAtMs">When the first report came, Unix milliseconds.</param>
/// <param name="LateMs">How late the first report came; null up to a minute.</param>
/// <param name="IsTimeDoubted">Whether the sender's clock was so far off that the time of arrival stands for it.</param>
/// <param name="LonDeg">Where the unit said it was, WGS-84 degrees; null when it did not know.</param>
/// <param name="LatDeg">Latitude to <paramref name="LonDeg"/>.</param>
/// <param name="AccuracyM">Accuracy of the position in metres (68 % radius), or null.</param>
/// <param name="PlaceId">The fenced place that was entered or left; null for an SOS.</param>
/// <param name="PlaceName">Its name.</param>
/// <param name="Rings">How often it has rung since it came: every 10 s until somebody accepts it; 0 for what is no SOS.</param>
/// <param name="EscalatedAtMs">When it was passed on to the leaders, as nobody had accepted it for 60 s; or null.</param>
/// <param name="AcceptedAtMs">When its owner accepted it; null while nobody has.</param>
/// <param name="AcceptedBy">Its owner, an office account.</param>
/// <param name="UnitToldAtMs">When the unit's device confirmed that it shows the acceptance; or null.</param>
/// <param name="OfficeClosedAtMs">When the office closed it; or null.</param>
/// <param name="UnitClosedAtMs">When the unit said that it is safe; or null.</param>
/// <param name="Progress">Where it stands; withdrawn when positions that came later showed that it was not so.</param>
/// <param name="Version">Counts up with every change: of two views the one with the higher number is the newer.</param>
[DataContract]
public sealed record AlertView(
    [property: DataMember(Name = "alertId")] string AlertId,
    [property: DataMember(Name = "kind"), AllowedValues("sos", "fenceEntered", "fenceLeft")] string Kind,
    [property: DataMember(Name = "unitId")] string UnitId,
    [property: DataMember(Name = "unitKind"), AllowedValues("patrolCar", "volunteerTeam", "patrolSquad", "propertyGuard", "communityPolice")] string UnitKind,
    [property: DataMember(Name = "callSign")] string CallSign,
    [property: DataMember(Name = "dutyId")] string DutyId,
    [property: DataMember(Name = "night")] string Night,
    [property: DataMember(Name = "door")] string Door,
    [property: DataMember(Name = "occurredAtMs")] long OccurredAtMs,
    [property: DataMember(Name = "receivedAtMs")] long ReceivedAtMs,
    [property: DataMember(Name = "lateMs")] long? LateMs,
    [property: DataMember(Name = "isTimeDoubted")] bool IsTimeDoubted,
    [property: DataMember(Name = "lonDeg")] double? LonDeg,
    [property: DataMember(Name = "latDeg")] double? LatDeg,
    [property: DataMember(Name = "accuracyM")] double? AccuracyM,
    [property: DataMember(Name = "placeId")] long? PlaceId,
    [property: DataMember(Name = "placeName")] string? PlaceName,
    [property: DataMember(Name = "rings")] int Rings,
    [property: DataMember(Name = "escalatedAtMs")] long? EscalatedAtMs,
    [property: DataMember(Name = "acceptedAtMs")] long? AcceptedAtMs,
    [property: DataMember(Name = "acceptedBy")] string? AcceptedBy,
    [property: DataMember(Name = "unitToldAtMs")] long? UnitToldAtMs,
    [property: DataMember(Name = "officeClosedAtMs")] long? OfficeClosedAtMs,
    [property: DataMember(Name = "unitClosedAtMs")] long? UnitClosedAtMs,
    [property: DataMember(Name = "progress"), AllowedValues("open", "accepted", "closed", "withdrawn")] string Progress,
    [property: DataMember(Name = "version")] long Version);
