using System.Text.Json;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Places.Import.Codes;

/// <summary>A stored community as a list of codes must find it.</summary>
/// <param name="PlaceId">Its number.</param>
/// <param name="ExternalId">Id it was imported with.</param>
/// <param name="Name">Its name.</param>
/// <param name="FullName">Its full name, or null.</param>
/// <param name="Codes">Its codes, oldest first.</param>
public sealed record StoredCommunity(long PlaceId, string ExternalId, string Name, string? FullName, IReadOnlyList<PlaceCode> Codes)
{
    /// <summary>Reads all of them.</summary>
    public static async Task<IReadOnlyList<StoredCommunity>> ListAsync(Database database, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var command = database.DataSource.CreateCommand(SqlText.Load<StoredCommunity>("ListCommunities.sql"));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var communities = new List<StoredCommunity>();
        while (await reader.ReadAsync(cancellation))
        {
            communities.Add(new StoredCommunity(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), await reader.IsDBNullAsync(3, cancellation) ? null : reader.GetString(3),
                JsonSerializer.Deserialize<List<PlaceCode>>(reader.GetString(4), JsonSerializerOptions.Web)!));
        }

        return communities;
    }
}
