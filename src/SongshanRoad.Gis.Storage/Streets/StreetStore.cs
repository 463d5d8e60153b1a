using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Streets;

/// <summary>Reads the street network.</summary>
public sealed class StreetStore(Database database)
{
    /// <summary>Every segment.</summary>
    public async Task<IReadOnlyList<SegmentRecord>> ListAsync(CancellationToken cancellation)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<StreetStore>("ListSegments.sql"));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var segments = new List<SegmentRecord>();
        while (await reader.ReadAsync(cancellation))
        {
            segments.Add(new SegmentRecord(reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetString(2),
                reader.GetInt16(3), reader.GetBoolean(4), reader.GetBoolean(5), reader.GetFieldValue<LineString>(6)));
        }

        return segments;
    }
}
