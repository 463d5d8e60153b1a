using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Cli.Import;

/// <summary>Keeps what an import has to say: rejects to the reject file, repairs and remarks to standard error. Used by one thread
/// at a time.</summary>
internal sealed class ImportLog(ImportRequest request, CommandHost host) : IDisposable
{
    private const int RepairsShown = 20;

    private RejectFile? _rejects;
    private long _repaired;
    private long _rejected;

    /// <summary>Rows that cannot be used.</summary>
    public long Rejected => Interlocked.Read(ref _rejected);

    /// <summary>Rows whose geometry was mended.</summary>
    public long Repaired => Interlocked.Read(ref _repaired);

    /// <summary>The first problem, as the example in a refusal.</summary>
    public ImportProblem? FirstReject { get; private set; }

    /// <summary>Puts a row aside.</summary>
    public void Reject(ImportProblem problem, string? raw = null)
    {
        Interlocked.Increment(ref _rejected);
        FirstReject ??= problem;
        WriteRejects(() =>
        {
            _rejects ??= new RejectFile(new FileStream(request.RejectsPath, FileMode.Create, FileAccess.Write, FileShare.Read));
            _rejects.Write(problem, raw);
        });
    }

    /// <summary>Brings the reject list to the disk, so that an import is not stored whose list is lost.</summary>
    /// <exception cref="CommandFailedException">It cannot be written.</exception>
    public void Flush() => WriteRejects(() => _rejects?.Flush());

    /// <summary>Says that a geometry was mended; the first ones one by one.</summary>
    public void Repair(long line, string sentence)
    {
        if (Interlocked.Increment(ref _repaired) <= RepairsShown)
        {
            Remark($"line {line}: {sentence}");
        }
        else if (Repaired == RepairsShown + 1)
        {
            Remark("further repairs are only counted.");
        }
    }

    /// <summary>Says something about the file.</summary>
    public void Remark(string sentence) => host.Error.WriteLine(FailureReport.OneLine($"{request.FileName}: {sentence}"));

    /// <summary>Closes the reject file, so that it can be opened when the command reports it.</summary>
    public void Dispose()
    {
        try
        {
            _rejects?.Dispose();
        }
        catch (IOException)
        {
            // The failed write that led here was told already.
        }

        _rejects = null;
    }

    private void WriteRejects(Action write)
    {
        try
        {
            write();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(
                $"the reject list {request.RejectsPath} cannot be written ({failure.Message}). Nothing was imported. Free space there, or name another place with --rejects.");
        }
    }
}
