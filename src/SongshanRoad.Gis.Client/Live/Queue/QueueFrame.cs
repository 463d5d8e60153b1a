using System.Buffers.Binary;
using System.Numerics;

namespace SongshanRoad.Gis.Client.Live.Queue;

/// <summary>
/// How a record lies in the file: two bytes F1 58, the payload's length (2 bytes), CRC-32C (4 bytes; Castagnoli, RFC 3720, appendix B.4) over
/// length and payload, the payload; little endian. The two bytes let a reader find the next record behind damaged ones.
/// </summary>
internal static class QueueFrame
{
    public const int HeaderLength = 8;

    private const byte FirstMark = 0xF1;
    private const byte SecondMark = 0x58;

    /// <summary>Appends a payload as a record.</summary>
    public static void Append(List<byte> to, ReadOnlySpan<byte> payload)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        header[0] = FirstMark;
        header[1] = SecondMark;
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], checked((ushort)payload.Length));
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], Checksum(header[2..4], payload));
        to.AddRange(header);
        to.AddRange(payload);
    }

    /// <summary>Reads every whole record; what is torn or damaged is skipped and counted.</summary>
    /// <returns>The bytes that are of no whole record.</returns>
    public static long Read(ReadOnlySpan<byte> file, PayloadReader take)
    {
        var damaged = 0L;
        var at = 0;
        while (at < file.Length)
        {
            if (PayloadAt(file[at..], out var payload) && take(payload))
            {
                at += HeaderLength + payload.Length;
            }
            else
            {
                damaged++;
                at++;
            }
        }

        return damaged;
    }

    private static bool PayloadAt(ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (rest.Length < HeaderLength || rest[0] != FirstMark || rest[1] != SecondMark)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]);
        if (rest.Length - HeaderLength < length)
        {
            return false;
        }

        payload = rest.Slice(HeaderLength, length);
        return Checksum(rest[2..4], payload) == BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
    }

    private static uint Checksum(ReadOnlySpan<byte> length, ReadOnlySpan<byte> payload)
    {
        var crc = uint.MaxValue;
        foreach (var one in length)
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        foreach (var one in payload)
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        return ~crc;
    }
}

/// <summary>Takes a record's payload; false when it is none that can be understood.</summary>
internal delegate bool PayloadReader(ReadOnlySpan<byte> payload);
