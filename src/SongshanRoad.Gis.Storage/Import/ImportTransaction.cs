using Npgsql;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Storage.Import;

/// <summary>One import: everything it does becomes visible at <see cref="CommitAsync"/>, or never. One at a time per database.</summary>
public sealed class ImportTransaction : IAsyncDisposable
{
    private readonly NpgsqlTransaction _transaction;

    private ImportTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        Connection = connection;
        _transaction = transaction;
    }

    internal NpgsqlConnection Connection { get; }

    /// <summary>Begins an import.</summary>
    /// <exception cref="StorageException">Another import is running on the database.</exception>
    public static async Task<ImportTransaction> BeginAsync(Database database, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        var connection = await database.DataSource.OpenConnectionAsync(cancellation);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellation);
            await using var alone = new NpgsqlCommand(SqlText.Load<ImportTransaction>("TakeImportTurn.sql"), connection, transaction);
            // A large file takes minutes; the limit per command would cut it off.
            alone.CommandTimeout = 0;
            return (bool)(await alone.ExecuteScalarAsync(cancellation))!
                ? new ImportTransaction(connection, transaction)
                : throw new StorageException("import-running", "Another import is running on this database; wait until it has ended and repeat.");
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the import visible. Cannot be stopped: an answer that is not waited for would leave open whether it did.</summary>
    public Task CommitAsync() => RunAsync("commit", CancellationToken.None);

    /// <summary>Ends the import; what was not committed is undone.</summary>
    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }

    internal async Task<int> RunAsync(string sql, CancellationToken cancellation)
    {
        await using var command = Command(sql);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    internal NpgsqlCommand Command(string sql) => new(sql, Connection, _transaction) { CommandTimeout = 0 };
}
