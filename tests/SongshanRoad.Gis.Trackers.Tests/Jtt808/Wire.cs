using System.Buffers;
using SongshanRoad.Gis.Trackers.Jtt808;

namespace SongshanRoad.Gis.Trackers.Tests.Jtt808;

/// <summary>Bytes to frames and messages, as a listener reads them.</summary>
internal static class Wire
{
    /// <summary>A message as it is sent.</summary>
    public static byte[] BytesOf(Jtt808Message message)
    {
        var output = new ArrayBufferWriter<byte>();
        message.Write(output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Bytes cut at some places into the pieces of one sequence.</summary>
    public static ReadOnlySequence<byte> InPieces(byte[] bytes, params int[] cuts)
    {
        Piece? first = null;
        Piece? last = null;
        var from = 0;
        foreach (var to in cuts.Where(cut => cut >= 0 && cut <= bytes.Length).Order().Append(bytes.Length))
        {
            last = new Piece(bytes.AsMemory(from, to - from), last);
            first ??= last;
            from = to;
        }

        return new ReadOnlySequence<byte>(first!, 0, last!, last!.Memory.Length);
    }

    /// <summary>All frames of a buffer, with what is wrong with each.</summary>
    public static List<(Jtt808Fault Fault, Jtt808Message? Message)> ReadAll(ReadOnlySequence<byte> buffer, out Jtt808FrameSearch end)
    {
        var read = new List<(Jtt808Fault, Jtt808Message?)>();
        while ((end = Jtt808Frames.TryTake(ref buffer, out var frame)) == Jtt808FrameSearch.Found)
        {
            read.Add((Jtt808Message.TryRead(frame, out var message), message));
        }

        return read;
    }

    /// <summary>The only message of some bytes, which must be right.</summary>
    public static Jtt808Message Read(params byte[] bytes)
    {
        var (fault, message) = Assert.Single(ReadAll(new ReadOnlySequence<byte>(bytes), out _));
        Assert.Equal(Jtt808Fault.None, fault);
        return message!;
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            if (before is not null)
            {
                RunningIndex = before.RunningIndex + before.Memory.Length;
                before.Next = this;
            }
        }
    }
}
