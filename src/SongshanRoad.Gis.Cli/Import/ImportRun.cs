using System.Globalization;
using System.Threading.Channels;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Storage.Import;

namespace SongshanRoad.Gis.Cli.Import;

/// <summary>Takes one file into the database: reads and checks on one thread, copies on another, stores in one transaction.</summary>
internal static class ImportRun
{
    private const int BatchRows = 1000;
    private const int BatchesWaiting = 8;

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
            if (read == 0)
            {
                throw new CommandFailedException(source.WhyEmpty is { } why
                    ? $"{request.FilePath}: {why} Nothing was imported. Correct --where."
                    : $"{request.FilePath} holds no rows for {request.Layer}; nothing was imported. Check that it is the right file.");
            }

            var refusal = source.Refusal();
            foreach (var remark in source.Remarks())
            {
                log.Remark(remark);
            }

            if (refusal is not null)
            {
                throw new CommandFailedException($"{request.FilePath}: {refusal} Nothing was imported.");
            }

            foreach (var problem in await import.RemoveContradictionsAsync(cancellation))
            {
                log.Reject(Describe(problem));
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
            await transaction.CommitAsync(cancellation);
            var seconds = host.Time.GetElapsedTime(started).TotalSeconds;
            await host.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{request.Layer}: {read} read, {tally.New} new, {tally.Changed} changed, {tally.Unchanged} unchanged, {log.Repaired} repaired, {log.Rejected} rejected in {seconds:F1} s"));
            if (log.Rejected > 0)
            {
                log.Remark($"rejected rows with reason and cure: {request.RejectsPath}");
            }
            else
            {
                RejectListPath.RemoveStale(request.RejectsPath);
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
            foreach (var row in source.ReadRows(log))
            {
                batch.Add(row);
                if (batch.Count == BatchRows)
                {
                    await batches.WriteAsync(batch, stop);
                    progress.Add(batch.Count);
                    batch = new List<TRow>(BatchRows);
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
                + $"All of them: {request.RejectsPath}. To import the others all the same, add --allow-many-rejects.");
        }
    }

    private static ImportProblem Describe(StagedProblem problem) => problem.Code switch
    {
        "duplicate-id" => new ImportProblem(problem.Line, problem.Code,
            $"Line {problem.Line} has the same id as line {problem.OtherLine}: {problem.Subject}; line {problem.OtherLine} was kept.",
            "Give each row its own id, or delete one of the two."),
        "duty-overlap" => new ImportProblem(problem.Line, problem.Code,
            $"The unit has another duty at that time, since {problem.Subject}.", "Name the unit that walked this track with --unit."),
        "duplicate-community" => new ImportProblem(problem.Line, problem.Code,
            $"Line {problem.Line} gives the community of line {problem.OtherLine} another {problem.Subject} for the same time; line {problem.OtherLine} was kept.",
            "Delete one of the two, correct the name, or give both their days (validFrom, validTo)."),
        "call-sign-taken" => new ImportProblem(problem.Line, problem.Code,
            problem.OtherLine == 0
                ? $"Another stored unit has the call sign {problem.Subject}."
                : $"The unit of line {problem.OtherLine} has the same call sign {problem.Subject}.",
            "Give each unit its own; to pass one on, first import the other unit with its new one."),
        _ => new ImportProblem(problem.Line, problem.Code,
            problem.OtherLine == 0
                ? $"Code {problem.Subject} belongs to another stored place at that time."
                : $"Code {problem.Subject} belongs to line {problem.OtherLine} at that time.",
            "Correct the code, or end its validity at the other place first."),
    };
}
