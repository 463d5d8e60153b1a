using System.Buffers.Binary;
using System.Text;
using SongshanRoad.Gis.Contracts.Live;

namespace SongshanRoad.Gis.Client.Live.Queue;

/// <summary>A fix in the queue, and what its degrees refer to.</summary>
internal readonly record struct QueuedFix(string Datum, ReportedFix Fix);

/// <summary>What is known of a queue beside its fixes.</summary>
/// <param name="UnitId">Whose fixes they are.</param>
/// <param name="RemovedThrough">Every fix up to this sequence is gone: stored, dropped or set aside.</param>
/// <param name="DroppedCount">Fixes that were dropped for want of room, ever.</param>
/// <param name="RefusedCount">Fixes that the server refused and that were set aside, ever.</param>
internal readonly record struct QueueMark(string UnitId, long RemovedThrough, long DroppedCount, long RefusedCount);

/// <summary>The two kinds of payload, by their first byte: <c>F</c> a fix, <c>M</c> a mark. The second byte is the layout's version, 1.</summary>
internal static class QueueRecord
{
    private const byte FixKind = (byte)'F';
    private const byte MarkKind = (byte)'M';
    private const byte Version = 1;
    private const int FixLength = 2 + 1 + (8 * 8);
    private const int MarkLength = 2 + (3 * 8);

    /// <summary>Bytes that a fix takes in the file.</summary>
    public const int FixBytes = QueueFrame.HeaderLength + FixLength;

    // Its place in this list is what the file holds.
    private static readonly string[] Datums = ["wgs84", "gcj02", "bd09"];

    public static bool IsDatum(string word) => Datums.Contains(word, StringComparer.Ordinal);

    public static void Append(List<byte> to, QueuedFix queued)
    {
        Span<byte> payload = stackalloc byte[FixLength];
        payload[0] = FixKind;
        payload[1] = Version;
        payload[2] = (byte)Array.IndexOf(Datums, queued.Datum);
        var fix = queued.Fix;
        BinaryPrimitives.WriteInt64LittleEndian(payload[3..], fix.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(payload[11..], fix.TimeMs);
        double?[] numbers = [fix.LonDeg, fix.LatDeg, fix.AccuracyM, fix.SpeedMps, fix.HeadingDeg, fix.BatteryShare];
        for (var i = 0; i < numbers.Length; i++)
        {
            // No number of a fix is NaN, so that it can stand for one that is absent.
            BinaryPrimitives.WriteDoubleLittleEndian(payload[(19 + (8 * i))..], numbers[i] ?? double.NaN);
        }

        QueueFrame.Append(to, payload);
    }

    public static void Append(List<byte> to, QueueMark mark)
    {
        var unitId = Encoding.UTF8.GetBytes(mark.UnitId);
        var payload = new byte[MarkLength + unitId.Length];
        payload[0] = MarkKind;
        payload[1] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(2), mark.RemovedThrough);
        BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(10), mark.DroppedCount);
        BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(18), mark.RefusedCount);
        unitId.CopyTo(payload, MarkLength);
        QueueFrame.Append(to, payload);
    }

    public static bool TryRead(ReadOnlySpan<byte> payload, out QueuedFix queued)
    {
        queued = default;
        if (payload.Length != FixLength || payload[0] != FixKind || payload[1] != Version || payload[2] >= Datums.Length)
        {
            return false;
        }

        var numbers = new double?[6];
        for (var i = 0; i < numbers.Length; i++)
        {
            var number = BinaryPrimitives.ReadDoubleLittleEndian(payload[(19 + (8 * i))..]);
            numbers[i] = double.IsNaN(number) ? null : number;
        }

        queued = new QueuedFix(Datums[payload[2]], new ReportedFix(
            BinaryPrimitives.ReadInt64LittleEndian(payload[3..]),
            BinaryPrimitives.ReadInt64LittleEndian(payload[11..]),
            numbers[0] ?? double.NaN,
            numbers[1] ?? double.NaN,
            numbers[2],
            numbers[3],
            numbers[4],
            numbers[5]));
        return true;
    }

    public static bool TryRead(ReadOnlySpan<byte> payload, out QueueMark mark)
    {
        mark = default;
        if (payload.Length < MarkLength || payload[0] != MarkKind || payload[1] != Version)
        {
            return false;
        }

        mark = new QueueMark(
            Encoding.UTF8.GetString(payload[MarkLength..]),
            BinaryPrimitives.ReadInt64LittleEndian(payload[2..]),
            BinaryPrimitives.ReadInt64LittleEndian(payload[10..]),
            BinaryPrimitives.ReadInt64LittleEndian(payload[18..]));
        return true;
    }
}
