using System.Buffers.Binary;

namespace SongshanRoad.Gis.Trackers.Jtt808.Messages;

/// <summary>终端通用应答: what became of an order (JT/T 808-2013, 8.1, table 4).</summary>
/// <param name="Serial">Byte 0, 应答流水号: serial number of the order.</param>
/// <param name="MessageId">Byte 2, 应答 ID: what was ordered.</param>
/// <param name="Result">Byte 4, 结果.</param>
public readonly record struct Jtt808TerminalAnswer(ushort Serial, ushort MessageId, Jtt808Result Result)
{
    private const int Bytes = 5;

    /// <summary>Reads a body.</summary>
    /// <returns>Null when it is too short.</returns>
    public static Jtt808TerminalAnswer? TryRead(ReadOnlySpan<byte> body) => body.Length < Bytes
        ? null
        : new Jtt808TerminalAnswer(BinaryPrimitives.ReadUInt16BigEndian(body), BinaryPrimitives.ReadUInt16BigEndian(body[2..]), (Jtt808Result)body[4]);
}
