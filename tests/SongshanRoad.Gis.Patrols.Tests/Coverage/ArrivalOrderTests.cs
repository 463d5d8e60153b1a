using SongshanRoad.Gis.Patrols.Coverage;
using static SongshanRoad.Gis.Patrols.Tests.Coverage.CoverageSketch;

namespace SongshanRoad.Gis.Patrols.Tests.Coverage;

public class ArrivalOrderTests
{
    [Theory]
    [InlineData(120, false)]
    [InlineData(120.001, true)]
    public void A_fix_is_late_from_two_minutes_on(double afterS, bool isLate) =>
        Assert.Equal(isLate, Arrived("d", 0, afterS).IsLate);

    [Fact]
    public void What_came_in_time_is_one_group_whatever_its_order()
    {
        ArrivedFix[] fixes = [Arrived("d", 20, 21), Arrived("e", 0, 1), Arrived("d", 10, 11)];
        var group = Assert.Single(ArrivalOrder.Of(fixes));
        Assert.Null(group.LateAt);
        Assert.Equal(fixes, group.Fixes);
        Assert.Empty(ArrivalOrder.Of([]));
    }

    [Fact]
    public void Late_ones_come_between_those_that_were_there_before_and_those_that_came_after()
    {
        var (before, lateA, lateB, beside, later, after) = (
            Arrived("d", 0, 1), Arrived("e", 0, 400), Arrived("e", 10, 400), Arrived("d", 400, 400), Arrived("e", 20, 401), Arrived("d", 500, 501));
        var groups = ArrivalOrder.Of([after, later, lateB, beside, lateA, before]);
        Assert.Equal([null, Evening.AddSeconds(400), Evening.AddSeconds(401), null], groups.Select(group => group.LateAt));
        Assert.Equal([[before, beside], [lateB, lateA], [later], [after]], groups.Select(group => group.Fixes));
    }

    private static ArrivedFix Arrived(string dutyId, double second, double arrivedAtSecond) =>
        new(dutyId, Fix(second, 0, 0), Evening.AddSeconds(arrivedAtSecond));
}
