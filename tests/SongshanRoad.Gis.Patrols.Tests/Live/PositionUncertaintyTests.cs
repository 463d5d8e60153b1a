using SongshanRoad.Gis.Patrols.Live;
using static SongshanRoad.Gis.Patrols.Tests.Live.LiveSketch;

namespace SongshanRoad.Gis.Patrols.Tests.Live;

public class PositionUncertaintyTests
{
    [Theory]
    [InlineData(UnitKind.VolunteerTeam, 1.2, 40, 8 + (1.5 * 40))]
    [InlineData(UnitKind.PatrolCar, 6.0, 40, 8 + (10 * 40))]
    [InlineData(UnitKind.PatrolCar, 22.0, 40, 8 + (22 * 40))]
    [InlineData(UnitKind.VolunteerTeam, 0.0, 40, 8 + (0.4 * 40))]
    [InlineData(UnitKind.PatrolCar, 0.0, 40, 8 + (1 * 40))]
    public void It_grows_from_the_accuracy_with_the_pace_of_the_kind(UnitKind kind, double speedMps, int ageS, double expectedM) =>
        Assert.Equal(expectedM, After(kind, speedMps, accuracyM: 8).RadiusM(TimeSpan.FromSeconds(ageS)), 1e-9);

    [Fact]
    public void It_never_shrinks_as_a_fix_ages_and_stops_when_the_unit_counts_as_silent()
    {
        var foot = After(UnitKind.PatrolSquad, 1.5, accuracyM: 8);
        var radii = Enumerable.Range(-60, 4000).Select(second => foot.RadiusM(TimeSpan.FromSeconds(second))).ToList();
        Assert.Equal(radii.Order(), radii);
        Assert.Equal((8, 8 + (1.5 * 300), 8 + (1.5 * 300)), (radii[0], radii[60 + 300], radii[^1]));
    }

    [Fact]
    public void Without_an_accuracy_it_grows_from_nothing() =>
        Assert.Equal(15, After(UnitKind.VolunteerTeam, 1.2, accuracyM: null).RadiusM(TimeSpan.FromSeconds(10)));

    [Fact]
    public void A_unit_that_never_reported_has_none()
    {
        var writer = new LivePictureWriter("e");
        Assert.Null(writer.Start(Duty("a")).Units["a"].Uncertainty);
    }

    private static PositionUncertainty After(UnitKind kind, double speedMps, double? accuracyM)
    {
        var writer = new LivePictureWriter("e");
        writer.Start(Duty("a", kind));
        return writer.Apply([Fix("a", 0) with { SpeedMps = speedMps, AccuracyM = accuracyM }]).Units["a"].Uncertainty!;
    }
}
