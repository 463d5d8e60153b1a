using Npgsql;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Accounts;

/// <summary>Signed-in sessions: who is signed in is what stands here, not what a cookie says.</summary>
public sealed class SessionStore(Database database)
{
    /// <summary>Stores a new session.</summary>
    /// <param name="keyHash">SHA-256 of the key that the cookie carries.</param>
    /// <param name="ticket">What the session is, serialised.</param>
    /// <param name="expiresAt">When it ends by itself, UTC.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task AddAsync(byte[] keyHash, byte[] ticket, DateTimeOffset expiresAt, CancellationToken cancellation) =>
        RunAsync("AddSession.sql", cancellation, keyHash, ticket, expiresAt.UtcDateTime);

    /// <summary>Replaces a session's ticket and end; one that was ended meanwhile stays ended.</summary>
    public Task RenewAsync(byte[] keyHash, byte[] ticket, DateTimeOffset expiresAt, CancellationToken cancellation) =>
        RunAsync("RenewSession.sql", cancellation, keyHash, ticket, expiresAt.UtcDateTime);

    /// <summary>The session's ticket, or null when it has ended.</summary>
    public async Task<byte[]?> FindAsync(byte[] keyHash, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = Command("FindSession.sql", keyHash, now.UtcDateTime);
        return (byte[]?)await command.ExecuteScalarAsync(cancellation);
    }

    /// <summary>Ends a session.</summary>
    public Task EndAsync(byte[] keyHash, CancellationToken cancellation) => RunAsync("EndSession.sql", cancellation, keyHash);

    /// <summary>Forgets sessions that have ended by themselves.</summary>
    public Task DropExpiredAsync(DateTimeOffset now, CancellationToken cancellation) =>
        RunAsync("DropExpiredSessions.sql", cancellation, now.UtcDateTime);

    private async Task RunAsync(string file, CancellationToken cancellation, params object[] values)
    {
        await using var command = Command(file, values);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private NpgsqlCommand Command(string file, params object[] values)
    {
        var command = database.DataSource.CreateCommand(SqlText.Load<SessionStore>(file));
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
