using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Import;

/// <summary>What is known of the district already: the yardstick for the datum of a new file.</summary>
/// <param name="DistrictWgs84">Outline of the district, or null when none is stored.</param>
/// <param name="StreetsWgs84">All stored streets, or null when none are.</param>
public sealed record StoredFrame(Geometry? DistrictWgs84, Geometry? StreetsWgs84)
{
    /// <summary>Reads it.</summary>
    public static async Task<StoredFrame> ReadAsync(Database database, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var command = database.DataSource.CreateCommand(SqlText.Load<StoredFrame>("ReadStoredFrame.sql"));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new StoredFrame(
            await reader.IsDBNullAsync(0, cancellation) ? null : reader.GetFieldValue<Geometry>(0),
            await reader.IsDBNullAsync(1, cancellation) ? null : reader.GetFieldValue<Geometry>(1));
    }
}
