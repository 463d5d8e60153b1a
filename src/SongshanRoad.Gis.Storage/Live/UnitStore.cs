using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Live;

/// <summary>A patrol unit.</summary>
/// <param name="Code">Its stable id, lower-case letters, digits and hyphens.</param>
/// <param name="Kind">Who patrols.</param>
/// <param name="CallSign">Name on the map; never a person's name.</param>
/// <param name="CommunityCode">Twelve-digit code of its home community, or null.</param>
public sealed record PatrolUnit(string Code, UnitKind Kind, string CallSign, string? CommunityCode);

/// <summary>The patrol units of the office.</summary>
public sealed class UnitStore(Database database)
{
    /// <summary>All active units by kind and name, each with its running duty's id or null.</summary>
    public async Task<IReadOnlyList<(PatrolUnit Unit, string? DutyId)>> ListAsync(CancellationToken cancellation)
    {
        await using var command = database.DataSource.CreateCommand(SqlText.Load<UnitStore>("ListUnits.sql"));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var units = new List<(PatrolUnit, string?)>();
        while (await reader.ReadAsync(cancellation))
        {
            var unit = new PatrolUnit(
                reader.GetString(0),
                UnitKindCode.TryParse(reader.GetString(1), out var kind) ? kind : default,
                reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetString(3));
            units.Add((unit, reader.IsDBNull(4) ? null : FixStore.Text(reader.GetGuid(4))));
        }

        return units;
    }
}
