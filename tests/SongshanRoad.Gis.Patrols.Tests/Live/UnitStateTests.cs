using SongshanRoad.Gis.Patrols.Live;
using static SongshanRoad.Gis.Patrols.Tests.Live.LiveSketch;

namespace SongshanRoad.Gis.Patrols.Tests.Live;

public class UnitStateTests
{
    [Fact]
    public void A_fix_ages_from_live_to_stale_to_silent()
    {
        var unit = After(UnitKind.VolunteerTeam, Fix("a", 0), Fix("a", 10));
        Assert.Equal(SignalAge.Live, unit.AgeAt(Evening.AddSeconds(10 + 59)));
        Assert.Equal(SignalAge.Stale, unit.AgeAt(Evening.AddSeconds(10 + 60)));
        Assert.Equal(SignalAge.Silent, unit.AgeAt(Evening.AddSeconds(10 + 300)));
        Assert.Equal(Evening.AddSeconds(20), unit.NextReportAt);
    }

    [Fact]
    public void A_unit_that_reports_seldom_is_given_three_missed_reports()
    {
        var unit = After(UnitKind.VolunteerTeam, Fix("a", 0), Fix("a", 40), Fix("a", 80));
        Assert.Equal(Evening.AddSeconds(80 + 120), unit.StaleAt);
        Assert.Equal(Evening.AddSeconds(80 + 400), unit.SilentAt);
    }

    [Fact]
    public void A_unit_that_never_reported_is_silent() =>
        Assert.Equal(SignalAge.Silent, After(UnitKind.VolunteerTeam).AgeAt(Evening));

    [Fact]
    public void Heading_follows_the_movement_when_the_device_gives_none()
    {
        var unit = After(UnitKind.PatrolSquad, Fix("a", 0), Fix("a", 10, eastM: 12), Fix("a", 20, eastM: 24));
        Assert.Equal(Motion.Moving, unit.Movement!.Motion);
        Assert.Equal(90, unit.Movement.HeadingDeg!.Value, tolerance: 1);
        Assert.Equal(1.2, unit.Movement.SpeedMps!.Value, tolerance: 0.02);
    }

    [Fact]
    public void Jitter_of_a_standing_team_is_not_movement()
    {
        var unit = After(UnitKind.VolunteerTeam, Fix("a", 0), Fix("a", 10, eastM: 6), Fix("a", 20, northM: 5));
        Assert.Equal(Motion.Still, unit.Movement!.Motion);
        Assert.Null(unit.Movement.HeadingDeg);
    }

    [Theory]
    [InlineData(UnitKind.VolunteerTeam, 0.7, Motion.Moving)]
    [InlineData(UnitKind.PatrolCar, 0.7, Motion.Still)]
    [InlineData(UnitKind.PatrolCar, 4, Motion.Moving)]
    public void The_device_speed_decides_by_the_profile_of_the_kind(UnitKind kind, double speedMps, Motion expected) =>
        Assert.Equal(expected, After(kind, Fix("a", 0) with { SpeedMps = speedMps, HeadingDeg = 45 }).Movement!.Motion);

    [Fact]
    public void Every_kind_has_one_code()
    {
        Assert.All(Enum.GetValues<UnitKind>(), kind =>
        {
            Assert.True(UnitKindCode.TryParse(kind.ToCode(), out var parsed));
            Assert.Equal(kind, parsed);
        });
        Assert.False(UnitKindCode.TryParse("PatrolCar", out _));
    }

    private static UnitState After(UnitKind kind, params Fix[] fixes)
    {
        var writer = new LivePictureWriter("e");
        writer.Start(Duty("a", kind));
        writer.Apply(fixes);
        return writer.Current.Units["a"];
    }
}
