using System.Globalization;
using System.Threading.Channels;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Storage.Import;

namespace SongshanRoad.Gis.Cli.Import;

/// <summary>Takes one file into the database: reads and checks on one thread, copies on another, stores in one transaction.</summary>
internal static class ImportRun
{
    private const int BatchRows = 1000;
    private const int BatchesWaiting = 8;

    // A thousand outlines of large cities are too much to wait in memory.
    private const int BatchBytes = 1 << 20;

    /// <summary>Runs the import and prints its summary.</summary>
    /// <exception cref="CommandFailedException">The file is refused as a whole; nothing was stored.</exception>
    public static async Task<int> RunAsync<TRow>(
        CommandHost host,
        ImportRequest request,
        Database database,
        Func<ImportTransaction, StagedImport<TRow>> into,
        IRowSource<TRow> source,
        CancellationToken cancellation)
    {
        var started = host.Time.GetTimestamp();
        await using var transaction = await ImportTransaction.BeginAsync(database, cancellation);
        var import = into(transaction);
        ImportTally tally;
        long read;
        using (var log = new ImportLog(request, host))
        {
            long staged;
            using (var progress = new ImportProgress<TRow>(host, request.FileName, source, log))
            {
                staged = await StageAsync(import, source, log, progress, cancellation);
            }

            read = staged + log.Rejected;
            var refusal = source.Refusal();
            foreach (var remark in source.Remarks())
            {
                log.Remark(remark);
            }

            if (read == 0)
            {
                throw new CommandFailedException(source.WhyEmpty is { } why
                    ? $"{request.FilePath}: {why} Nothing was imported. Correct --where."
                    : $"{request.FilePath} holds nothing for {request.Layer}; nothing was imported. Check that it is the right file and layer.");
            }

            if (refusal is not null)
            {
                throw new CommandFailedException($"{request.FilePath}: {refusal} Nothing was imported.");
            }

            await foreach (var problem in import.RemoveContradictionsAsync(cancellation))
            {
                log.Reject(StagedProblemText.Of(problem));
            }

            RefuseManyRejects(request, log, read);
            try
            {
                tally = await import.StoreAsync(cancellation);
            }
            catch (ImportRefusedException refused)
            {
                throw new CommandFailedException($"{request.FilePath}: {refused.Message} Nothing was imported.");
            }

            foreach (var remark in import.Remarks)
            {
                log.Remark(remark);
            }

            log.Flush();
            if (log.Rejected == 0)
            {
                RejectListPath.RemoveStale(request.RejectsPath);
            }

            await transaction.CommitAsync();
            var seconds = host.Time.GetElapsedTime(started).TotalSeconds;
            await host.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{request.Layer}: {read} read, {tally.New} new, {tally.Changed} changed, {tally.Unchanged} unchanged, {log.Repaired} repaired, {log.Rejected} rejected in {seconds:F1} s"));
            if (log.Rejected > 0)
            {
                log.Remark($"rejected rows with reason and cure: {request.RejectsPath}");
            }
        }

        return ExitCodes.Done;
    }

    private static async Task<long> StageAsync<TRow>(
        StagedImport<TRow> import, IRowSource<TRow> source, ImportLog log, ImportProgress<TRow> progress, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var batches = Channel.CreateBounded<IReadOnlyList<TRow>>(new BoundedChannelOptions(BatchesWaiting) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ReadAsync(source, log, progress, batches.Writer, stop.Token), CancellationToken.None);
        try
        {
            return await import.StageAsync(batches.Reader.ReadAllAsync(cancellation), cancellation);
        }
        finally
        {
            // When copying failed the reader must end too, before the file is closed under it.
            await stop.CancelAsync();
            await reading;
        }
    }

    // Every failure travels through the channel, so that this task itself never fails.
    private static async Task ReadAsync<TRow>(
        IRowSource<TRow> source, ImportLog log, ImportProgress<TRow> progress, ChannelWriter<IReadOnlyList<TRow>> batches, CancellationToken stop)
    {
        try
        {
            var batch = new List<TRow>(BatchRows);
            var begunAtByte = source.BytesRead;
            foreach (var row in source.ReadRows(log))
            {
                batch.Add(row);
                if (batch.Count == BatchRows || source.BytesRead - begunAtByte > BatchBytes)
                {
                    await batches.WriteAsync(batch, stop);
                    progress.Add(batch.Count);
                    batch = new List<TRow>(BatchRows);
                    begunAtByte = source.BytesRead;
                }
            }

            await batches.WriteAsync(batch, stop);
            progress.Add(batch.Count);
            batches.Complete();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            batches.Complete(failure);
        }
    }

    private static void RefuseManyRejects(ImportRequest request, ImportLog log, long read)
    {
        if (log.Rejected * 2 > read && !request.AllowManyRejects)
        {
            var first = log.FirstReject!;
            throw new CommandFailedException(
                $"{request.FilePath}: {log.Rejected} of {read} rows cannot be used, so nothing was imported. The first, line {first.Line}: {first.Sentence} {first.Cure} "
                + $"All of them: {request.RejectsPath}.{(log.Rejected < read ? " To import the others all the same, add --allow-many-rejects." : "")}");
        }
    }
}
