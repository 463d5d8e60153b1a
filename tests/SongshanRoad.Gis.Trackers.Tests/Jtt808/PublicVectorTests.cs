using SongshanRoad.Gis.Trackers.Jtt808;
using SongshanRoad.Gis.Trackers.Jtt808.Messages;

namespace SongshanRoad.Gis.Trackers.Tests.Jtt808;

/// <summary>The frame that the protocol's open implementations document, byte by byte.</summary>
public class PublicVectorTests
{
    private const string Frame =
        "7E02000026123456789012007D02000000010000000200BA7F0E07E4F11C0028003C00001810151010100104000000640202007D01137E";

    [Fact]
    public void Its_header_and_position_are_read()
    {
        var message = Wire.Read(Convert.FromHexString(Frame));
        Assert.Equal(new Jtt808Header(Jtt808MessageIds.Position, Jtt808Edition.Of2013, "123456789012", 126), message.Header);
        var position = Jtt808Position.TryRead(message.Body.Span);
        Assert.NotNull(position);
        Assert.Equal(Jtt808Alarms.Emergency, position.Alarms);
        Assert.Equal(Jtt808Status.Fixed, position.Status);
        Assert.Equal(12.222222, position.LatDeg, 9);
        Assert.Equal(132.444444, position.LonDeg, 9);
        Assert.Equal(40, position.AltitudeM);
        Assert.Equal(6 / 3.6, position.SpeedMps, 12);
        Assert.Equal(0, position.HeadingDeg);
        Assert.Equal(new DateTimeOffset(2018, 10, 15, 10, 10, 10, TimeSpan.FromHours(8)), position.Time);
        Assert.Equal(new Jtt808Extras(10_000, 12.5), position.Extras);
    }

    [Fact]
    public void It_is_written_as_it_was_read() =>
        Assert.Equal(Frame, Convert.ToHexString(Wire.BytesOf(Wire.Read(Convert.FromHexString(Frame)))));
}
