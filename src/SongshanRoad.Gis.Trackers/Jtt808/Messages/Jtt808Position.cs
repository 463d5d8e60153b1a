using System.Buffers.Binary;

namespace SongshanRoad.Gis.Trackers.Jtt808.Messages;

/// <summary>位置信息汇报: one position (JT/T 808-2013, 8.18, table 23; the same in 2019). Nothing of it was checked but its length:
/// degrees may be out of range.</summary>
/// <param name="Alarms">Byte 0, 报警标志.</param>
/// <param name="Status">Byte 4, 状态.</param>
/// <param name="LatDeg">Byte 8, 纬度, in millionths: degrees, south negative.</param>
/// <param name="LonDeg">Byte 12, 经度, in millionths: degrees, west negative.</param>
/// <param name="AltitudeM">Byte 16, 高程: metres above the sea; above 32,767 it is taken for a negative number.</param>
/// <param name="SpeedMps">Byte 18, 速度, in tenths of a kilometre per hour: metres per second.</param>
/// <param name="HeadingDeg">Byte 20, 方向: degrees clockwise from north.</param>
/// <param name="Time">Byte 22, 时间, six digits pairs of UTC+8; null when they are no time.</param>
/// <param name="Extras">From byte 28.</param>
public sealed record Jtt808Position(
    Jtt808Alarms Alarms, Jtt808Status Status, double LatDeg, double LonDeg, double AltitudeM, double SpeedMps, double HeadingDeg,
    DateTimeOffset? Time, Jtt808Extras Extras)
{
    private const int BasicBytes = 28;
    private const double UnitsPerDegree = 1e6;
    private const double MpsPerUnit = 0.1 / 3.6;

    /// <summary>Reads a body.</summary>
    /// <returns>Null when it is too short.</returns>
    public static Jtt808Position? TryRead(ReadOnlySpan<byte> body)
    {
        if (body.Length < BasicBytes)
        {
            return null;
        }

        var status = (Jtt808Status)BinaryPrimitives.ReadUInt32BigEndian(body[4..]);
        return new Jtt808Position(
            (Jtt808Alarms)BinaryPrimitives.ReadUInt32BigEndian(body),
            status,
            (status.HasFlag(Jtt808Status.South) ? -1.0 : 1.0) * BinaryPrimitives.ReadUInt32BigEndian(body[8..]) / UnitsPerDegree,
            (status.HasFlag(Jtt808Status.West) ? -1.0 : 1.0) * BinaryPrimitives.ReadUInt32BigEndian(body[12..]) / UnitsPerDegree,
            BinaryPrimitives.ReadInt16BigEndian(body[16..]),
            MpsPerUnit * BinaryPrimitives.ReadUInt16BigEndian(body[18..]),
            BinaryPrimitives.ReadUInt16BigEndian(body[20..]),
            Bcd.ReadTime(body.Slice(22, 6)),
            Jtt808Extras.Read(body[BasicBytes..]));
    }

    /// <summary>The body of the position, without extras: what a simulated terminal sends.</summary>
    /// <exception cref="InvalidOperationException">It has no time.</exception>
    public byte[] ToBody()
    {
        var time = Time ?? throw new InvalidOperationException("A position without a time cannot be sent.");
        var body = new byte[BasicBytes];
        var sides = (LatDeg < 0 ? Jtt808Status.South : 0) | (LonDeg < 0 ? Jtt808Status.West : 0);
        BinaryPrimitives.WriteUInt32BigEndian(body, (uint)Alarms);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(4), (uint)(Status | sides));
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(8), (uint)Math.Round(Math.Abs(LatDeg) * UnitsPerDegree));
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(12), (uint)Math.Round(Math.Abs(LonDeg) * UnitsPerDegree));
        BinaryPrimitives.WriteInt16BigEndian(body.AsSpan(16), (short)Math.Round(AltitudeM));
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(18), (ushort)Math.Round(SpeedMps / MpsPerUnit));
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(20), (ushort)Math.Round(HeadingDeg));
        Bcd.WriteTime(time, body.AsSpan(22));
        return body;
    }
}
