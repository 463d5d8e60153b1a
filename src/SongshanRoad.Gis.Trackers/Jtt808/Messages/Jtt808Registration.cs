using System.Buffers.Binary;

namespace SongshanRoad.Gis.Trackers.Jtt808.Messages;

/// <summary>终端注册: a terminal that was put into a car (JT/T 808-2013, 8.5, table 7; the model has 8 bytes in 2011, 20 in 2013; in
/// 2019 maker, model and id have 11, 30 and 30).</summary>
/// <param name="Province">Byte 0, 省域 ID: first two digits of GB/T 2260; 0 = not said.</param>
/// <param name="City">Byte 2, 市县域 ID: the other four; 0 = not said.</param>
/// <param name="Maker">Byte 4, 制造商 ID.</param>
/// <param name="Model">终端型号.</param>
/// <param name="TerminalId">终端 ID, by its maker.</param>
/// <param name="PlateColour">车牌颜色, JT/T 415: 0 = no plate.</param>
/// <param name="Plate">车辆标识: the number plate, or the VIN of a car without one.</param>
public sealed record Jtt808Registration(
    ushort Province, ushort City, string Maker, string Model, string TerminalId, byte PlateColour, string Plate)
{
    private const byte FirstPrintable = 0x20;
    private static readonly Layout Of2011 = new(5, 8, 7);
    private static readonly Layout Of2013 = new(5, 20, 7);
    private static readonly Layout Of2019 = new(11, 30, 30);

    /// <summary>Reads a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="edition">The header's edition; a body that is too short for it is read as of 2013 or 2011.</param>
    /// <returns>Null when it is too short for any edition.</returns>
    public static Jtt808Registration? TryRead(ReadOnlySpan<byte> body, Jtt808Edition edition)
    {
        // The colour is a small number, where a wrong layout finds a letter of a name or plate, or a filling zero.
        var layout = edition == Jtt808Edition.Of2019 && Of2019.Fits(body) ? Of2019
            : Of2013.Fits(body) && !(Of2011.HasColour(body) && !Of2013.HasColour(body)) ? Of2013
            : Of2011.Fits(body) ? Of2011
            : (Layout?)null;
        return layout is { } known ? Read(body, known) : null;
    }

    private static Jtt808Registration Read(ReadOnlySpan<byte> body, Layout layout)
    {
        var maker = body.Slice(4, layout.Maker);
        var model = body.Slice(4 + layout.Maker, layout.Model);
        var id = body.Slice(4 + layout.Maker + layout.Model, layout.Id);
        return new Jtt808Registration(BinaryPrimitives.ReadUInt16BigEndian(body), BinaryPrimitives.ReadUInt16BigEndian(body[2..]),
            Jtt808Text.Read(maker), Jtt808Text.Read(model), Jtt808Text.Read(id), body[layout.ColourAt], Jtt808Text.Read(body[(layout.ColourAt + 1)..]));
    }

    /// <summary>Lengths of the fields that differ between the editions, bytes.</summary>
    private readonly record struct Layout(int Maker, int Model, int Id)
    {
        public int ColourAt => 4 + Maker + Model + Id;

        public bool Fits(ReadOnlySpan<byte> body) => body.Length > ColourAt;

        public bool HasColour(ReadOnlySpan<byte> body) => Fits(body) && body[ColourAt] < FirstPrintable;
    }
}
