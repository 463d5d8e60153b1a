using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Geofences;

/// <summary>Which places have a fence. Every change raises the version of the layer <see cref="Layer"/>.</summary>
public sealed class GeofenceStore(Database database)
{
    /// <summary>The layer whose version goes up with every change.</summary>
    public const string Layer = "geofences";

    /// <summary>All fences, by kind and name of their places.</summary>
    public async Task<IReadOnlyList<StoredGeofence>> ListAsync(CancellationToken cancellation)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<GeofenceStore>("ListGeofences.sql"));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var fences = new List<StoredGeofence>();
        while (await reader.ReadAsync(cancellation))
        {
            fences.Add(new StoredGeofence(
                reader.GetInt64(0),
                reader.GetString(1),
                reader.GetString(2),
                reader.GetFieldValue<DateTimeOffset>(3),
                reader.GetBoolean(4),
                reader.GetBoolean(5),
                TimeSpan.FromSeconds(reader.GetInt32(6)),
                [.. reader.GetFieldValue<string[]>(7).Select(code => UnitKindCode.TryParse(code, out var kind) ? kind : default)],
                reader.GetFieldValue<Geometry>(8)));
        }

        return fences;
    }

    /// <summary>Gives a place a fence, or another one; what happened before now is no alert.</summary>
    /// <param name="placeId">The place.</param>
    /// <param name="onEnter">Whether entering raises an alert.</param>
    /// <param name="onLeave">Whether leaving does; one of the two must.</param>
    /// <param name="dwell">How long a unit must be inside until it counts as having entered, whole seconds up to an hour.</param>
    /// <param name="unitKinds">Of which kinds of unit, one at least.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>False when there is no such place, or it is no area.</returns>
    public Task<bool> SetAsync(
        long placeId, bool onEnter, bool onLeave, TimeSpan dwell, IEnumerable<UnitKind> unitKinds, DateTimeOffset now, CancellationToken cancellation) =>
        ChangeAsync("SetGeofence.sql", cancellation,
            placeId, onEnter, onLeave, (int)dwell.TotalSeconds, unitKinds.Select(UnitKindCode.ToCode).ToArray(), now.UtcDateTime);

    /// <summary>Takes a place's fence away; its alerts stay.</summary>
    /// <returns>False when it has none.</returns>
    public Task<bool> DropAsync(long placeId, CancellationToken cancellation) => ChangeAsync("DropGeofence.sql", cancellation, placeId);

    private async Task<bool> ChangeAsync(string file, CancellationToken cancellation, params object[] values)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<GeofenceStore>(file));
        command.Parameters.AddValues(values);
        return await command.ExecuteScalarAsync(cancellation) is not null;
    }
}
