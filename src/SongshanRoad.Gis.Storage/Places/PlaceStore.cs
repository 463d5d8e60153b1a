using System.Text.Json;
using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Places;

/// <summary>Reads places and what describes the district as a whole.</summary>
public sealed class PlaceStore(Database database)
{
    /// <summary>The place of this number, or null.</summary>
    public async Task<PlaceRecord?> FindAsync(long placeId, CancellationToken cancellation)
    {
        var codes = await ReadAsync("ListPlaceCodes.sql", [placeId],
            reader => new PlaceCode(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<DateOnly>(2), Optional<DateOnly>(reader, 3)),
            cancellation);
        var found = await ReadAsync("FindPlace.sql", [placeId],
            reader => new PlaceRecord(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), Text(reader, 3), Text(reader, 4), Optional<double>(reader, 5),
                Optional<double>(reader, 6), reader.GetString(7), reader.GetFloat(8), reader.GetString(9), codes, Attributes(reader.GetString(10))),
            cancellation);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>Numbers of the places whose name contains a text.</summary>
    /// <param name="kind">Only this kind, or null for all.</param>
    /// <param name="namePart">Part of the name, or null for all.</param>
    /// <param name="limit">At most this many, by name.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<IReadOnlyList<long>> SearchAsync(string? kind, string? namePart, int limit, CancellationToken cancellation) =>
        ReadAsync("SearchPlaces.sql", [kind, namePart, limit], reader => reader.GetInt64(0), cancellation);

    /// <summary>The district.</summary>
    public async Task<DistrictRecord> ReadDistrictAsync(CancellationToken cancellation) => (await ReadAsync("ReadDistrict.sql", [],
        reader => new DistrictRecord(
            Text(reader, 0), Text(reader, 1), reader.GetFieldValue<Geometry>(2).EnvelopeInternal, reader.GetBoolean(3)),
        cancellation))[0];

    /// <summary>How much of each kind of feature is real.</summary>
    public Task<IReadOnlyList<RealityCount>> CountAsync(CancellationToken cancellation) => ReadAsync("CountFeatures.sql", [],
        reader => new RealityCount(reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3)), cancellation);

    /// <summary>The communities by code.</summary>
    public Task<IReadOnlyList<CommunityRecord>> ListCommunitiesAsync(CancellationToken cancellation) => ReadAsync("ListCommunities.sql", [],
        reader => new CommunityRecord(reader.GetString(0), reader.GetString(1), reader.GetDouble(2), reader.GetDouble(3)), cancellation);

    /// <summary>Every alley, by number.</summary>
    public Task<IReadOnlyList<AlleyRecord>> ListAlleysAsync(CancellationToken cancellation) => ReadAsync("ListAlleys.sql", [],
        reader => new AlleyRecord(
            reader.GetInt64(0), reader.GetString(1), Text(reader, 2), reader.GetString(3), reader.GetFieldValue<Geometry>(4),
            reader.GetFieldValue<Geometry>(5)),
        cancellation);

    /// <summary>A point on each place of a kind, in metres of the deployment's CRS.</summary>
    public Task<IReadOnlyList<MetricPoint>> ListPointsAsync(string kind, CancellationToken cancellation) => ReadAsync("ListPoints.sql", [kind],
        reader => new MetricPoint(reader.GetDouble(0), reader.GetDouble(1)), cancellation);

    /// <summary>The active incident categories in their order.</summary>
    public Task<IReadOnlyList<CategoryRecord>> ListCategoriesAsync(CancellationToken cancellation) => ReadAsync("ListCategories.sql", [],
        reader => new CategoryRecord(reader.GetString(0), Text(reader, 1), reader.GetString(2), reader.GetString(3)), cancellation);

    private async Task<IReadOnlyList<T>> ReadAsync<T>(
        string file, object?[] values, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<PlaceStore>(file));
        foreach (var value in values)
        {
            command.Parameters.Add(value is null
                ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }
                : new NpgsqlParameter { Value = value });
        }

        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static T? Optional<T>(NpgsqlDataReader reader, int column)
        where T : struct => reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);

    private static Dictionary<string, string> Attributes(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.ToString());
    }
}
