using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SongshanRoad.Gis.Trackers.Jtt808;
using SongshanRoad.Gis.Trackers.Jtt808.Answers;
using SongshanRoad.Gis.Trackers.Jtt808.Messages;

namespace SongshanRoad.Gis.Server.Tests.Live.Vehicles;

/// <summary>A terminal in a car: a TCP client that speaks the protocol of its kind.</summary>
internal sealed class Terminal : IDisposable
{
    // Only ends a test that would hang; nothing waits for it.
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _received = new byte[64 * 1024];
    private readonly TerminalKind _kind;
    private readonly string _number;
    private int _count;
    private ushort _serial;

    private Terminal(string number, TerminalKind kind, int? receiveBytes)
    {
        (_number, _kind) = (number, kind);
        if (receiveBytes is { } bytes)
        {
            _socket.ReceiveBufferSize = bytes;
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Jtt808Edition Edition => _kind is TerminalKind.Of2019 or TerminalKind.Of2019WithoutItsBit ? Jtt808Edition.Of2019 : Jtt808Edition.Of2013;

    public static async Task<Terminal> ConnectAsync(
        LiveServer server, string number, TerminalKind kind = TerminalKind.Of2013, int? receiveBytes = null)
    {
        var terminal = new Terminal(number, kind, receiveBytes);
        await terminal._socket.ConnectAsync(IPAddress.Loopback, server.VehiclePort, Cancellation);
        return terminal;
    }

    public Jtt808Header Header(ushort id, Jtt808Part? part = null, int encryption = 0) =>
        new(id, Edition, _number.PadLeft(Edition == Jtt808Edition.Of2019 ? 20 : 12, '0'), _serial++, encryption, part);

    public async Task<Jtt808Header> SendAsync(ushort id, ReadOnlyMemory<byte> body = default)
    {
        var message = new Jtt808Message(Header(id), body);
        await SendAsync(message);
        return message.Header;
    }

    public Task SendAsync(Jtt808Message message) => SendAsync(BytesOf(message));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes, Cancellation)..];
        }
    }

    /// <summary>The next message of the platform; null when the connection is over.</summary>
    public async Task<Jtt808Message?> ReadAsync()
    {
        while (true)
        {
            var buffer = new ReadOnlySequence<byte>(_received, 0, _count);
            var search = Jtt808Frames.TryTake(ref buffer, out var frame);
            var fault = search == Jtt808FrameSearch.Found ? Jtt808Message.TryRead(frame, out var message) : (message = null, Jtt808Fault.None).Item2;
            var left = buffer.ToArray();
            left.CopyTo(_received, 0);
            _count = left.Length;
            Assert.Equal(Jtt808Fault.None, fault);
            if (message is not null)
            {
                Assert.Equal(_number, message.Header.Phone);
                return message;
            }

            int read;
            try
            {
                read = await _socket.ReceiveAsync(_received.AsMemory(_count), Cancellation).AsTask().WaitAsync(Hang, Cancellation);
            }
            catch (SocketException)
            {
                return null;
            }

            if (read == 0)
            {
                return null;
            }

            _count += read;
        }
    }

    /// <summary>The next message, which must be the general answer.</summary>
    public async Task<(int Serial, Jtt808Result Result)> ReadAnswerAsync()
    {
        var message = await ReadAsync();
        Assert.Equal(Jtt808MessageIds.PlatformAnswer, message!.Header.MessageId);
        return (BinaryPrimitives.ReadUInt16BigEndian(message.Body.Span), (Jtt808Result)message.Body.Span[4]);
    }

    /// <summary>Sends a message and reads the general answer to it.</summary>
    public async Task<Jtt808Result> AskAsync(ushort id, ReadOnlyMemory<byte> body = default)
    {
        var sent = await SendAsync(id, body);
        var (serial, result) = await ReadAnswerAsync();
        Assert.Equal(sent.Serial, serial);
        return result;
    }

    /// <summary>Registers.</summary>
    public async Task<(Jtt808RegistrationResult Result, string Code)> RegisterAsync()
    {
        var sent = await SendAsync(Jtt808MessageIds.Registration, Registration());
        var answer = await ReadAsync();
        Assert.Equal((Jtt808MessageIds.RegistrationAnswer, Edition), (answer!.Header.MessageId, answer.Header.Edition));
        var body = answer.Body.Span;
        Assert.Equal(sent.Serial, BinaryPrimitives.ReadUInt16BigEndian(body));
        return ((Jtt808RegistrationResult)body[2], Encoding.ASCII.GetString(body[3..]));
    }

    public Task<Jtt808Result> AuthenticateAsync(string code) => AskAsync(Jtt808MessageIds.Authentication, Edition == Jtt808Edition.Of2019
        ? [(byte)code.Length, .. Encoding.ASCII.GetBytes(code), .. Text("860000000000001", 15), .. Text("V1.0", 20)]
        : Encoding.ASCII.GetBytes(code));

    /// <summary>The bytes of a message as this kind of terminal sends them.</summary>
    public byte[] BytesOf(Jtt808Message message)
    {
        var output = new ArrayBufferWriter<byte>();
        message.Write(output);
        return _kind is TerminalKind.Of2013WithTheBitOf2019 or TerminalKind.Of2019WithoutItsBit
            ? WithOtherVersionBit(output.WrittenSpan)
            : output.WrittenSpan.ToArray();
    }

    /// <summary>The bytes of a message with a long body, in parts.</summary>
    public List<Jtt808Message> Parts(ushort id, byte[] body, int partBytes)
    {
        var pieces = body.Chunk(partBytes).ToList();
        return [.. pieces.Select((piece, i) => new Jtt808Message(Header(id, new Jtt808Part((ushort)pieces.Count, (ushort)(i + 1))), piece))];
    }

    public void Dispose() => _socket.Dispose();

    private byte[] Registration() => _kind switch
    {
        TerminalKind.Of2011 => [0, 41, 0, 1, .. Text("MAKER", 5), .. Text("M-1", 8), .. Text("ID00001", 7), 2, .. Text("YU-A0001", 8)],
        TerminalKind.Of2013 or TerminalKind.Of2013WithTheBitOf2019 =>
            [0, 41, 0, 1, .. Text("MAKER", 5), .. Text("M-1", 20), .. Text("ID00001", 7), 2, .. Text("YU-A0001", 8)],
        _ => [0, 41, 0, 1, .. Text("MAKER", 11), .. Text("M-1", 30), .. Text("ID00001", 30), 2, .. Text("YU-A0001", 8)],
    };

    private static byte[] Text(string text, int bytes)
    {
        var filled = new byte[bytes];
        Encoding.ASCII.GetBytes(text, filled);
        return filled;
    }

    private static byte[] WithOtherVersionBit(ReadOnlySpan<byte> frame)
    {
        var plain = new List<byte>();
        for (var i = 1; i < frame.Length - 1; i++)
        {
            plain.Add(frame[i] != 0x7D ? frame[i] : frame[++i] == 2 ? (byte)0x7E : (byte)0x7D);
        }

        plain[2] ^= 0x40;
        plain[^1] ^= 0x40;
        return [0x7E, .. plain.SelectMany(value => value is 0x7E or 0x7D ? [0x7D, (byte)(value == 0x7E ? 2 : 1)] : new[] { value }), 0x7E];
    }
}
