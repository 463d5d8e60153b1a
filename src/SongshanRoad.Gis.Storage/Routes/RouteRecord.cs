using NetTopologySuite.Geometries;

namespace SongshanRoad.Gis.Storage.Routes;

/// <summary>A stored patrol route.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="UnitCode">Who walks it.</param>
/// <param name="CallSign">The unit's name.</param>
/// <param name="CommunityCode">The unit's home community, or null.</param>
/// <param name="Night">The date on which its night begins.</param>
/// <param name="PublishedAt">When it was given to the unit, UTC, or null for a draft.</param>
/// <param name="Legs">Its pieces in walking order, at least one.</param>
public sealed record RouteRecord(
    Guid Id,
    string Name,
    string UnitCode,
    string CallSign,
    string? CommunityCode,
    DateOnly Night,
    DateTimeOffset? PublishedAt,
    IReadOnlyList<RouteLegRecord> Legs);

/// <summary>A stored piece of a route.</summary>
/// <param name="PlaceId">The alley it follows, or null for a drawn line.</param>
/// <param name="Name">What to call it.</param>
/// <param name="LengthM">Length in metres.</param>
/// <param name="LineWgs84">The line in degrees, in walking direction.</param>
/// <param name="LineMetric">The same in metres of the deployment's CRS.</param>
public sealed record RouteLegRecord(long? PlaceId, string Name, double LengthM, LineString LineWgs84, LineString LineMetric);

/// <summary>A leg before it is stored.</summary>
/// <param name="PlaceId">The alley it follows, or null for a drawn line.</param>
/// <param name="Name">What to call it.</param>
/// <param name="LineWgs84">The line in degrees, in walking direction.</param>
public sealed record PlannedLeg(long? PlaceId, string Name, LineString LineWgs84);

/// <summary>An active unit a route can be planned for.</summary>
/// <param name="CallSign">Its name.</param>
/// <param name="CommunityCode">Its home community, or null.</param>
public sealed record RouteTeam(string CallSign, string? CommunityCode);

/// <summary>An invite that still works.</summary>
/// <param name="RouteId">The route it invites to.</param>
/// <param name="ExpiresAt">When it stops working, UTC.</param>
public sealed record OpenInvite(Guid RouteId, DateTimeOffset ExpiresAt);

/// <summary>What became of publishing a route.</summary>
public enum PublishOutcome
{
    /// <summary>The unit has it now.</summary>
    Published = 0,

    /// <summary>It was published before, or deleted meanwhile.</summary>
    NotADraft = 1,

    /// <summary>The unit has another published route in that night.</summary>
    UnitHasAnother = 2,
}
