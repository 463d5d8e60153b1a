using Npgsql;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Tiles;

/// <summary>Cuts vector tiles (Mapbox Vector Tile 2.1, EPSG:3857) from the stored layers.</summary>
public sealed class TileStore(Database database)
{
    /// <summary>The base map: district, communities, streets, buildings, green, water, landmarks.</summary>
    public Task<byte[]?> BaseAsync(TileAddress tile, CancellationToken cancellation) => CutAsync("BaseTile.sql", tile, [], cancellation);

    /// <summary>Alleys, courtyards, schools and their perimeters, venues, trouble areas.</summary>
    public Task<byte[]?> PlacesAsync(TileAddress tile, CancellationToken cancellation) => CutAsync("PlacesTile.sql", tile, [], cancellation);

    /// <summary>Incidents of a window, the newest 20,000 in the tile.</summary>
    /// <param name="tile">Which tile.</param>
    /// <param name="from">Start of the window, UTC, inclusive.</param>
    /// <param name="to">End of the window, UTC, exclusive.</param>
    /// <param name="categories">Category codes; empty means all.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<byte[]?> IncidentsAsync(
        TileAddress tile, DateTimeOffset from, DateTimeOffset to, IReadOnlyCollection<string> categories, CancellationToken cancellation) =>
        CutAsync("IncidentsTile.sql", tile, [from.UtcDateTime, to.UtcDateTime, categories.ToArray()], cancellation);

    /// <summary>Cells of a stored hotspot run; null when there is no such run.</summary>
    public Task<byte[]?> HotspotsAsync(TileAddress tile, string runId, CancellationToken cancellation) =>
        CutAsync("HotspotsTile.sql", tile, [runId], cancellation);

    /// <summary>The version of each layer; goes up with every change.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ReadVersionsAsync(CancellationToken cancellation)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(cancellation);
        return await ReadVersionsAsync(connection, cancellation);
    }

    /// <summary>The version of each layer as a connection's transaction sees it.</summary>
    internal static async Task<IReadOnlyDictionary<string, long>> ReadVersionsAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(SqlText.Load<TileStore>("ReadLayerVersions.sql"), connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var versions = new Dictionary<string, long>();
        while (await reader.ReadAsync(cancellation))
        {
            versions.Add(reader.GetString(0), reader.GetInt64(1));
        }

        return versions;
    }

    private async Task<byte[]?> CutAsync(string file, TileAddress tile, object[] more, CancellationToken cancellation)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<TileStore>(file));
        command.Parameters.AddValues([tile.Zoom, tile.Column, tile.Row, .. more]);
        return await command.ExecuteScalarAsync(cancellation) as byte[];
    }
}
