using System.Buffers;
using MessagePack;

namespace SongshanRoad.Gis.Server.Live.Vehicles;

/// <summary>What one server says to the others about terminals, in MessagePack: a kind and its members.</summary>
internal abstract record VehicleQuestion
{
    private enum Kind : byte
    {
        Connected = 0,
        Position = 1,
        Follow = 2,
        Text = 3,
        Cut = 4,
    }

    /// <summary>Which terminals of a unit are connected?</summary>
    internal sealed record Connected(string UnitCode) : VehicleQuestion;

    /// <summary>Give this order to the terminals of a unit.</summary>
    internal sealed record Give(string UnitCode, VehicleOrder Order) : VehicleQuestion;

    /// <summary>Cut a terminal: it came to another server, or its enrolment changed. Needs no answer.</summary>
    internal sealed record Cut(string Number, string? OfUnit) : VehicleQuestion;

    /// <summary>The question as bytes.</summary>
    public byte[] ToBytes()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        switch (this)
        {
            case Connected(var unit):
                Begin(ref writer, Kind.Connected, unit);
                break;
            case Give(var unit, PositionOrder):
                Begin(ref writer, Kind.Position, unit);
                break;
            case Give(var unit, FollowOrder follow):
                Begin(ref writer, Kind.Follow, unit);
                writer.Write((long)follow.Every.TotalSeconds);
                writer.Write((long)follow.During.TotalSeconds);
                break;
            case Give(var unit, TextOrder text):
                Begin(ref writer, Kind.Text, unit);
                writer.Write(text.Text);
                writer.Write(text.IsUrgent);
                break;
            case Cut(var number, var ofUnit):
                Begin(ref writer, Kind.Cut, number);
                writer.Write(ofUnit);
                break;
        }

        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads a question; null when it is none that this version knows.</summary>
    public static VehicleQuestion? TryRead(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var reader = new MessagePackReader(bytes);
            var (kind, about) = ((Kind)reader.ReadByte(), reader.ReadString()!);
            return kind switch
            {
                Kind.Connected => new Connected(about),
                Kind.Position => new Give(about, new PositionOrder()),
                Kind.Follow => new Give(about, new FollowOrder(TimeSpan.FromSeconds(reader.ReadInt64()), TimeSpan.FromSeconds(reader.ReadInt64()))),
                Kind.Text => new Give(about, new TextOrder(reader.ReadString()!, reader.ReadBoolean())),
                Kind.Cut => new Cut(about, reader.ReadString()),
                _ => null,
            };
        }
        catch (Exception failure) when (failure is MessagePackSerializationException or EndOfStreamException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void Begin(ref MessagePackWriter writer, Kind kind, string about)
    {
        writer.Write((byte)kind);
        writer.Write(about);
    }
}
