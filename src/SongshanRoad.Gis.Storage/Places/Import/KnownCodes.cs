using SongshanRoad.Gis.Storage.Import;

namespace SongshanRoad.Gis.Storage.Places.Import;

/// <summary>The code by which units and accounts refer to each community. An import of codes may change it; then they follow.</summary>
internal sealed class KnownCodes
{
    private readonly ImportTransaction _transaction;
    private readonly Dictionary<long, string> _before;

    private KnownCodes(ImportTransaction transaction, Dictionary<long, string> before)
    {
        _transaction = transaction;
        _before = before;
    }

    /// <summary>Remembers the codes as they are.</summary>
    public static async Task<KnownCodes> RememberAsync(ImportTransaction transaction, CancellationToken cancellation) =>
        new(transaction, await ReadAsync(transaction, cancellation));

    /// <summary>Carries what has changed since to units and accounts.</summary>
    public async Task CarryAsync(CancellationToken cancellation)
    {
        var changed = (await ReadAsync(_transaction, cancellation))
            .Where(now => _before.TryGetValue(now.Key, out var was) && was != now.Value)
            .Select(now => (Was: _before[now.Key], Now: now.Value)).ToList();
        foreach (var file in changed.Count == 0 ? [] : (string[])["CarryToUnits.sql", "CarryToAccounts.sql"])
        {
            await using var command = _transaction.Command(SqlText.Load<KnownCodes>(file));
            command.Parameters.AddWithValue(changed.Select(code => code.Was).ToArray());
            command.Parameters.AddWithValue(changed.Select(code => code.Now).ToArray());
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static async Task<Dictionary<long, string>> ReadAsync(ImportTransaction transaction, CancellationToken cancellation)
    {
        await using var command = transaction.Command(SqlText.Load<KnownCodes>("ListKnownCodes.sql"));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var codes = new Dictionary<long, string>();
        while (await reader.ReadAsync(cancellation))
        {
            codes.Add(reader.GetInt64(0), reader.GetString(1));
        }

        return codes;
    }
}
