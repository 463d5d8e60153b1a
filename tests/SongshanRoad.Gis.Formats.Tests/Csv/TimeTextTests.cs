using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Tests.Csv;

public sealed class TimeTextTests
{
    // Excel serials: 45413.9375 is what Excel stores for 2024-05-01 22:30.
    [Theory]
    [InlineData("2024-05-01 22:30", "2024-05-01T14:30:00Z")]
    [InlineData("2024-05-01 22:30:15", "2024-05-01T14:30:15Z")]
    [InlineData("2024/5/1 9:05", "2024-05-01T01:05:00Z")]
    [InlineData("2024.5.1 9:05", "2024-05-01T01:05:00Z")]
    [InlineData("2024年5月1日 22时30分", "2024-05-01T14:30:00Z")]
    [InlineData("2024-05-01T22:30:15Z", "2024-05-01T22:30:15Z")]
    [InlineData("2024-05-01T22:30:15.250+08:00", "2024-05-01T14:30:15.25Z")]
    [InlineData("2024-05-01T22:30:15-0330", "2024-05-02T02:00:15Z")]
    [InlineData("20240501223015", "2024-05-01T14:30:15Z")]
    [InlineData("45413.9375", "2024-05-01T14:30:00Z")]
    [InlineData("45413.93768518518", "2024-05-01T14:30:16Z")]
    [InlineData("45413", "2024-04-30T16:00:00Z")]
    [InlineData("2024-05-01", "2024-04-30T16:00:00Z")]
    public void Times_of_every_usual_form_become_the_same_instants(string text, string utc)
    {
        Assert.True(TimeText.TryParse(text, out var time));
        Assert.Equal(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), time.ToUtc(ZoneText.China));
        Assert.Equal(text is not ("45413" or "2024-05-01"), time.HasClock);
    }

    [Theory]
    [InlineData("")]
    [InlineData("昨天")]
    [InlineData("2024-13-01 10:00")]
    [InlineData("2023-02-29")]
    [InlineData("2024-05-01 24:30")]
    [InlineData("2024-05-01 22:61")]
    [InlineData("2024-05-01 22:30 PM")]
    [InlineData("01/05/2024 22:30")]
    [InlineData("99999")]
    [InlineData("2024-05-01T22:30:00+99:00")]
    [InlineData("1716")]
    public void What_is_no_time_or_could_be_two_is_refused(string text) => Assert.False(TimeText.TryParse(text, out _));

    [Theory]
    [InlineData("9:05", 9 * 60 + 5)]
    [InlineData("22:30:00", 22 * 60 + 30)]
    [InlineData("0.9375", 22 * 60 + 30)]
    [InlineData("22时30分", 22 * 60 + 30)]
    public void A_time_of_day_is_read(string text, int minutes)
    {
        Assert.True(TimeText.TryParseClock(text, out var clock));
        Assert.Equal(TimeSpan.FromMinutes(minutes), clock);
    }
}
