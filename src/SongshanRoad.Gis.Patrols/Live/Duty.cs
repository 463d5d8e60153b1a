namespace SongshanRoad.Gis.Patrols.Live;

/// <summary>A unit's running or ended tour. Positions exist only inside a duty.</summary>
/// <param name="DutyId">Id of the duty.</param>
/// <param name="UnitId">Who patrols.</param>
/// <param name="Kind">The unit's kind.</param>
/// <param name="CallSign">The unit's name on the map; never a person's name.</param>
/// <param name="CommunityCode">Twelve-digit code of the unit's home community, or null.</param>
/// <param name="StartedAt">Start, UTC.</param>
/// <param name="EndedAt">End, UTC, or null while running.</param>
public sealed record Duty(
    string DutyId,
    string UnitId,
    UnitKind Kind,
    string CallSign,
    string? CommunityCode,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt = null);
