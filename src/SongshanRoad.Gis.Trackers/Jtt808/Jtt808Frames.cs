using System.Buffers;

namespace SongshanRoad.Gis.Trackers.Jtt808;

/// <summary>What came of looking for a frame.</summary>
public enum Jtt808FrameSearch
{
    /// <summary>A frame was found.</summary>
    Found = 0,

    /// <summary>What is there is the start of a frame; more bytes are needed.</summary>
    NeedsMore = 1,

    /// <summary>No frame is that long: the sender does not speak this protocol.</summary>
    Overlong = 2,
}

/// <summary>Cuts a stream of bytes into frames.</summary>
/// <remarks>JT/T 808-2013, 4.4.1 and 4.4.2: a frame stands between two bytes 7E. As broken devices let two frames share one, and
/// whatever stands between frames fails its check code anyhow, every 7E simply ends what was before it, and empty frames are skipped.</remarks>
public static class Jtt808Frames
{
    /// <summary>The byte between frames.</summary>
    public const byte Mark = 0x7E;

    /// <summary>Longest frame without its marks, bytes: the longest message with every byte escaped.</summary>
    public const int MaxFrameBytes = 2 * Jtt808Message.MaxBytes;

    /// <summary>Takes the next frame off a buffer.</summary>
    /// <param name="buffer">What was received; afterwards what is left of it. Of <see cref="Jtt808FrameSearch.NeedsMore"/> nothing but
    /// marks is taken off.</param>
    /// <param name="frame">The bytes between two marks, still escaped; valid as long as the buffer is.</param>
    public static Jtt808FrameSearch TryTake(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> frame)
    {
        var reader = new SequenceReader<byte>(buffer);
        reader.AdvancePast(Mark);
        buffer = reader.UnreadSequence;
        if (!reader.TryReadTo(out frame, Mark))
        {
            return buffer.Length > MaxFrameBytes ? Jtt808FrameSearch.Overlong : Jtt808FrameSearch.NeedsMore;
        }

        if (frame.Length > MaxFrameBytes)
        {
            return Jtt808FrameSearch.Overlong;
        }

        buffer = reader.UnreadSequence;
        return Jtt808FrameSearch.Found;
    }
}
