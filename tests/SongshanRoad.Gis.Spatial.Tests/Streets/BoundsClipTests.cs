using CsCheck;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Spatial.Streets;

namespace SongshanRoad.Gis.Spatial.Tests.Streets;

public class BoundsClipTests
{
    private static readonly Envelope Square = new(0, 10, 0, 10);

    [Fact]
    public void A_line_that_leaves_and_returns_gives_two_pieces()
    {
        var pieces = BoundsClip.Clip(Line((-5, 5), (5, 5), (15, 5), (15, 8), (5, 8)), Square);
        Assert.Equal(["LINESTRING (0 5, 5 5, 10 5)", "LINESTRING (10 8, 5 8)"], pieces.Select(piece => piece.ToString()));
    }

    [Fact]
    public void A_line_that_only_touches_a_corner_gives_nothing() => Assert.Empty(BoundsClip.Clip(Line((-5, 5), (5, -5)), new Envelope(0, 10, 0, 10)));

    [Fact]
    public void Keeps_as_much_as_an_overlay_does() =>
        Gen.Select(Gen.Double[-10, 20], Gen.Double[-10, 20]).Array[2, 2].Sample(corners =>
        {
            var line = Line(corners);
            var overlay = line.Intersection(GeometryFactory.Default.ToGeometry(Square)).Length;
            return Math.Abs(BoundsClip.Clip(line, Square).Sum(piece => piece.Length) - overlay) < 1e-9;
        });

    private static LineString Line(params (double X, double Y)[] corners) =>
        new([.. corners.Select(corner => new Coordinate(corner.X, corner.Y))]);
}
