using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Places.Import;

/// <summary>The stored communities by every code a file may name them by, whoever gave it.</summary>
public sealed class CommunityCodes
{
    private readonly Dictionary<string, string> _knownBy = new(StringComparer.Ordinal);

    /// <summary>Whether any community is stored.</summary>
    public bool Any => _knownBy.Count > 0;

    /// <summary>Reads the stored communities.</summary>
    public static async Task<CommunityCodes> ReadAsync(Database database, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var command = database.DataSource.CreateCommand(SqlText.Load<CommunityCodes>("ListCommunityCodes.sql"));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var codes = new CommunityCodes();
        while (await reader.ReadAsync(cancellation))
        {
            codes._knownBy.TryAdd(reader.GetString(0), reader.GetString(1));
        }

        return codes;
    }

    /// <summary>The code a community is known by everywhere, found by any of its codes; null when no community has it.</summary>
    public string? Find(string code) => _knownBy.GetValueOrDefault(code);
}
