using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using SongshanRoad.Gis.Trackers.Jtt808;
using SongshanRoad.Gis.Trackers.Jtt808.Messages;

namespace SongshanRoad.Gis.Fuzz;

/// <summary>JT/T 808: a fifth noise, a fifth good frames with wrong bytes, the rest whole frames of every kind of message with any body, so that what
/// lies behind the check code is reached.</summary>
internal sealed class FrameTarget : IFuzzTarget
{
    private static readonly ushort[] Kinds =
    [
        Jtt808MessageIds.Registration, Jtt808MessageIds.Authentication, Jtt808MessageIds.Position, Jtt808MessageIds.PositionBatch, Jtt808MessageIds.TerminalAnswer,
    ];

    private readonly ArrayBufferWriter<byte> _frame = new(4096);
    private readonly byte[] _noise = new byte[256];
    private readonly byte[] _body = new byte[Jtt808Header.MaxBodyBytes];
    private readonly Jtt808Assembly _assembly = new();

    public ReadOnlyMemory<byte> Next(Random random)
    {
        var kind = random.Next(5);
        if (kind == 0)
        {
            var noise = _noise.AsSpan(0, random.Next(_noise.Length));
            random.NextBytes(noise);
            return _noise.AsMemory(0, noise.Length);
        }

        _frame.ResetWrittenCount();
        WriteMessage(random);
        if (kind == 1)
        {
            var written = System.Runtime.InteropServices.MemoryMarshal.AsMemory(_frame.WrittenMemory).Span;
            for (var wrong = random.Next(1, 4); wrong > 0; wrong--)
            {
                written[random.Next(written.Length)] = (byte)random.Next(256);
            }
        }

        return _frame.WrittenMemory;
    }

    public string Read(ReadOnlyMemory<byte> input)
    {
        var buffer = new ReadOnlySequence<byte>(input);
        var told = "no frame";
        while (Jtt808Frames.TryTake(ref buffer, out var frame) == Jtt808FrameSearch.Found)
        {
            var fault = Jtt808Message.TryRead(frame, out var message);
            told = fault == Jtt808Fault.None ? ReadBody(message!) : fault.ToString();
        }

        return told;
    }

    private string ReadBody(Jtt808Message message)
    {
        if (_assembly.Take(message) is not { } whole)
        {
            _assembly.MissingBefore(message.Header);
            return "part";
        }

        var body = whole.Body.Span;
        return whole.MessageId switch
        {
            Jtt808MessageIds.Registration => Jtt808Registration.TryRead(body, message.Header.Edition) is null ? "no registration" : "registration",
            Jtt808MessageIds.Authentication => Jtt808Authentication.Read(body, message.Header.Edition).Code.Length == 0 ? "no code" : "code",
            Jtt808MessageIds.Position => Jtt808Position.TryRead(body) is null ? "no position" : "position",
            Jtt808MessageIds.PositionBatch => Jtt808PositionBatch.TryRead(body) is null ? "no batch" : "batch",
            Jtt808MessageIds.TerminalAnswer => Jtt808TerminalAnswer.TryRead(body) is null ? "no answer" : "answer",
            _ => "another message",
        };
    }

    private void WriteMessage(Random random)
    {
        // Mostly short, as real ones are.
        var body = _body.AsSpan(0, random.Next(8) == 0 ? random.Next(_body.Length + 1) : random.Next(64));
        random.NextBytes(body);
        var id = random.Next(16) == 0 ? (ushort)random.Next(ushort.MaxValue + 1) : Kinds[random.Next(Kinds.Length)];
        if (id == Jtt808MessageIds.PositionBatch && body.Length >= 5)
        {
            // A count and a first length that may be right.
            BinaryPrimitives.WriteUInt16BigEndian(body, (ushort)random.Next(4));
            BinaryPrimitives.WriteUInt16BigEndian(body[3..], (ushort)random.Next(body.Length));
        }

        var edition = random.Next(2) == 0 ? Jtt808Edition.Of2013 : Jtt808Edition.Of2019;
        var digits = edition == Jtt808Edition.Of2013 ? 12 : 20;
        var part = random.Next(8) == 0 ? new Jtt808Part((ushort)random.Next(1, 5), (ushort)random.Next(1, 5)) : (Jtt808Part?)null;
        var terminal = random.NextInt64(1_000_000_000_000).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
        new Jtt808Message(new Jtt808Header(id, edition, terminal, (ushort)random.Next(ushort.MaxValue + 1), random.Next(8) == 0 ? random.Next(8) : 0, part), _body.AsMemory(0, body.Length))
            .Write(_frame);
    }
}
