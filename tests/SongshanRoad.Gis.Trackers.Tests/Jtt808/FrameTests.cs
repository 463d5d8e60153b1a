using System.Buffers;
using CsCheck;
using SongshanRoad.Gis.Trackers.Jtt808;

namespace SongshanRoad.Gis.Trackers.Tests.Jtt808;

public class FrameTests
{
    private static readonly Gen<Jtt808Header> Headers =
        from id in Gen.UShort
        from edition in Gen.OneOfConst(Jtt808Edition.Of2013, Jtt808Edition.Of2019)
        from phone in Gen.Char["0123456789"].Array[edition == Jtt808Edition.Of2013 ? 12 : 20]
        from serial in Gen.UShort
        from encryption in Gen.Int[0, 7]
        from count in Gen.UShort[1, 500]
        from isParted in Gen.Bool
        from number in Gen.UShort[1, 500]
        select new Jtt808Header(id, edition, new string(phone), serial, encryption,
            isParted ? new Jtt808Part(count, (ushort)(((number - 1) % count) + 1)) : null);

    // Many bytes that must be escaped.
    private static readonly Gen<byte[]> Bodies =
        Gen.Frequency((2, Gen.Byte), (1, Gen.OneOfConst<byte>(0x7D, 0x7E, 1, 2))).Array[0, 60];

    private static readonly Gen<Jtt808Message> Messages = Gen.Select(Headers, Bodies, (header, body) => new Jtt808Message(header, body));

    [Fact]
    public void What_is_written_is_read_in_either_edition_with_and_without_parts() => Messages.Sample(message =>
    {
        var read = Wire.Read(Wire.BytesOf(message));
        Assert.Equal(message.Header, read.Header);
        Assert.Equal(message.Body.ToArray(), read.Body.ToArray());
    });

    [Fact]
    public void Bytes_may_be_cut_anywhere() => Messages.Array[2].Sample(messages =>
    {
        var bytes = messages.SelectMany(Wire.BytesOf).ToArray();
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            // Two pieces of one buffer, and the first piece alone with the rest to come.
            Assert.Equal(2, Wire.ReadAll(Wire.InPieces(bytes, cut), out _).Count(one => one.Fault == Jtt808Fault.None));
            var buffer = new ReadOnlySequence<byte>(bytes[..cut]);
            var early = 0;
            while (Jtt808Frames.TryTake(ref buffer, out _) == Jtt808FrameSearch.Found)
            {
                early++;
            }

            var rest = buffer.ToArray().Concat(bytes[cut..]).ToArray();
            // A frame whose first mark was taken off is read all the same.
            Assert.Equal(2 - early, Wire.ReadAll(new ReadOnlySequence<byte>(rest), out var end).Count(one => one.Fault == Jtt808Fault.None));
            Assert.Equal(Jtt808FrameSearch.NeedsMore, end);
        }
    }, iter: 20);

    [Fact]
    public void A_shared_mark_empty_frames_and_garbage_between_frames_lose_no_message()
    {
        var first = Wire.BytesOf(new Jtt808Message(new Jtt808Header(2, Jtt808Edition.Of2013, "013800000001", 1), default));
        var second = Wire.BytesOf(new Jtt808Message(new Jtt808Header(2, Jtt808Edition.Of2019, "00000000013800000001", 2), default));
        byte[] bytes = [1, 2, 3, .. first, .. second[1..], 0x7E, 0x7E, 9, 9, 0x7D, .. first];
        var read = Wire.ReadAll(new ReadOnlySequence<byte>(bytes), out _);
        Assert.Equal([1, 2, 1], read.Where(one => one.Message is not null).Select(one => one.Message!.Header.Serial));
        Assert.Equal(2, read.Count(one => one.Message is null));
    }

    [Fact]
    public void A_flipped_bit_is_found() => Gen.Select(Messages, Gen.Int[0, 100_000], Gen.Int[0, 7]).Sample((message, at, bit) =>
    {
        var bytes = Wire.BytesOf(message);
        bytes[1 + (at % (bytes.Length - 2))] ^= (byte)(1 << bit);
        Assert.DoesNotContain(Wire.ReadAll(new ReadOnlySequence<byte>(bytes), out _),
            one => one.Message is { } read && read.Header == message.Header && read.Body.Span.SequenceEqual(message.Body.Span));
    });

    [Fact]
    public void A_terminal_may_lie_about_its_version()
    {
        foreach (var edition in Enum.GetValues<Jtt808Edition>())
        {
            var header = new Jtt808Header(0x0200, edition, edition == Jtt808Edition.Of2013 ? "013912345678" : "00000000013912345678", 7);
            var plain = Convert.FromHexString(Convert.ToHexString(Wire.BytesOf(new Jtt808Message(header, new byte[28]))));
            // No byte of it is escaped, so that the version bit can be turned round in place, and with it the check code.
            plain[3] ^= 0x40;
            plain[^2] ^= 0x40;
            Assert.Equal(header, Wire.Read(plain).Header);
        }
    }

    [Fact]
    public void A_sender_of_something_else_is_found_out()
    {
        var endless = new ReadOnlySequence<byte>([.. Enumerable.Repeat((byte)'G', Jtt808Frames.MaxFrameBytes + 1)]);
        Assert.Equal(Jtt808FrameSearch.Overlong, Jtt808Frames.TryTake(ref endless, out _));
        var late = new ReadOnlySequence<byte>([.. Enumerable.Repeat((byte)'G', Jtt808Frames.MaxFrameBytes + 1), 0x7E]);
        Assert.Equal(Jtt808FrameSearch.Overlong, Jtt808Frames.TryTake(ref late, out _));
    }

    [Theory]
    [InlineData("", Jtt808Fault.Size)]
    [InlineData("00", Jtt808Fault.Size)]
    [InlineData("0101", Jtt808Fault.Size)]
    [InlineData("7D", Jtt808Fault.Escape)]
    [InlineData("0002007D03", Jtt808Fault.Escape)]
    [InlineData("000200000138000000010001BA", Jtt808Fault.CheckCode)]
    public void What_is_wrong_is_told(string frame, Jtt808Fault expected) => AssertFault(expected, Convert.FromHexString(frame));

    [Theory]
    [InlineData("000200010138000000010001", Jtt808Fault.Length)]
    [InlineData("00022000013800000001000100010002", Jtt808Fault.Part)]
    [InlineData("00022000013800000001000100010000", Jtt808Fault.Part)]
    [InlineData("00022000013800000001000100000000", Jtt808Fault.Part)]
    public void What_is_wrong_though_the_check_code_is_right_is_told(string content, Jtt808Fault expected)
    {
        var bytes = Convert.FromHexString(content);
        AssertFault(expected, [.. bytes, bytes.Aggregate((sum, value) => (byte)(sum ^ value))]);
    }

    [Fact]
    public void No_bytes_make_it_throw() => Gen.Frequency((3, Gen.Byte), (1, Gen.OneOfConst<byte>(0x7D, 0x7E))).Array[0, 400].Sample(bytes =>
    {
        Wire.ReadAll(new ReadOnlySequence<byte>(bytes), out var end);
        Assert.Equal(Jtt808FrameSearch.NeedsMore, end);
    });

    [Fact]
    public void A_body_that_is_too_long_is_refused() => Assert.Throws<ArgumentException>(() =>
        Wire.BytesOf(new Jtt808Message(new Jtt808Header(1, Jtt808Edition.Of2013, "000000000001", 0), new byte[Jtt808Header.MaxBodyBytes + 1])));

    private static void AssertFault(Jtt808Fault expected, byte[] frame)
    {
        Assert.Equal(expected, Jtt808Message.TryRead(new ReadOnlySequence<byte>(frame), out var message));
        Assert.Null(message);
    }
}
