using SongshanRoad.Gis.Patrols.Live;
using static SongshanRoad.Gis.Patrols.Tests.Live.LiveSketch;

namespace SongshanRoad.Gis.Patrols.Tests.Live;

public class FixCheckTests
{
    private static readonly Duty Running = Duty("a");

    [Theory]
    [InlineData(120, FixFlaw.None)]
    [InlineData(120.001, FixFlaw.InFuture)]
    public void A_clock_may_run_two_minutes_ahead(double aheadS, FixFlaw expected) =>
        Assert.Equal(expected, FixCheck.Of(Fix("a", 60 + aheadS), Running, Evening.AddSeconds(60)));

    [Fact]
    public void A_fix_before_the_start_or_after_the_end_is_off_duty()
    {
        Assert.Equal(FixFlaw.OffDuty, FixCheck.Of(Fix("a", -1), Running, Evening));
        var ended = Running with { EndedAt = Evening.AddSeconds(50) };
        Assert.Equal(FixFlaw.None, FixCheck.Of(Fix("a", 50), ended, Evening.AddSeconds(60)));
        Assert.Equal(FixFlaw.OffDuty, FixCheck.Of(Fix("a", 51), ended, Evening.AddSeconds(60)));
    }

    [Theory]
    [InlineData(0, 0, FixFlaw.ZeroIsland)]
    [InlineData(0.0001, -0.0001, FixFlaw.ZeroIsland)]
    [InlineData(181, 34, FixFlaw.OutOfRange)]
    [InlineData(34.7, 113.6, FixFlaw.OutOfRange)]
    [InlineData(double.NaN, 34, FixFlaw.OutOfRange)]
    [InlineData(113.6, 34.7, FixFlaw.None)]
    public void Degrees_that_are_nowhere_are_marked(double lonDeg, double latDeg, FixFlaw expected) =>
        Assert.Equal(expected, FixCheck.Degrees(lonDeg, latDeg, out _));

    [Fact]
    public void Values_out_of_range_are_marked()
    {
        var good = Fix("a", 0) with { AccuracyM = 5, SpeedMps = 1, HeadingDeg = 360, BatteryShare = 1 };
        Assert.Equal(FixFlaw.None, FixCheck.Of(good, Running, Evening));
        Fix[] bad = [good with { AccuracyM = -1 }, good with { SpeedMps = double.NaN }, good with { HeadingDeg = 361 }, good with { BatteryShare = 1.01 }];
        Assert.All(bad, fix => Assert.Equal(FixFlaw.OutOfRange, FixCheck.Of(fix, Running, Evening)));
    }

    [Fact]
    public void A_walker_who_jumps_a_kilometre_is_marked_until_a_second_fix_confirms_it()
    {
        var now = Evening.AddSeconds(60);
        var believed = Fix("a", 0);
        var jump = Fix("a", 5, eastM: 1000);
        Assert.Equal(FixFlaw.ImpossibleJump, FixCheck.Of(jump, Running, now, believed));
        Assert.Equal(FixFlaw.None, FixCheck.Of(Fix("a", 10, eastM: 1010), Running, now, believed, doubted: jump));
        Assert.Equal(FixFlaw.ImpossibleJump, FixCheck.Of(Fix("a", 10, eastM: -1000), Running, now, believed, doubted: jump));
    }

    [Fact]
    public void A_late_fix_is_measured_against_the_believed_one_in_both_directions_of_time() =>
        Assert.Equal(FixFlaw.ImpossibleJump, FixCheck.Of(Fix("a", 5, eastM: 1000), Running, Evening, believed: Fix("a", 10)));

    [Fact]
    public void A_car_may_do_what_a_walker_may_not()
    {
        var car = Running with { Kind = UnitKind.PatrolCar };
        var fix = Fix("a", 10, eastM: 500);
        Assert.Equal(FixFlaw.None, FixCheck.Of(fix, car, Evening, Fix("a", 0)));
        Assert.Equal(FixFlaw.ImpossibleJump, FixCheck.Of(fix, Running, Evening, Fix("a", 0)));
    }
}
