using System.Buffers;

namespace SongshanRoad.Gis.Trackers.Jtt808;

/// <summary>A message, or a part of one: header and body.</summary>
/// <param name="Header">The header.</param>
/// <param name="Body">The body, at most 1,023 bytes.</param>
public sealed record Jtt808Message(Jtt808Header Header, ReadOnlyMemory<byte> Body)
{
    /// <summary>Most bytes of header, body and check code.</summary>
    internal const int MaxBytes = Jtt808Header.MaxBytes + Jtt808Header.MaxBodyBytes + CheckCodeBytes;

    private const int CheckCodeBytes = 1;

    /// <summary>Reads a frame; no bytes make it throw.</summary>
    /// <param name="frame">The bytes between two marks, still escaped.</param>
    /// <param name="message">The message, or null.</param>
    /// <returns>What is wrong with the frame.</returns>
    public static Jtt808Fault TryRead(in ReadOnlySequence<byte> frame, out Jtt808Message? message)
    {
        message = null;
        Span<byte> plain = stackalloc byte[MaxBytes];
        if (Jtt808Escapes.Remove(frame, plain, out var length) is not Jtt808Fault.None and var escape)
        {
            return escape;
        }

        if (length <= CheckCodeBytes)
        {
            return Jtt808Fault.Size;
        }

        if (Xor(plain[..length]) != 0)
        {
            return Jtt808Fault.CheckCode;
        }

        var content = plain[..(length - CheckCodeBytes)];
        var fault = Jtt808Header.TryRead(content, out var header, out var headerBytes);
        message = fault == Jtt808Fault.None ? new Jtt808Message(header, content[headerBytes..].ToArray()) : null;
        return fault;
    }

    /// <summary>Writes the message as a frame with its marks.</summary>
    /// <param name="output">Where to.</param>
    /// <exception cref="ArgumentException">The body is longer than 1,023 bytes.</exception>
    public void Write(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (Body.Length > Jtt808Header.MaxBodyBytes)
        {
            throw new ArgumentException($"The body has {Body.Length} bytes; a message holds {Jtt808Header.MaxBodyBytes}.");
        }

        Span<byte> plain = stackalloc byte[MaxBytes];
        var length = Header.Write(plain, Body.Length);
        Body.Span.CopyTo(plain[length..]);
        length += Body.Length;
        plain[length] = Xor(plain[..length]);
        output.Write([Jtt808Frames.Mark]);
        Jtt808Escapes.Write(plain[..(length + CheckCodeBytes)], output);
        output.Write([Jtt808Frames.Mark]);
    }

    /// <summary>The check code (JT/T 808-2013, 4.4.4); 0 over bytes that end with their own.</summary>
    private static byte Xor(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0;
        foreach (var value in bytes)
        {
            sum ^= value;
        }

        return sum;
    }
}
