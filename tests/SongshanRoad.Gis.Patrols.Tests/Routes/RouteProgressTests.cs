using SongshanRoad.Gis.Patrols.Coverage;
using SongshanRoad.Gis.Patrols.Routes;
using SongshanRoad.Gis.Spatial.Coordinates;
using static SongshanRoad.Gis.Patrols.Tests.Coverage.CoverageSketch;

namespace SongshanRoad.Gis.Patrols.Tests.Routes;

public class RouteProgressTests
{
    private static readonly NetTopologySuite.Geometries.LineString[] Legs = [Line((0, 0), (200, 0)), Line((200, 0), (200, 300))];

    [Fact]
    public void A_team_half_way_sees_what_is_done_and_what_is_next()
    {
        var progress = After(Fix(0, 0, 3), Fix(50, 100, 3), Fix(100, 200, 3), Fix(150, 203, 80));
        Assert.True(progress.Legs[0].IsDone);
        Assert.Equal(0, progress.Legs[0].RemainingM, tolerance: 1e-9);
        Assert.Equal(1, progress.NextLeg!.LegIndex);
        Assert.Equal(80 + Math.Sqrt(400 - 9), progress.Legs[1].DoneM, tolerance: 0.01);
        Assert.Equal(500, progress.DoneM + progress.RemainingM, tolerance: 1e-9);
    }

    [Fact]
    public void Nothing_is_next_when_all_legs_are_walked() =>
        Assert.Null(After(Fix(0, 5, 0), Fix(60, 150, 0), Fix(100, 195, 3), Fix(150, 200, 130), Fix(200, 200, 275)).NextLeg);

    [Fact]
    public void A_long_leg_is_not_done_while_more_than_twenty_metres_are_missing()
    {
        Assert.False(new LegProgress(0, 1000, [new CoveredInterval(0, 979, Evening, Evening)]).IsDone);
        Assert.True(new LegProgress(0, 1000, [new CoveredInterval(0, 980, Evening, Evening)]).IsDone);
        Assert.False(new LegProgress(0, 100, [new CoveredInterval(0, 89, Evening, Evening)]).IsDone);
    }

    [Fact]
    public void The_distance_off_the_route_is_to_the_nearest_leg()
    {
        var walked = WalkedLine.Of([], CoverageRule.Default);
        Assert.Equal(40, RouteProgress.Of(Legs, walked, CoverageRule.Default, new MetricPoint(240, 100)).OffRouteM);
        Assert.Null(RouteProgress.Of(Legs, walked, CoverageRule.Default).OffRouteM);
    }

    private static RouteProgress After(params MetricFix[] fixes) =>
        RouteProgress.Of(Legs, WalkedLine.Of(fixes, CoverageRule.Default), CoverageRule.Default);
}
