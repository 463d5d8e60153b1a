using System.Buffers.Binary;

namespace SongshanRoad.Gis.Trackers.Jtt808;

/// <summary>The header of a message (JT/T 808-2013, 4.4.3, table 2; 2019, 4.4.3).</summary>
/// <param name="MessageId">What kind of message it is.</param>
/// <param name="Edition">Which header it has; found by its length where the terminal's version bit lies.</param>
/// <param name="Terminal">The terminal's phone number as its bytes have it, 12 or 20 digits with leading zeros.</param>
/// <param name="Serial">Counts up from 0 per terminal, and from 65,535 to 0.</param>
/// <param name="Encryption">Bits 10 to 12 of the properties; 0 = not encrypted, 1 = RSA.</param>
/// <param name="Part">Which part of a long message this is, or null.</param>
public readonly record struct Jtt808Header(
    ushort MessageId, Jtt808Edition Edition, string Terminal, ushort Serial, int Encryption = 0, Jtt808Part? Part = null)
{
    /// <summary>Most bytes of a body: its length has ten bits.</summary>
    public const int MaxBodyBytes = 1023;

    /// <summary>Most bytes of a header: that of 2019 with a part.</summary>
    internal const int MaxBytes = 21;

    private const int VersionBit = 1 << 14;
    private const int PartBit = 1 << 13;
    private const int EncryptionShift = 10;
    private const int PartBytes = 4;
    private const byte VersionOf2019 = 1;
    private const string ShortNumber = "000000000000";
    private const string LongNumber = "00000000000000000000";

    /// <summary>The phone number without leading zeros: what tells a terminal from others, in either edition.</summary>
    public string Phone => Terminal.TrimStart('0');

    /// <summary>Reads the header of a message whose check code was right.</summary>
    /// <param name="plain">Header and body.</param>
    /// <param name="header">The header.</param>
    /// <param name="bytes">Its length.</param>
    internal static Jtt808Fault TryRead(ReadOnlySpan<byte> plain, out Jtt808Header header, out int bytes)
    {
        (header, bytes) = (default, 0);
        if (plain.Length < 4)
        {
            return Jtt808Fault.Size;
        }

        var properties = BinaryPrimitives.ReadUInt16BigEndian(plain[2..]);
        var isParted = (properties & PartBit) != 0;
        var bodyBytes = properties & MaxBodyBytes;
        var says2019 = (properties & VersionBit) != 0;
        // Terminals lie about their version, but hardly ever about their length.
        foreach (var edition in says2019 ? [Jtt808Edition.Of2019, Jtt808Edition.Of2013] : (ReadOnlySpan<Jtt808Edition>)[Jtt808Edition.Of2013, Jtt808Edition.Of2019])
        {
            bytes = BytesOf(edition, isParted);
            if (bytes + bodyBytes == plain.Length)
            {
                return Read(plain, properties, edition, isParted, out header);
            }
        }

        return Jtt808Fault.Length;
    }

    /// <summary>Writes the header.</summary>
    /// <param name="plain">Where to, at least <see cref="MaxBytes"/> bytes.</param>
    /// <param name="bodyBytes">Length of the body, at most <see cref="MaxBodyBytes"/>.</param>
    /// <returns>Bytes written.</returns>
    internal int Write(Span<byte> plain, int bodyBytes)
    {
        var is2019 = Edition == Jtt808Edition.Of2019;
        BinaryPrimitives.WriteUInt16BigEndian(plain, MessageId);
        BinaryPrimitives.WriteUInt16BigEndian(plain[2..],
            (ushort)(bodyBytes | (Encryption << EncryptionShift) | (Part is null ? 0 : PartBit) | (is2019 ? VersionBit : 0)));
        var at = 4;
        if (is2019)
        {
            plain[at++] = VersionOf2019;
        }

        at += Bcd.Write(Terminal, plain[at..]);
        BinaryPrimitives.WriteUInt16BigEndian(plain[at..], Serial);
        at += 2;
        if (Part is { } part)
        {
            BinaryPrimitives.WriteUInt16BigEndian(plain[at..], part.Count);
            BinaryPrimitives.WriteUInt16BigEndian(plain[(at + 2)..], part.Number);
            at += PartBytes;
        }

        return at;
    }

    private static int BytesOf(Jtt808Edition edition, bool isParted) =>
        (edition == Jtt808Edition.Of2019 ? 5 + (LongNumber.Length / 2) : 4 + (ShortNumber.Length / 2)) + 2 + (isParted ? PartBytes : 0);

    private static Jtt808Fault Read(ReadOnlySpan<byte> plain, int properties, Jtt808Edition edition, bool isParted, out Jtt808Header header)
    {
        var number = edition == Jtt808Edition.Of2019 ? plain.Slice(5, LongNumber.Length / 2) : plain.Slice(4, ShortNumber.Length / 2);
        var rest = plain[((edition == Jtt808Edition.Of2019 ? 5 : 4) + number.Length)..];
        Jtt808Part? part = isParted
            ? new Jtt808Part(BinaryPrimitives.ReadUInt16BigEndian(rest[2..]), BinaryPrimitives.ReadUInt16BigEndian(rest[4..]))
            : null;
        header = new Jtt808Header(BinaryPrimitives.ReadUInt16BigEndian(plain), edition, Convert.ToHexStringLower(number),
            BinaryPrimitives.ReadUInt16BigEndian(rest), (properties >> EncryptionShift) & 7, part);
        return part is { } given && (given.Number == 0 || given.Number > given.Count) ? Jtt808Fault.Part : Jtt808Fault.None;
    }
}
