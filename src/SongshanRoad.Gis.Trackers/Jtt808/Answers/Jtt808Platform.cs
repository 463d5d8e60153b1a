using System.Buffers.Binary;
using SongshanRoad.Gis.Trackers.Jtt808.Messages;

namespace SongshanRoad.Gis.Trackers.Jtt808.Answers;

/// <summary>What the platform says to one terminal: answers and orders, in the form of the edition in which the terminal speaks.</summary>
/// <param name="edition">Edition of the terminal's last message.</param>
/// <param name="terminal">Its phone number as its header has it.</param>
public sealed class Jtt808Platform(Jtt808Edition edition, string terminal)
{
    /// <summary>Longest text of an order, bytes (JT/T 808-2013, table 37).</summary>
    private const int MaxTextBytes = Jtt808Header.MaxBodyBytes - 2;

    private const byte TextNotice = 1;

    private ushort _serial;

    /// <summary>平台通用应答, 8.2, table 5: what became of a message.</summary>
    /// <param name="to">Header of the message.</param>
    /// <param name="result">What became of it.</param>
    public Jtt808Message Answer(in Jtt808Header to, Jtt808Result result) =>
        Message(Jtt808MessageIds.PlatformAnswer, [.. Word(to.Serial), .. Word(to.MessageId), (byte)result]);

    /// <summary>终端注册应答, 8.6, table 8.</summary>
    /// <param name="to">Header of the registration.</param>
    /// <param name="result">What became of it.</param>
    /// <param name="code">鉴权码, with which the terminal authenticates itself from now on; sent only with <see cref="Jtt808RegistrationResult.Done"/>.</param>
    public Jtt808Message Register(in Jtt808Header to, Jtt808RegistrationResult result, string code) =>
        Message(Jtt808MessageIds.RegistrationAnswer,
            [.. Word(to.Serial), (byte)result, .. result == Jtt808RegistrationResult.Done ? Jtt808Text.Write(code) : []]);

    /// <summary>补传分包请求, 8.4, table 6: send parts of a message again.</summary>
    /// <param name="missing">The parts, at least one.</param>
    public Jtt808Message AskParts(Jtt808MissingParts missing)
    {
        ArgumentNullException.ThrowIfNull(missing);
        return Message(Jtt808MessageIds.PartsRequest, [.. Word(missing.FirstSerial), (byte)missing.Numbers.Count, .. missing.Numbers.SelectMany(Word)]);
    }

    /// <summary>查询服务器时间应答 (2019): the time of now.</summary>
    public Jtt808Message TellTime(DateTimeOffset now)
    {
        var body = new byte[6];
        Bcd.WriteTime(now, body);
        return Message(Jtt808MessageIds.TimeAnswer, body);
    }

    /// <summary>位置信息查询, 8.19: where are you now?</summary>
    public Jtt808Message AskPosition() => Message(Jtt808MessageIds.PositionQuery, []);

    /// <summary>临时位置跟踪控制, 8.21, table 34: report more often for a while.</summary>
    /// <param name="every">时间间隔: whole seconds, 1 to 65,535; zero ends it.</param>
    /// <param name="until">位置跟踪有效期: for how long, whole seconds.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is out of its range.</exception>
    public Jtt808Message Follow(TimeSpan every, TimeSpan until)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(every.TotalSeconds, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(until, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(until.TotalSeconds, uint.MaxValue);
        return Message(Jtt808MessageIds.TemporaryTracking,
            every == TimeSpan.Zero ? Word(0) : [.. Word((ushort)every.TotalSeconds), .. DoubleWord((uint)until.TotalSeconds)]);
    }

    /// <summary>人工确认报警消息, 8.22, table 35: a person has taken alarms up.</summary>
    /// <param name="eventId">报警消息流水号: serial number of the message with the alarm, or 0 for all alarms of the kinds.</param>
    /// <param name="kinds">人工确认报警类型, table 36.</param>
    public Jtt808Message Confirm(ushort eventId, Jtt808Alarms kinds) =>
        Message(Jtt808MessageIds.AlarmConfirmation, [.. Word(eventId), .. DoubleWord((uint)kinds)]);

    /// <summary>文本信息下发, 8.23, table 37: a text for the car's screen or voice. In 2019 the kind of text follows the flags.</summary>
    /// <param name="flags">What is done with it.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">The text has more than 1,021 bytes in GBK.</exception>
    public Jtt808Message Tell(Jtt808TextUse flags, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = Jtt808Text.Write(text);
        return bytes.Length <= MaxTextBytes
            ? Message(Jtt808MessageIds.TextOrder, [(byte)flags, .. edition == Jtt808Edition.Of2019 ? new[] { TextNotice } : [], .. bytes])
            : throw new ArgumentException($"The text has {bytes.Length} bytes in GBK; a terminal takes {MaxTextBytes}.", nameof(text));
    }

    private static byte[] Word(ushort value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] DoubleWord(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private Jtt808Message Message(ushort id, byte[] body) => new(new Jtt808Header(id, edition, terminal, _serial++), body);
}
