using System.ComponentModel.DataAnnotations;

namespace SongshanRoad.Gis.Contracts.Routes;

/// <summary>One piece of a route, in walking order.</summary>
/// <param name="PlaceId">The alley it follows, or null for a drawn line.</param>
/// <param name="Name">What to call it on the phone.</param>
/// <param name="LengthM">Length in metres.</param>
/// <param name="LineWgs84">[lon, lat] pairs in walking direction.</param>
/// <param name="HotspotRank">On a team's own assignment: its rank, 1 to 20, among the district's streets with most incidents; null when it
/// has none, and in the office's lists, whose map shows the counts themselves.</param>
public sealed record RouteLegView(long? PlaceId, string Name, double LengthM, IReadOnlyList<double[]> LineWgs84, int? HotspotRank);

/// <summary>A patrol route for one unit and one night.</summary>
/// <param name="RouteId">Id.</param>
/// <param name="Name">Its name.</param>
/// <param name="UnitId">Who walks it.</param>
/// <param name="CallSign">The unit's name.</param>
/// <param name="Night">The duty night, <c>yyyy-MM-dd</c>.</param>
/// <param name="Stage">Draft or published.</param>
/// <param name="LengthM">Length in metres.</param>
/// <param name="Legs">The pieces in order.</param>
public sealed record RouteView(
    string RouteId,
    string Name,
    string UnitId,
    string CallSign,
    string Night,
    [property: AllowedValues("draft", "published")] string Stage,
    double LengthM,
    IReadOnlyList<RouteLegView> Legs);

/// <summary>A leg as the leader made it: an alley picked from the map, or a drawn line; exactly one of the two.</summary>
/// <param name="PlaceId">The alley, or null.</param>
/// <param name="LineWgs84">At least two [lon, lat] pairs, or null.</param>
public sealed record NewRouteLeg(long? PlaceId = null, IReadOnlyList<double[]>? LineWgs84 = null);

/// <summary>A new route.</summary>
public sealed record NewRoute(string Name, string UnitId, string Night, IReadOnlyList<NewRouteLeg> Legs);

/// <summary>The answer to publishing: the link the team opens on its phone. The token is shown this once.</summary>
/// <param name="Route">The published route.</param>
/// <param name="InvitePath">Path of the invite link, <c>/i/…</c>.</param>
/// <param name="ValidUntil">When the link stops working, UTC.</param>
public sealed record PublishedRoute(RouteView Route, string InvitePath, DateTimeOffset ValidUntil);

/// <summary>What a volunteer team sees on its phone.</summary>
/// <param name="Route">Tonight's route.</param>
/// <param name="DutyId">The running duty, or null before the start and after the end.</param>
/// <param name="DutyStartedAt">When it started, UTC.</param>
/// <param name="DoneM">Metres of the route walked tonight by this team.</param>
/// <param name="Legs">Per leg: walked pieces as [fromM, toM] along the leg.</param>
/// <param name="KeptDays">For how many days the team's positions are kept.</param>
public sealed record AssignmentView(
    RouteView Route,
    string? DutyId,
    DateTimeOffset? DutyStartedAt,
    double DoneM,
    IReadOnlyList<IReadOnlyList<double[]>> Legs,
    int KeptDays);
