using CsCheck;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Measures;

namespace SongshanRoad.Gis.Spatial.Tests.Measures;

public class SideBySideTests
{
    private static readonly MetricPoint[] Leg = [new(0, 0), new(100, 0), new(100, 100)];

    [Theory]
    // Along it, in either direction; beyond its end; crossing it; too far off; around its corner.
    [InlineData(100, 10, 5, 90, 5, 80)]
    [InlineData(100, 90, -5, 10, -5, 80)]
    [InlineData(100, 50, 5, 150, 5, 50)]
    [InlineData(100, 50, -50, 50, 50, 0)]
    [InlineData(100, 0, 16, 80, 16, 0)]
    [InlineData(100, 110, 0, 110, 100, 100)]
    public void Only_what_runs_along_within_the_distance_is_measured(
        double scale, double fromEast, double fromNorth, double toEast, double toNorth, double expectedM) => Assert.Equal(
        expectedM * scale / 100, SideBySide.LengthM([new(fromEast, fromNorth), new(toEast, toNorth)], Leg, 15), 1e-9);

    [Fact]
    public void A_bent_street_beside_a_bent_leg_counts_once_and_whole() =>
        Assert.Equal(200, SideBySide.LengthM(Leg, Leg, 15), 1e-9);

    [Fact]
    public void A_piece_is_never_longer_than_the_line_and_moving_or_turning_both_changes_nothing() =>
        Gen.Select(Gen.Double[-200, 200].Array[6], Gen.Double[0, 6.28], Gen.Double[-1e5, 1e5]).Sample((coordinates, angle, shift) =>
        {
            MetricPoint[] line = [new(coordinates[0], coordinates[1]), new(coordinates[2], coordinates[3]), new(coordinates[4], coordinates[5])];
            MetricPoint Moved(MetricPoint point) => new(
                (point.EastingM * Math.Cos(angle)) - (point.NorthingM * Math.Sin(angle)) + shift,
                (point.EastingM * Math.Sin(angle)) + (point.NorthingM * Math.Cos(angle)) - shift);
            var sharedM = SideBySide.LengthM(line, Leg, 15);
            Assert.InRange(sharedM, 0, line[0].DistanceM(line[1]) + line[1].DistanceM(line[2]) + 1e-9);
            // At just 45 degrees rounding decides.
            var turned = SideBySide.LengthM(Array.ConvertAll(line, Moved), Array.ConvertAll(Leg, Moved), 15);
            Assert.True(Math.Abs(sharedM - turned) < 1e-6 || IsDiagonal(line), $"{sharedM} {turned}");
        });

    private static bool IsDiagonal(MetricPoint[] line) => line.Zip(line.Skip(1)).Any(piece =>
        Math.Abs(Math.Abs(piece.Second.EastingM - piece.First.EastingM) - Math.Abs(piece.Second.NorthingM - piece.First.NorthingM)) < 1e-6);
}
