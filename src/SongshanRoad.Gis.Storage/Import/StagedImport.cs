using System.Runtime.CompilerServices;
using Npgsql;

namespace SongshanRoad.Gis.Storage.Import;

/// <summary>
/// The way of every layer into its table: binary COPY into a temporary table of the transaction, then set-based statements
/// that take out what contradicts itself, compare with what is stored, and update or insert only the difference. A file
/// imported twice therefore changes nothing, not even the layer's version.
/// </summary>
/// <typeparam name="TRow">A checked row.</typeparam>
public abstract class StagedImport<TRow>
{
    private readonly ImportTransaction _transaction;
    private readonly string _table;
    private readonly Func<string, string> _sql;

    /// <summary>Prepares an import into a staging table.</summary>
    /// <param name="transaction">The import it belongs to.</param>
    /// <param name="table">Name of the staging table.</param>
    /// <param name="sql">Finds a statement by file name.</param>
    private protected StagedImport(ImportTransaction transaction, string table, Func<string, string> sql)
    {
        _transaction = transaction;
        _table = table;
        _sql = sql;
    }

    /// <summary>Sends rows to the staging table as they come.</summary>
    /// <param name="batches">The rows; one batch is written while the next is being read.</param>
    /// <param name="cancellation">Stops the import.</param>
    /// <returns>Rows staged.</returns>
    public async Task<long> StageAsync(IAsyncEnumerable<IReadOnlyList<TRow>> batches, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batches);
        await _transaction.RunAsync(_sql("CreateStaging.sql"), cancellation);
        long rows = 0;
        await using (var copy = await _transaction.Connection.BeginBinaryImportAsync($"copy {_table} from stdin (format binary)", cancellation))
        {
            // The server may work on the last megabytes for longer than the limit per command.
            copy.Timeout = TimeSpan.Zero;
            await foreach (var batch in batches.WithCancellation(cancellation))
            {
                // Filling the send buffer never waits for the network except when it is full, so the blocking calls cost nothing.
                foreach (var row in batch)
                {
                    copy.StartRow();
                    Write(copy, row);
                }

                rows += batch.Count;
            }

            await copy.CompleteAsync(cancellation);
        }

        await _transaction.RunAsync($"analyze {_table}", cancellation);
        return rows;
    }

    /// <summary>Takes out rows that contradict an earlier row of the file or the database, one by one: there may be millions.</summary>
    public async IAsyncEnumerable<StagedProblem> RemoveContradictionsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var file in ContradictionStatements)
        {
            await using var command = _transaction.Command(_sql(file));
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                yield return new StagedProblem(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3));
            }
        }
    }

    /// <summary>Brings the staged rows into the table.</summary>
    /// <exception cref="ImportRefusedException">They must not stand beside what is stored.</exception>
    public async Task<ImportTally> StoreAsync(CancellationToken cancellation)
    {
        await PrepareAsync(cancellation);
        ImportTally tally;
        await using (var count = _transaction.Command(_sql("CountStaged.sql")))
        await using (var reader = await count.ExecuteReaderAsync(cancellation))
        {
            await reader.ReadAsync(cancellation);
            tally = new ImportTally(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
        }

        foreach (var file in Statements(tally))
        {
            await _transaction.RunAsync(_sql(file), cancellation);
        }

        await FinishAsync(cancellation);
        return tally;
    }

    /// <summary>What is to be said about rows that were stored before and are no more, complete after <see cref="StoreAsync"/>.</summary>
    public virtual IReadOnlyList<string> Remarks => [];

    /// <summary>Statements that delete contradicting staged rows and return line, code, subject and other line.</summary>
    private protected virtual IReadOnlyList<string> ContradictionStatements => ["RemoveDuplicates.sql"];

    /// <summary>What to do, whatever was staged, before it is compared with what is stored.</summary>
    private protected virtual Task PrepareAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>What to do, whatever was staged, after it was stored.</summary>
    private protected virtual Task FinishAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Statements that store the rows, in their order. Where nothing differs none may run, for each raises the layer's version.</summary>
    private protected virtual IEnumerable<string> Statements(ImportTally tally)
    {
        if (tally.Changed > 0)
        {
            yield return "UpdateChanged.sql";
        }

        if (tally.New > 0)
        {
            yield return "InsertNew.sql";
        }
    }

    /// <summary>Writes one row in the order of the staging table's columns.</summary>
    private protected abstract void Write(NpgsqlBinaryImporter copy, TRow row);
}
