using System.Globalization;
using CsCheck;
using SongshanRoad.Gis.Hotspots.Times;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Hotspots.Tests.Times;

public class HourWeekdayClockTests
{
    private static readonly DateTime Monday = new(2026, 3, 2, 0, 0, 0, DateTimeKind.Unspecified);

    private static readonly Gen<IncidentTime> Times = Gen.Select(Gen.Int[0, 40_000], Gen.Int[-200, 12_000], Gen.Int[0, 59], Gen.Int[0, 59], Gen.Bool)
        .Select((start, minutes, startSecond, endSecond, known) => new IncidentTime(
            Monday.AddMinutes(start).AddSeconds(startSecond), known ? null : Monday.AddMinutes(start + minutes).AddSeconds(endSecond)));

    [Fact]
    public void Burglaries_of_Washington_fill_the_clock_that_the_R_package_ships()
    {
        var rows = File.ReadLines(ReferenceFiles.InSharedOrSkip("reference/hotspots/aoristic_dc_burglaries.csv")).Skip(1).Select(line => line.Split(','));
        var expected = new ReferenceTable(ReferenceFiles.InSharedOrSkip("reference/hotspots/aoristic_dc_expected_by_hour_weekday.csv"));

        var clock = HourWeekdayClock.Of([.. rows.Select(row => new IncidentTime(Time(row[1])!.Value, Time(row[2])))]);

        Assert.Equal(1_025, clock.Incidents);
        foreach (var day in HourOfWeek.Days)
        {
            var column = expected[day.ToString()[..3]];
            for (var hour = 0; hour < 24; hour++)
            {
                Assert.Equal(column[hour], clock[day, hour], 0.0006);
            }
        }

        static DateTime? Time(string cell) => cell is "" or "NA" ? null : DateTime.Parse(cell, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Every_incident_weighs_as_much_in_each_hour_as_minutes_counted_one_by_one_say() => Times.Sample(time =>
    {
        var clock = HourWeekdayClock.Of([time]);
        var expected = MinuteByMinute(time);
        for (var hour = 0; hour < HourOfWeek.Count; hour++)
        {
            Assert.Equal(expected[hour], clock.Hours[hour], 1e-12);
        }

        Assert.Equal(1, clock.Hours.Sum(), 1e-12);
    });

    [Fact]
    public void A_night_over_the_end_of_the_week_goes_round()
    {
        // Sunday 23:30 to Monday 1:00, 90 minutes.
        var clock = HourWeekdayClock.Of([new IncidentTime(Monday.AddMinutes(-30), Monday.AddMinutes(60))]);
        Assert.Equal(1.0 / 3, clock[DayOfWeek.Sunday, 23], 1e-15);
        Assert.Equal(2.0 / 3, clock[DayOfWeek.Monday, 0], 1e-15);
        Assert.Equal(1, clock.Spread);
    }

    [Fact]
    public void The_odd_cases_count_as_documented_and_are_told_apart()
    {
        var start = Monday.AddHours(10);
        var clock = HourWeekdayClock.Of(
        [
            new IncidentTime(start), new IncidentTime(start, start), new IncidentTime(start, start.AddSeconds(119)),
            new IncidentTime(start, start.AddHours(-3)), new IncidentTime(start, start.AddMinutes(10_079)), new IncidentTime(start, start.AddMinutes(10_080)),
            new IncidentTime(start, start.AddYears(2)),
        ]);
        Assert.Equal((7, 1, 1, 2), (clock.Incidents, clock.Spread, clock.EndBeforeStart, clock.WeekOrMore));
        Assert.Equal(4 + (60.0 / 10_079) + (2.0 / 168), clock[DayOfWeek.Monday, 10], 1e-12);
        Assert.Equal((59.0 / 10_079) + (2.0 / 168), clock[DayOfWeek.Monday, 9], 1e-12);
        Assert.Equal(7, clock.Hours.Sum(), 1e-12);
        Assert.All(HourWeekdayClock.Of([]).Hours, weight => Assert.Equal(0, weight));
    }

    [Fact]
    public void The_order_of_the_incidents_changes_no_bit() => Times.Array[0, 60].Sample(times =>
        Assert.Equal(HourWeekdayClock.Of(times).Hours, HourWeekdayClock.Of([.. Enumerable.Reverse(times)]).Hours));

    [Fact]
    public void Hours_are_numbered_from_Monday()
    {
        Assert.Equal(Enumerable.Range(0, 168), from day in HourOfWeek.Days from hour in Enumerable.Range(0, 24) select HourOfWeek.Of(day, hour));
        Assert.Equal(0, HourOfWeek.Of(Monday));
        Assert.Equal(167, HourOfWeek.Of(Monday.AddMinutes(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => HourOfWeek.Of(DayOfWeek.Monday, 24));
        Assert.Throws<ArgumentOutOfRangeException>(() => HourOfWeek.Of((DayOfWeek)7, 1));
    }

    [Fact]
    public void A_window_holds_of_an_incident_what_the_clock_shows_in_its_hours() =>
        Gen.Select(Times, Gen.Int[0, 6], Gen.Int[0, 23], Gen.Int[1, 24]).Sample((time, day, from, to) =>
        {
            var window = HourWindow.Of([(DayOfWeek)day, (DayOfWeek)((day + 2) % 7)], from, to);
            var expected = 0.0;
            var hours = HourWeekdayClock.Of([time]).Hours;
            for (var hour = 0; hour < HourOfWeek.Count; hour++)
            {
                expected += window.Holds(Monday.AddHours(hour)) ? hours[hour] : 0;
            }

            Assert.Equal(expected, window.ShareOf(time), 1e-12);
            Assert.InRange(window.ShareOf(time), 0, 1);
        });

    [Fact]
    public void A_window_over_midnight_belongs_to_the_day_it_begins()
    {
        var fridayNight = HourWindow.Of([DayOfWeek.Friday], 22, 2);
        Assert.True(fridayNight.Holds(Monday.AddDays(4).AddHours(22)));
        Assert.True(fridayNight.Holds(Monday.AddDays(5).AddHours(1.99)));
        Assert.False(fridayNight.Holds(Monday.AddDays(5).AddHours(2)));
        Assert.False(fridayNight.Holds(Monday.AddDays(4).AddHours(1)));
        // A bicycle taken between 21:00 and 1:00 weighs 3/4 in it.
        Assert.Equal(0.75, fridayNight.ShareOf(new IncidentTime(Monday.AddDays(4).AddHours(21), Monday.AddDays(5).AddHours(1))), 1e-12);
        Assert.Equal(24, Enumerable.Range(0, 168).Count(hour => HourWindow.Of([DayOfWeek.Sunday], 6, 6).Holds(Monday.AddHours(hour))));
    }

    [Fact]
    public void Nonsense_is_named()
    {
        Assert.Throws<ArgumentException>(() => HourWindow.Of([], 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => HourWindow.Of([DayOfWeek.Monday], 24, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => HourWindow.Of([DayOfWeek.Monday], 1, 0));
    }

    private static double[] MinuteByMinute(IncidentTime time)
    {
        var hours = new double[168];
        var minutes = time.End is { } end ? Math.Floor((end - time.Start).TotalMinutes) : 0;
        if (minutes <= 1)
        {
            hours[HourOfWeek.Of(time.Start)] = 1;
        }
        else if (minutes >= 10_080)
        {
            Array.Fill(hours, 1.0 / 168);
        }
        else
        {
            var first = time.Start.AddSeconds(-time.Start.Second);
            for (var minute = 0; minute < minutes; minute++)
            {
                hours[HourOfWeek.Of(first.AddMinutes(minute))] += 1 / minutes;
            }
        }

        return hours;
    }
}
