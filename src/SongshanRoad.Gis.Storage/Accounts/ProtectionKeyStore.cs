using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Accounts;

/// <summary>The keys that seal session cookies, one XML document each. Read and written in the calling thread, as whoever asks for keys does.</summary>
public sealed class ProtectionKeyStore(Database database)
{
    /// <summary>Adds a key; one of this name that is there already stays.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="xml">The key.</param>
    public void Add(string name, string xml)
    {
        using var command = database.DataSource.CreateCommand(SqlText.Load<ProtectionKeyStore>("AddProtectionKey.sql"));
        command.Parameters.AddValues(name, xml);
        command.ExecuteNonQuery();
    }

    /// <summary>All keys.</summary>
    public IReadOnlyList<string> List()
    {
        using var command = database.DataSource.CreateCommand(SqlText.Load<ProtectionKeyStore>("ListProtectionKeys.sql"));
        using var reader = command.ExecuteReader();
        var keys = new List<string>();
        while (reader.Read())
        {
            keys.Add(reader.GetString(0));
        }

        return keys;
    }

    /// <summary>Runs something while no other server does: of two that start at once only one makes the first key.</summary>
    /// <param name="run">What to run.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task InTurnAsync(Action run, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        await using var turn = await DatabaseTurn.TakeAsync(database, "protection keys", cancellation);
        run();
    }
}
