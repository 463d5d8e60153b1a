using System.Buffers.Binary;

namespace SongshanRoad.Gis.Trackers.Jtt808.Messages;

/// <summary>定位数据批量上传: many positions at once (JT/T 808-2013, 8.49, tables 76 and 77).</summary>
/// <param name="IsBackfill">Byte 2, 位置数据类型: whether they were kept while the terminal had no network (盲区补报).</param>
/// <param name="Positions">From byte 3, each after its length: those that could be read.</param>
/// <param name="Unreadable">Positions that are too short, or missing against the count in byte 0.</param>
public sealed record Jtt808PositionBatch(bool IsBackfill, IReadOnlyList<Jtt808Position> Positions, int Unreadable)
{
    private const int HeadBytes = 3;
    private const int LengthBytes = 2;

    /// <summary>Reads a body, whose positions are read as far as they go.</summary>
    /// <returns>Null when it is too short for its head.</returns>
    public static Jtt808PositionBatch? TryRead(ReadOnlySpan<byte> body)
    {
        if (body.Length < HeadBytes)
        {
            return null;
        }

        var count = BinaryPrimitives.ReadUInt16BigEndian(body);
        var isBackfill = body[2] == 1;
        var positions = new List<Jtt808Position>();
        body = body[HeadBytes..];
        for (var i = 0; i < count && body.Length >= LengthBytes; i++)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(body);
            body = body[LengthBytes..];
            if (length > body.Length)
            {
                break;
            }

            if (Jtt808Position.TryRead(body[..length]) is { } position)
            {
                positions.Add(position);
            }

            body = body[length..];
        }

        return new Jtt808PositionBatch(isBackfill, positions, count - positions.Count);
    }
}
