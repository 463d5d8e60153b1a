using System.ComponentModel.DataAnnotations;

namespace SongshanRoad.Gis.Contracts.Places;

/// <summary>What raises an alert at a place that has an area: units of some kinds that enter or leave it on duty.</summary>
/// <param name="OnEnter">Whether entering does.</param>
/// <param name="OnLeave">Whether leaving does; one of the two must.</param>
/// <param name="UnitKinds">Of which kinds of unit, one at least.</param>
/// <param name="DwellSeconds">How long a unit must be inside until it counts as having entered, 0 to 3,600; 0 also counts who drives through.</param>
public sealed record GeofenceSetting(
    bool OnEnter,
    bool OnLeave,
    [property: AllowedValues("patrolCar", "volunteerTeam", "patrolSquad", "propertyGuard", "communityPolice")] IReadOnlyList<string> UnitKinds,
    int DwellSeconds = 0);

/// <summary>A place with its fence.</summary>
/// <param name="PlaceId">The place.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Since">Since when it counts, UTC.</param>
/// <param name="Setting">What raises an alert.</param>
public sealed record GeofenceView(long PlaceId, string Name, string Kind, DateTimeOffset Since, GeofenceSetting Setting);
