namespace SongshanRoad.Gis.Trackers.Jtt808;

/// <summary>Puts the parts of long messages of one terminal together (分包, JT/T 808-2013, 4.4.3). What it holds is bounded: the oldest
/// unfinished message goes when there are too many. Not safe to use from several threads at once.</summary>
public sealed class Jtt808Assembly
{
    /// <summary>Most parts of a message: with more a message would be longer than anything that is understood.</summary>
    public const int MaxParts = 64;

    private const int MaxUnfinished = 4;

    private readonly List<Unfinished> _unfinished = [];

    /// <summary>Takes a message.</summary>
    /// <param name="message">A whole message, or a part.</param>
    /// <returns>The whole message, with the headers of all its parts; null when parts are
    /// missing, or when there would be too many.</returns>
    public Jtt808Whole? Take(Jtt808Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Header.Part is not { } part)
        {
            return new Jtt808Whole(message.Header.MessageId, message.Body, [message.Header]);
        }

        if (part.Count > MaxParts)
        {
            return null;
        }

        var first = FirstSerial(message.Header, part);
        var unfinished = _unfinished.Find(one => one.Is(message.Header.MessageId, first, part.Count));
        if (unfinished is null)
        {
            unfinished = new Unfinished(message.Header.MessageId, first, part.Count);
            _unfinished.Add(unfinished);
            if (_unfinished.Count > MaxUnfinished)
            {
                _unfinished.RemoveAt(0);
            }
        }

        if (unfinished.Put(message, part.Number) is not { } whole)
        {
            return null;
        }

        _unfinished.Remove(unfinished);
        return whole;
    }

    /// <summary>What is missing of a message whose last part has come.</summary>
    /// <param name="header">Header of the part that was taken last.</param>
    /// <returns>The missing parts; null unless it was the last one and leaves others missing.</returns>
    public Jtt808MissingParts? MissingBefore(in Jtt808Header header)
    {
        if (header.Part is not { } part || part.Number < part.Count)
        {
            return null;
        }

        var (id, first) = (header.MessageId, FirstSerial(header, part));
        return _unfinished.Find(one => one.Is(id, first, part.Count)) is { } unfinished ? new Jtt808MissingParts(first, unfinished.Missing()) : null;
    }

    // Serial numbers of parts follow each other, so that the first part's tells one message from another.
    private static ushort FirstSerial(in Jtt808Header header, Jtt808Part part) => (ushort)(header.Serial - part.Number + 1);

    private sealed class Unfinished(ushort messageId, ushort firstSerial, ushort count)
    {
        private readonly Jtt808Message?[] _parts = new Jtt808Message?[count];

        public bool Is(ushort id, ushort first, ushort parts) => id == messageId && first == firstSerial && parts == count;

        public IReadOnlyList<ushort> Missing() => [.. Enumerable.Range(1, count).Where(number => _parts[number - 1] is null).Select(number => (ushort)number)];

        public Jtt808Whole? Put(Jtt808Message part, ushort number)
        {
            _parts[number - 1] = part;
            return Array.TrueForAll(_parts, one => one is not null)
                ? new Jtt808Whole(messageId, _parts.SelectMany(one => one!.Body.ToArray()).ToArray(), [.. _parts.Select(one => one!.Header)])
                : null;
        }
    }
}

/// <summary>A message that may have come in parts.</summary>
/// <param name="MessageId">What kind of message it is.</param>
/// <param name="Body">Its whole body.</param>
/// <param name="Headers">Header of each part, in order; one for a message without parts.</param>
public sealed record Jtt808Whole(ushort MessageId, ReadOnlyMemory<byte> Body, IReadOnlyList<Jtt808Header> Headers);
