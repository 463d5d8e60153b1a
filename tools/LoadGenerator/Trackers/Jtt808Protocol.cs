using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Load.Deployment;
using SongshanRoad.Gis.Trackers.Jtt808;
using SongshanRoad.Gis.Trackers.Jtt808.Answers;
using SongshanRoad.Gis.Trackers.Jtt808.Messages;

namespace SongshanRoad.Gis.Load.Trackers;

/// <summary>A patrol car's terminal of JT/T 808-2013: registers, authenticates itself, sends a message for each fix without waiting in between, and
/// counts those as acknowledged that were answered with 0.</summary>
internal sealed class Jtt808Protocol : ITrackerProtocol
{
    public string Name => "jtt808";

    public TimeSpan TimeResolution => TimeSpan.FromSeconds(1);

    public async Task<ITracker> OpenAsync(LoadTarget target, LoadDevice device, CancellationToken cancellation)
    {
        var port = target.VehiclePort ?? throw new LoadException("jtt808 needs the port of the terminals; say --jt808-port.");
        var tracker = new Tracker(new IPEndPoint(IPAddress.Loopback, port), device.TerminalNumber);
        await tracker.ConnectAsync(cancellation);
        return tracker;
    }

    private sealed class Tracker(IPEndPoint door, string number) : ITracker, IReconnecting
    {
        private readonly byte[] _received = new byte[16 * 1024];
        // Sending and connecting, one after the other.
        private readonly SemaphoreSlim _turn = new(1);
        private Socket? _socket;
        private string _code = "";
        private int _count;
        private ushort _serial;

        public async Task ConnectAsync(CancellationToken cancellation)
        {
            (_socket, _count) = (new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }, 0);
            await _socket.ConnectAsync(door, cancellation);
            if (_code.Length == 0)
            {
                await SayAsync(Jtt808MessageIds.Registration, Registration(), cancellation);
                var answer = await ReadAsync(cancellation);
                if (answer.Header.MessageId != Jtt808MessageIds.RegistrationAnswer || answer.Body.Span[2] != (byte)Jtt808RegistrationResult.Done)
                {
                    throw new IOException("The terminal was not registered.");
                }

                _code = Encoding.ASCII.GetString(answer.Body.Span[3..]);
            }

            var asked = await SayAsync(Jtt808MessageIds.Authentication, Encoding.ASCII.GetBytes(_code), cancellation);
            await UntilDoneAsync([asked], cancellation);
        }

        public async Task ReconnectAsync(CancellationToken cancellation)
        {
            // Breaks what is under way, too: it is sent again.
            _socket?.Dispose();
            await InTurnAsync(() => ConnectAsync(cancellation), cancellation);
        }

        public Task SendAsync(IReadOnlyList<ReportedFix> fixes, CancellationToken cancellation) => InTurnAsync(
            async () =>
            {
                if (_socket is null)
                {
                    await ConnectAsync(cancellation);
                }

                var asked = new HashSet<ushort>();
                foreach (var fix in fixes)
                {
                    asked.Add(await SayAsync(Jtt808MessageIds.Position, PositionOf(fix), cancellation));
                }

                await UntilDoneAsync(asked, cancellation);
            },
            cancellation);

        public ValueTask DisposeAsync()
        {
            _socket?.Dispose();
            _turn.Dispose();
            return ValueTask.CompletedTask;
        }

        // What was not answered is sent again, on another connection.
        private async Task InTurnAsync(Func<Task> speak, CancellationToken cancellation)
        {
            await _turn.WaitAsync(cancellation);
            try
            {
                await speak();
            }
            catch (Exception failure)
            {
                _socket?.Dispose();
                _socket = null;
                // A socket that another took away meanwhile is one that was cut.
                throw failure is ObjectDisposedException ? new IOException("The connection was cut.", failure) : failure;
            }
            finally
            {
                _turn.Release();
            }
        }

        private static byte[] PositionOf(ReportedFix fix) => new Jtt808Position(
            Jtt808Alarms.None, Jtt808Status.Fixed, fix.LatDeg, fix.LonDeg, 110, fix.SpeedMps ?? 0, fix.HeadingDeg ?? 0,
            DateTimeOffset.FromUnixTimeMilliseconds(fix.TimeMs), default).ToBody();

        // Province, county, maker, model, id, colour and number of the plate (JT/T 808-2013, table 7).
        private static byte[] Registration() =>
            [0, 41, 0, 1, .. "LOAD "u8, .. "LOAD GENERATOR      "u8, .. "0000001"u8, 2, .. "YU-A0001"u8];

        private async Task<ushort> SayAsync(ushort id, byte[] body, CancellationToken cancellation)
        {
            var header = new Jtt808Header(id, Jtt808Edition.Of2013, number.PadLeft(12, '0'), _serial++, 0, null);
            var frame = new ArrayBufferWriter<byte>();
            new Jtt808Message(header, body).Write(frame);
            var bytes = frame.WrittenMemory;
            while (!bytes.IsEmpty)
            {
                bytes = bytes[await _socket!.SendAsync(bytes, cancellation)..];
            }

            return header.Serial;
        }

        private async Task UntilDoneAsync(HashSet<ushort> asked, CancellationToken cancellation)
        {
            while (asked.Count > 0)
            {
                var answer = await ReadAsync(cancellation);
                if (answer.Header.MessageId != Jtt808MessageIds.PlatformAnswer)
                {
                    continue;
                }

                var result = (Jtt808Result)answer.Body.Span[4];
                if (asked.Remove(BinaryPrimitives.ReadUInt16BigEndian(answer.Body.Span)) && result != Jtt808Result.Done)
                {
                    throw new IOException($"Answered {result}.");
                }
            }
        }

        private async Task<Jtt808Message> ReadAsync(CancellationToken cancellation)
        {
            while (true)
            {
                var buffer = new ReadOnlySequence<byte>(_received, 0, _count);
                if (Jtt808Frames.TryTake(ref buffer, out var frame) == Jtt808FrameSearch.Found)
                {
                    var fault = Jtt808Message.TryRead(frame, out var message);
                    var left = buffer.ToArray();
                    left.CopyTo(_received, 0);
                    _count = left.Length;
                    return message ?? throw new IOException($"A frame of the server is wrong: {fault}.");
                }

                var read = await _socket!.ReceiveAsync(_received.AsMemory(_count), cancellation);
                _count += read > 0 ? read : throw new IOException("The server closed the connection.");
            }
        }
    }
}
