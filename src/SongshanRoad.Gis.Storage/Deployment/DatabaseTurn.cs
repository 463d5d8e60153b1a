using Npgsql;

namespace SongshanRoad.Gis.Storage.Deployment;

/// <summary>A turn that one server at a time has: an advisory lock of PostgreSQL, given back at its end, or with the connection.</summary>
public sealed class DatabaseTurn : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private DatabaseTurn(NpgsqlConnection connection, NpgsqlTransaction transaction) => (_connection, _transaction) = (connection, transaction);

    /// <summary>Waits for a turn and takes it. What is read on other connections from here on holds all that the one before has stored.</summary>
    /// <param name="database">The database.</param>
    /// <param name="name">What the turn is about; turns of different names do not wait for each other.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="NpgsqlException">The database is not reachable.</exception>
    public static async Task<DatabaseTurn> TakeAsync(Database database, string name, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        var connection = await database.DataSource.OpenConnectionAsync(cancellation);
        try
        {
            // A transaction's lock: a session's would outlive the way back into the pool.
            var transaction = await connection.BeginTransactionAsync(cancellation);
            await using var take = new NpgsqlCommand(SqlText.Load<DatabaseTurn>("TakeTurn.sql"), connection, transaction);
            take.Parameters.AddValues(name);
            await take.ExecuteNonQueryAsync(cancellation);
            return new DatabaseTurn(connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
