using System.Buffers;
using MessagePack;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Server.Nodes;

/// <summary>What a server tells the others: the duties and believed fixes of a commit, or nothing but that it is there.</summary>
/// <param name="Sender">The server.</param>
/// <param name="Sequence">Counts the server's messages: a gap is a message that was lost.</param>
/// <param name="IsLast">Whether the server is stopping and says no more.</param>
/// <param name="Duties">Duties as of the commit, ended ones with their end.</param>
/// <param name="Fixes">Believed fixes that are stored.</param>
internal sealed record NodeMessage(Guid Sender, long Sequence, bool IsLast, IReadOnlyList<Duty> Duties, IReadOnlyList<Fix> Fixes)
{
    // Raise it with every change of the bytes: servers of both versions then read the database instead.
    private const byte Version = 1;

    /// <summary>The message in MessagePack.</summary>
    public ReadOnlyMemory<byte> ToBytes()
    {
        var output = new ArrayBufferWriter<byte>(64 + (Fixes.Count * 128));
        var writer = new MessagePackWriter(output);
        writer.Write(Version);
        writer.Write(Sender.ToByteArray());
        writer.Write(Sequence);
        writer.Write(IsLast);
        // The duties first: a fix then names its own by its place.
        var duties = Duties.DistinctBy(duty => duty.DutyId).ToList();
        var places = duties.Index().ToDictionary(entry => entry.Item.DutyId, entry => entry.Index);
        writer.WriteArrayHeader(duties.Count);
        foreach (var duty in duties)
        {
            Write(ref writer, duty);
        }

        writer.WriteArrayHeader(Fixes.Count);
        foreach (var fix in Fixes)
        {
            Write(ref writer, fix, places[fix.DutyId]);
        }

        writer.Flush();
        return output.WrittenMemory;
    }

    /// <summary>Reads a message; null when it is none of this version.</summary>
    public static NodeMessage? TryRead(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var reader = new MessagePackReader(bytes);
            if (reader.ReadByte() != Version)
            {
                return null;
            }

            var sender = new Guid(reader.ReadBytes()!.Value.ToArray());
            var (sequence, isLast) = (reader.ReadInt64(), reader.ReadBoolean());
            var duties = new Duty[reader.ReadArrayHeader()];
            for (var i = 0; i < duties.Length; i++)
            {
                duties[i] = ReadDuty(ref reader);
            }

            var fixes = new Fix[reader.ReadArrayHeader()];
            for (var i = 0; i < fixes.Length; i++)
            {
                fixes[i] = ReadFix(ref reader, duties);
            }

            return new NodeMessage(sender, sequence, isLast, duties, fixes);
        }
        catch (Exception failure) when (failure is MessagePackSerializationException or EndOfStreamException or ArgumentException
            or IndexOutOfRangeException or InvalidOperationException or OverflowException)
        {
            return null;
        }
    }

    private static void Write(ref MessagePackWriter writer, Duty duty)
    {
        writer.Write(duty.DutyId);
        writer.Write(duty.UnitId);
        writer.Write(duty.Kind.ToCode());
        writer.Write(duty.CallSign);
        writer.Write(duty.CommunityCode);
        writer.Write(duty.StartedAt.UtcTicks);
        writer.Write(duty.EndedAt?.UtcTicks ?? 0);
    }

    private static Duty ReadDuty(ref MessagePackReader reader)
    {
        var (dutyId, unitId) = (Text(ref reader), Text(ref reader));
        _ = UnitKindCode.TryParse(Text(ref reader), out var kind);
        return new Duty(dutyId, unitId, kind, Text(ref reader), reader.ReadString(), Instant(reader.ReadInt64()),
            reader.ReadInt64() is > 0 and var end ? Instant(end) : null);
    }

    private static void Write(ref MessagePackWriter writer, Fix fix, int duty)
    {
        writer.Write(duty);
        writer.Write(fix.FixTime.UtcTicks);
        writer.Write(fix.Sequence);
        writer.Write(fix.LonLat.LonDeg);
        writer.Write(fix.LonLat.LatDeg);
        Write(ref writer, fix.AccuracyM);
        Write(ref writer, fix.SpeedMps);
        Write(ref writer, fix.HeadingDeg);
        Write(ref writer, fix.BatteryShare);
    }

    private static Fix ReadFix(ref MessagePackReader reader, Duty[] duties)
    {
        var duty = duties[reader.ReadInt32()];
        var (time, sequence) = (Instant(reader.ReadInt64()), reader.ReadInt64());
        var lonLat = LonLat.FromDegrees(reader.ReadDouble(), reader.ReadDouble());
        return new Fix(duty.UnitId, duty.DutyId, time, lonLat, sequence,
            ReadNumber(ref reader), ReadNumber(ref reader), ReadNumber(ref reader), ReadNumber(ref reader));
    }

    private static void Write(ref MessagePackWriter writer, double? value)
    {
        if (value is { } known)
        {
            writer.Write(known);
        }
        else
        {
            writer.WriteNil();
        }
    }

    private static string Text(ref MessagePackReader reader) => reader.ReadString() ?? "";

    private static double? ReadNumber(ref MessagePackReader reader) => reader.TryReadNil() ? null : reader.ReadDouble();

    private static DateTimeOffset Instant(long utcTicks) => new(utcTicks, TimeSpan.Zero);
}
