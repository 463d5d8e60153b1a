using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Patrols.Live;

namespace SongshanRoad.Gis.Storage.Geofences;

/// <summary>A place with its fence.</summary>
/// <param name="PlaceId">The place.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Since">Since when it counts, UTC.</param>
/// <param name="OnEnter">Whether entering raises an alert.</param>
/// <param name="OnLeave">Whether leaving does.</param>
/// <param name="Dwell">How long a unit must be inside until it counts as having entered.</param>
/// <param name="UnitKinds">Of which kinds of unit.</param>
/// <param name="AreaMetric">Its area in the deployment's metric CRS.</param>
public sealed record StoredGeofence(
    long PlaceId, string Name, string Kind, DateTimeOffset Since, bool OnEnter, bool OnLeave, TimeSpan Dwell, IReadOnlyList<UnitKind> UnitKinds, Geometry AreaMetric);
