namespace SongshanRoad.Gis.Formats.Reading;

/// <summary>Stops XML whose single tag or text run is absurdly long: the XML parser would hold it in memory whole.</summary>
internal sealed class MarkupGuardStream(Stream inner) : ForwardStream(inner)
{
    private const int MaxRunBytes = 1 << 20;

    private long _sinceMark;

    public override int Read(Span<byte> buffer)
    {
        // Small steps, so that a run is noticed before much of it is buffered.
        buffer = buffer[..Math.Min(buffer.Length, 1 << 16)];
        var count = Inner.Read(buffer);
        var lastMark = buffer[..count].LastIndexOf((byte)'>');
        _sinceMark = lastMark < 0 ? _sinceMark + count : count - lastMark;
        return _sinceMark <= MaxRunBytes
            ? count
            : throw new UnreadableFileException(ProblemCodes.TooLarge, "One XML tag or text is longer than 1 MiB.",
                "This is not a usual OSM or GPX file; export it again.");
    }
}
