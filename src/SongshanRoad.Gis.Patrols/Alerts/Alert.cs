using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Patrols.Alerts;

/// <summary>An alert as it is kept (告警): raised by a rule, taken by an owner, closed. All times UTC.</summary>
/// <param name="AlertId">Its id.</param>
/// <param name="Kind">What raised it.</param>
/// <param name="UnitId">The unit it is about.</param>
/// <param name="UnitKind">The unit's kind.</param>
/// <param name="CallSign">The unit's name on the map.</param>
/// <param name="DutyId">The duty in which it happened.</param>
/// <param name="Night">The duty's night.</param>
/// <param name="Door">How it came, one word.</param>
/// <param name="OccurredAt">When it happened on the unit's clock; of several reports the first.</param>
/// <param name="ReceivedAt">When the first report came.</param>
/// <param name="IsTimeDoubted">Whether the time of arrival stands for a time that cannot be.</param>
/// <param name="LonLat">Where the latest report was made; null when none knew.</param>
/// <param name="AccuracyM">Accuracy of that in metres, or null.</param>
/// <param name="EscalatedAt">When it was passed on to the leaders, or null.</param>
/// <param name="AcceptedAt">When its owner accepted it, or null.</param>
/// <param name="AcceptedBy">Its owner, or null.</param>
/// <param name="UnitToldAt">When the unit's device confirmed the acceptance, or null.</param>
/// <param name="OfficeClosedAt">When the office closed it, or null.</param>
/// <param name="UnitClosedAt">When the unit closed it, or null.</param>
/// <param name="PlaceId">The fenced place, or null.</param>
/// <param name="PlaceName">Its name; null for an SOS.</param>
/// <param name="WithdrawnAt">When positions that came later showed that it was not so, or null.</param>
/// <param name="Version">Counts up with every change.</param>
public sealed record Alert(
    Guid AlertId,
    AlertKind Kind,
    string UnitId,
    UnitKind UnitKind,
    string CallSign,
    string DutyId,
    DutyNight Night,
    string Door,
    DateTimeOffset OccurredAt,
    DateTimeOffset ReceivedAt,
    bool IsTimeDoubted,
    LonLat? LonLat,
    double? AccuracyM,
    DateTimeOffset? EscalatedAt,
    DateTimeOffset? AcceptedAt,
    string? AcceptedBy,
    DateTimeOffset? UnitToldAt,
    DateTimeOffset? OfficeClosedAt,
    DateTimeOffset? UnitClosedAt,
    long? PlaceId,
    string? PlaceName,
    DateTimeOffset? WithdrawnAt,
    long Version)
{
    /// <summary>Whether nothing is left to do about it.</summary>
    public bool IsClosed => WithdrawnAt is not null || (OfficeClosedAt is not null && (Kind != AlertKind.Sos || UnitClosedAt is not null));

    /// <summary>Whether it must ring: a call for help that nobody has accepted.</summary>
    public bool IsUnanswered => Kind == AlertKind.Sos && AcceptedAt is null && !IsClosed;
}
