using SongshanRoad.Gis.Trackers.Jtt808;
using SongshanRoad.Gis.Trackers.Jtt808.Answers;
using SongshanRoad.Gis.Trackers.Jtt808.Messages;

namespace SongshanRoad.Gis.Trackers.Tests.Jtt808;

public class PlatformTests
{
    private static readonly Jtt808Header Asked = new(Jtt808MessageIds.Position, Jtt808Edition.Of2013, "013800000001", 0x0A0B);
    private readonly Jtt808Platform _old = new(Jtt808Edition.Of2013, "013800000001");
    private readonly Jtt808Platform _new = new(Jtt808Edition.Of2019, "00000000013800000001");

    [Fact]
    public void Bodies_are_those_of_the_tables()
    {
        Assert.Equal("0A0B020004", Hex(_old.Answer(Asked, Jtt808Result.AlarmTakenUp)));
        Assert.Equal("0A0B0061626331", Hex(_old.Register(Asked, Jtt808RegistrationResult.Done, "abc1")));
        Assert.Equal("0A0B03", Hex(_old.Register(Asked, Jtt808RegistrationResult.TerminalTaken, "abc1")));
        Assert.Equal("00070200020005", Hex(_old.AskParts(new Jtt808MissingParts(7, [2, 5]))));
        Assert.Equal("", Hex(_old.AskPosition()));
        Assert.Equal("000100000258", Hex(_old.Follow(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10))));
        Assert.Equal("0000", Hex(_old.Follow(TimeSpan.Zero, TimeSpan.Zero)));
        Assert.Equal("00070000_0001".Replace("_", "", StringComparison.Ordinal), Hex(_old.Confirm(7, Jtt808Alarms.Emergency)));
        Assert.Equal("0CD1B2C2DF", Hex(_old.Tell(Jtt808TextUse.Shown | Jtt808TextUse.ReadOut, "巡逻")));
        Assert.Equal("0C01D1B2C2DF", Hex(_new.Tell(Jtt808TextUse.Shown | Jtt808TextUse.ReadOut, "巡逻")));
        Assert.Equal("261128013000", Hex(_new.TellTime(new DateTimeOffset(2026, 11, 27, 17, 30, 0, TimeSpan.Zero))));
    }

    [Fact]
    public void Messages_have_the_terminals_form_and_count_up()
    {
        foreach (var platform in new[] { _old, _new })
        {
            var messages = Enumerable.Range(0, 3).Select(_ => Wire.Read(Wire.BytesOf(platform.AskPosition()))).ToList();
            Assert.Equal([0, 1, 2], messages.Select(message => message.Header.Serial));
            Assert.All(messages, message => Assert.Equal("13800000001", message.Header.Phone));
        }

        Assert.Equal(Jtt808Edition.Of2019, Wire.Read(Wire.BytesOf(_new.AskPosition())).Header.Edition);
    }

    [Fact]
    public void Orders_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentException>(() => _old.Tell(Jtt808TextUse.Shown, new string('巡', 511)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _old.Follow(TimeSpan.FromDays(1), TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => _old.Follow(TimeSpan.FromSeconds(-1), TimeSpan.Zero));
    }

    private static string Hex(Jtt808Message message) => Convert.ToHexString(message.Body.Span);
}
