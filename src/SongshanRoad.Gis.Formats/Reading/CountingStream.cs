namespace SongshanRoad.Gis.Formats.Reading;

/// <summary>Passes reads through and counts the bytes, so that any parser on top shows progress; a failing disk becomes an
/// <see cref="UnreadableFileException"/>.</summary>
/// <param name="inner">The file.</param>
/// <param name="progress">Told the bytes read and the bytes in all after each percent; may be null.</param>
internal sealed class CountingStream(Stream inner, Action<long, long>? progress = null) : ForwardStream(inner)
{
    private long _bytesRead;
    private long _nextReport;

    public long BytesRead => Interlocked.Read(ref _bytesRead);

    public override int Read(Span<byte> buffer)
    {
        int count;
        try
        {
            count = Inner.Read(buffer);
        }
        catch (IOException e)
        {
            throw new UnreadableFileException(ProblemCodes.CannotOpen,
                $"Reading failed after {BytesRead:N0} bytes ({e.Message}).", "Check the disk or the network drive and try again.", inner: e);
        }

        var read = Interlocked.Add(ref _bytesRead, count);
        if (progress is not null && (read >= _nextReport || count == 0))
        {
            _nextReport = read + (Length / 100);
            progress(read, Length);
        }

        return count;
    }
}
