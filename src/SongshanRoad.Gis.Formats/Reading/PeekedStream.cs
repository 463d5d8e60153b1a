namespace SongshanRoad.Gis.Formats.Reading;

/// <summary>Lets the first bytes be looked at before the stream is read from its beginning.</summary>
internal sealed class PeekedStream : ForwardStream
{
    private readonly byte[] _head;
    private int _given;

    public PeekedStream(Stream inner, int peekBytes)
        : base(inner)
    {
        var head = new byte[peekBytes];
        _head = head[..inner.ReadAtLeast(head, peekBytes, throwOnEndOfStream: false)];
    }

    /// <summary>The first bytes; fewer than asked for when the stream is shorter.</summary>
    public ReadOnlySpan<byte> Head => _head;

    public override int Read(Span<byte> buffer)
    {
        if (_given == _head.Length)
        {
            return Inner.Read(buffer);
        }

        var count = Math.Min(buffer.Length, _head.Length - _given);
        _head.AsSpan(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }
}
