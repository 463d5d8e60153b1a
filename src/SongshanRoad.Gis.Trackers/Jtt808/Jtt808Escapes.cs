using System.Buffers;

namespace SongshanRoad.Gis.Trackers.Jtt808;

/// <summary>The bytes that stand for a mark, or for themselves, inside a frame.</summary>
/// <remarks>JT/T 808-2013, 4.4.2: 7E is written 7D 02, 7D is written 7D 01, after the check code was computed.</remarks>
internal static class Jtt808Escapes
{
    private const byte Escape = 0x7D;
    private const byte ForMark = 0x02;
    private const byte ForEscape = 0x01;

    /// <summary>Takes the escapes out.</summary>
    /// <param name="frame">An escaped frame without marks.</param>
    /// <param name="plain">Where to.</param>
    /// <param name="length">Bytes written.</param>
    public static Jtt808Fault Remove(in ReadOnlySequence<byte> frame, Span<byte> plain, out int length)
    {
        length = 0;
        var isEscaped = false;
        foreach (var segment in frame)
        {
            foreach (var value in segment.Span)
            {
                if (value == Escape && !isEscaped)
                {
                    isEscaped = true;
                    continue;
                }

                if (isEscaped && value is not (ForMark or ForEscape))
                {
                    return Jtt808Fault.Escape;
                }

                if (length == plain.Length)
                {
                    return Jtt808Fault.Size;
                }

                plain[length++] = !isEscaped ? value : value == ForMark ? Jtt808Frames.Mark : Escape;
                isEscaped = false;
            }
        }

        return isEscaped ? Jtt808Fault.Escape : Jtt808Fault.None;
    }

    /// <summary>Writes bytes with escapes.</summary>
    public static void Write(ReadOnlySpan<byte> plain, IBufferWriter<byte> frame)
    {
        var escaped = frame.GetSpan(2 * plain.Length);
        var length = 0;
        foreach (var value in plain)
        {
            if (value is Jtt808Frames.Mark or Escape)
            {
                escaped[length++] = Escape;
                escaped[length++] = value == Escape ? ForEscape : ForMark;
            }
            else
            {
                escaped[length++] = value;
            }
        }

        frame.Advance(length);
    }
}
