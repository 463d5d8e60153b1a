using System.ComponentModel.DataAnnotations;

namespace SongshanRoad.Gis.Contracts.Live;

/// <summary>A unit's running or ended tour. Positions exist only inside a duty.</summary>
/// <param name="DutyId">Id of the duty.</param>
/// <param name="UnitId">Who patrols.</param>
/// <param name="CallSign">The unit's name on the map.</param>
/// <param name="Kind">The unit's kind.</param>
/// <param name="Night">The duty night, <c>yyyy-MM-dd</c>: the date on which the night began.</param>
/// <param name="StartedAt">Start, UTC.</param>
/// <param name="EndedAt">End, UTC, or null while running.</param>
public sealed record DutyView(
    string DutyId,
    string UnitId,
    string CallSign,
    [property: AllowedValues("patrolCar", "volunteerTeam", "patrolSquad", "propertyGuard", "communityPolice")] string Kind,
    string Night,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt);

/// <summary>Where a duty went: pieces of line that are never joined across a gap.</summary>
/// <param name="Duty">The duty.</param>
/// <param name="LinesWgs84">Each piece as [lon, lat, Unix milliseconds] triples.</param>
/// <param name="DistanceM">Metres walked along the pieces.</param>
public sealed record TrackView(DutyView Duty, IReadOnlyList<IReadOnlyList<double[]>> LinesWgs84, double DistanceM);

/// <summary>A patrol unit, on duty or not.</summary>
/// <param name="UnitId">Stable id.</param>
/// <param name="Kind">Who patrols.</param>
/// <param name="CallSign">Name on the map.</param>
/// <param name="CommunityCode">Twelve-digit code of its home community, or null.</param>
/// <param name="DutyId">The running duty, or null.</param>
public sealed record UnitView(
    string UnitId,
    [property: AllowedValues("patrolCar", "volunteerTeam", "patrolSquad", "propertyGuard", "communityPolice")] string Kind,
    string CallSign,
    string? CommunityCode,
    string? DutyId);
