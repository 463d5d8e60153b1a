using System.Buffers.Binary;

namespace SongshanRoad.Gis.Trackers.Jtt808.Messages;

/// <summary>附加信息: what may follow a position (JT/T 808-2013, 8.18, tables 26 and 27). An item that is unknown, or not as long as
/// the table says, is passed over.</summary>
/// <param name="MileageM">里程, item 01, metres; null when it was not sent.</param>
/// <param name="FuelLitres">油量, item 02, litres; null when it was not sent.</param>
/// <param name="AlarmEventId">需要人工确认报警事件的 ID, item 04: the alarm a person must confirm; null when there is none.</param>
/// <param name="SignalStrength">无线通信网络信号强度, item 30; null when it was not sent.</param>
/// <param name="Satellites">GNSS 定位卫星数, item 31; null when it was not sent.</param>
/// <param name="IsCut">Whether the last item says to be longer than the message.</param>
public readonly record struct Jtt808Extras(
    double? MileageM = null, double? FuelLitres = null, ushort? AlarmEventId = null, byte? SignalStrength = null, byte? Satellites = null, bool IsCut = false)
{
    private const double MileageUnitM = 100;
    private const double FuelUnitLitres = 0.1;

    internal static Jtt808Extras Read(ReadOnlySpan<byte> items)
    {
        var extras = default(Jtt808Extras);
        while (items.Length >= 2)
        {
            var (id, length) = (items[0], items[1]);
            if (length > items.Length - 2)
            {
                return extras with { IsCut = true };
            }

            extras = extras.With(id, items.Slice(2, length));
            items = items[(2 + length)..];
        }

        return extras with { IsCut = !items.IsEmpty };
    }

    private Jtt808Extras With(byte id, ReadOnlySpan<byte> value) => (id, value.Length) switch
    {
        (0x01, 4) => this with { MileageM = MileageUnitM * BinaryPrimitives.ReadUInt32BigEndian(value) },
        (0x02, 2) => this with { FuelLitres = FuelUnitLitres * BinaryPrimitives.ReadUInt16BigEndian(value) },
        (0x04, 2) => this with { AlarmEventId = BinaryPrimitives.ReadUInt16BigEndian(value) },
        (0x30, 1) => this with { SignalStrength = value[0] },
        (0x31, 1) => this with { Satellites = value[0] },
        _ => this,
    };
}
