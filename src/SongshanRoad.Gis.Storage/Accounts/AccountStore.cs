using Npgsql;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Accounts;

/// <summary>Reads and writes office accounts and the one-time setup link.</summary>
public sealed class AccountStore(Database database)
{
    /// <summary>The account of this name (any case), or null.</summary>
    public async Task<Account?> FindAsync(string name, CancellationToken cancellation)
    {
        await using var command = Command("FindAccount.sql", name);
        return await ReadOneAsync(command, cancellation);
    }

    /// <summary>All accounts by name.</summary>
    public async Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellation)
    {
        await using var command = Command("ListAccounts.sql");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var accounts = new List<Account>();
        while (await reader.ReadAsync(cancellation))
        {
            accounts.Add(Read(reader));
        }

        return accounts;
    }

    /// <summary>Adds an account; null when the name is taken.</summary>
    public async Task<Account?> AddAsync(
        string name, string role, string? communityCode, string passwordHash, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = Command("AddAccount.sql", name, role, (object?)communityCode ?? DBNull.Value, passwordHash, now.UtcDateTime);
        return await ReadOneAsync(command, cancellation);
    }

    /// <summary>Counts a failed sign-in; from <paramref name="lockingFailures"/> on the account is locked until the given instant.</summary>
    public async Task RecordFailureAsync(int accountId, int lockingFailures, DateTimeOffset lockedUntil, CancellationToken cancellation)
    {
        await using var command = Command("RecordFailure.sql", accountId, lockingFailures, lockedUntil.UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Forgets earlier failures.</summary>
    public async Task RecordSuccessAsync(int accountId, CancellationToken cancellation)
    {
        await using var command = Command("RecordSuccess.sql", accountId);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Stores a new setup link in place of older unused ones.</summary>
    /// <returns>False when an account exists already, so that no setup is due.</returns>
    public async Task<bool> AddSetupLinkAsync(byte[] tokenHash, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = Command("AddSetupLink.sql", tokenHash, now.UtcDateTime);
        return await command.ExecuteNonQueryAsync(cancellation) > 0;
    }

    /// <summary>Makes the first account and uses up the setup link, both or neither.</summary>
    /// <returns>The account, or null when the link is unknown or used, or an account exists already.</returns>
    public async Task<Account?> AddFirstAsync(
        byte[] tokenHash, string name, string role, string passwordHash, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = Command("AddFirstAccount.sql", tokenHash, name, role, passwordHash, now.UtcDateTime);
        return await ReadOneAsync(command, cancellation);
    }

    private NpgsqlCommand Command(string file, params object[] values)
    {
        var command = database.DataSource.CreateCommand(SqlText.Load<AccountStore>(file));
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private static async Task<Account?> ReadOneAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Read(reader) : null;
    }

    private static Account Read(NpgsqlDataReader reader) => new(
        reader.GetInt32(0),
        reader.GetString(1),
        reader.GetString(2),
        reader.IsDBNull(3) ? null : reader.GetString(3),
        reader.GetString(4),
        reader.GetFieldValue<DateTimeOffset>(5),
        reader.GetInt32(6),
        reader.IsDBNull(7) ? null : reader.GetFieldValue<DateTimeOffset>(7));
}
