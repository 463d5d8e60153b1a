using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Tests.Reading;

public sealed class ZoneTextTests
{
    [Theory]
    [InlineData("+08:00", 480)]
    [InlineData("+8", 480)]
    [InlineData("-05:30", -330)]
    [InlineData("+0545", 345)]
    [InlineData("UTC", 0)]
    [InlineData("z", 0)]
    [InlineData("Asia/Shanghai", 480)]
    [InlineData("Europe/London", 60)]
    public void A_declared_zone_gives_the_offset_of_a_summer_day(string text, int minutes) =>
        Assert.Equal(minutes, ZoneText.Find(text)!.GetUtcOffset(new DateTime(2024, 7, 1, 12, 0, 0, DateTimeKind.Unspecified)).TotalMinutes);

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("+25:00")]
    [InlineData("+15")]
    [InlineData("8")]
    [InlineData("Mars/Olympus")]
    [InlineData("../../etc/passwd")]
    public void What_is_no_zone_is_none(string text) => Assert.Null(ZoneText.Find(text));
}
