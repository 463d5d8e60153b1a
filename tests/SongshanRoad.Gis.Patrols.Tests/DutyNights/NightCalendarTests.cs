using CsCheck;
using SongshanRoad.Gis.Patrols.DutyNights;

namespace SongshanRoad.Gis.Patrols.Tests.DutyNights;

public class NightCalendarTests
{
    private static readonly NightCalendar Zhengzhou =
        new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), new TimeOnly(18, 0), new TimeOnly(6, 0));

    [Theory]
    [InlineData("2026-11-24T22:00:00+08:00", "2026-11-24")]
    [InlineData("2026-11-25T01:00:00+08:00", "2026-11-24")]
    [InlineData("2026-11-25T05:59:59+08:00", "2026-11-24")]
    [InlineData("2026-11-25T06:00:00+08:00", "2026-11-25")]
    [InlineData("2026-11-24T16:30:00Z", "2026-11-24")]
    [InlineData("2026-11-24T22:30:00Z", "2026-11-25")]
    public void The_early_hours_belong_to_the_evening_before(string instant, string night) =>
        Assert.Equal(night, Zhengzhou.NightAt(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)).ToString());

    [Fact]
    public void Dark_hours_run_from_evening_to_morning()
    {
        Assert.True(DutyNight.TryParse("2026-11-24", out var night));
        var (start, end) = Zhengzhou.HoursOf(night);
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero), start);
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 22, 0, 0, TimeSpan.Zero), end);
    }

    [Fact]
    public void Every_instant_lies_in_the_day_of_its_own_night() =>
        Gen.Long[0, 4_000_000_000].Sample(seconds =>
        {
            var instant = DateTimeOffset.FromUnixTimeSeconds(seconds);
            var (start, end) = Zhengzhou.DayOf(Zhengzhou.NightAt(instant));
            return start <= instant && instant < end;
        });

    [Fact]
    public void A_night_that_does_not_cross_midnight_is_refused() =>
        Assert.Throws<ArgumentException>(() => new NightCalendar(TimeZoneInfo.Utc, new TimeOnly(6, 0), new TimeOnly(18, 0)));
}
