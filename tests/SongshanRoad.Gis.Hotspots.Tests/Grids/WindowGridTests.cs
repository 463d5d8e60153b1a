using CsCheck;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Tests.Grids;

public class WindowGridTests
{
    private static readonly SquareGrid Grid = new(465_000, 3_838_000, 50);

    // A district with a bay, a hole and a second part, none of it on the grid's lines.
    internal static readonly Geometry District = new WKTReader().Read("""
        MULTIPOLYGON (((465012 3838007, 466210 3838033, 466490 3839120, 465900 3838610, 465733 3839466, 464871 3839233, 465012 3838007),
        (465300 3838400, 465520 3838390, 465410 3838700, 465300 3838400)), ((466600 3838100, 466903 3838120, 466800 3838555, 466600 3838100)))
        """);

    private static readonly Gen<MetricPoint> Anywhere =
        Gen.Select(Gen.Double[464_700, 467_000], Gen.Double[3_837_900, 3_839_600]).Select((e, n) => new MetricPoint(e, n));

    [Fact]
    public void A_point_on_a_shared_edge_belongs_to_the_cell_north_east_of_it_only()
    {
        Assert.Equal(new GridCell(2, 3), Grid.CellOf(new MetricPoint(465_100, 3_838_150)));
        Assert.Equal(new GridCell(1, 3), Grid.CellOf(new MetricPoint(465_100 - 1e-6, 3_838_150)));
        Assert.Equal(new GridCell(-1, -1), Grid.CellOf(new MetricPoint(464_999.9, 3_837_999.9)));

        var block = WindowGrid.Box(Grid, new GridCell(0, 0), 4, 4);
        var counts = block.Count([new(465_100, 3_838_100), new(465_100, 3_838_120), new(465_000, 3_838_000), new(465_200, 3_838_100)]);
        Assert.Equal(3, counts.Counts.Sum());
        Assert.Equal(1, counts.Outside);
    }

    [Fact]
    public void Every_point_is_counted_once_or_reported_as_outside() => Anywhere.Array[0, 200].Sample(points =>
    {
        var grid = WindowGrid.Clip(Grid, new PolygonWindow(District));
        var counts = grid.Count(points);
        Assert.Equal(points.Length, counts.Counts.Sum() + counts.Outside);
        Assert.Equal(counts.Counts, grid.Count([.. points.Reverse()]).Counts);
    });

    [Fact]
    public void The_cells_are_those_whose_centre_lies_in_the_window_empty_ones_included()
    {
        var grid = WindowGrid.Clip(Grid, new PolygonWindow(District));
        var factory = District.Factory;
        var expected = new List<GridCell>();
        for (var row = -1; row < 31; row++)
        {
            for (var column = -4; column < 39; column++)
            {
                var centre = Grid.CentreOf(new GridCell(column, row));
                if (District.Contains(factory.CreatePoint(new Coordinate(centre.EastingM, centre.NorthingM))))
                {
                    expected.Add(new GridCell(column, row));
                }
            }
        }

        Assert.Equal(expected, grid.Cells);
        Assert.All(grid.Cells.Select((cell, i) => (cell, i)), pair => Assert.Equal(pair.i, grid.IndexOf(pair.cell)));
        Assert.Equal(-1, grid.IndexOf(new GridCell(int.MaxValue, int.MinValue)));
        Assert.Equal(-1, grid.IndexOf(new MetricPoint(double.NaN, 3_838_500)));
    }

    [Fact]
    public void The_window_test_agrees_with_the_geometry_library() => Anywhere.Sample(point =>
        Assert.Equal(
            District.Contains(District.Factory.CreatePoint(new Coordinate(point.EastingM, point.NorthingM))),
            new PolygonWindow(District).Contains(point)));

    [Fact]
    public void A_cell_is_drawn_as_its_square()
    {
        var outline = Grid.OutlineMetric(new GridCell(-1, 2), new GeometryFactory(new PrecisionModel(), 4547));
        Assert.Equal(new Envelope(464_950, 465_000, 3_838_100, 3_838_150), outline.EnvelopeInternal);
        Assert.Equal(2500, outline.Area);
        Assert.Equal(4547, outline.SRID);
        Assert.Equal(new MetricPoint(464_975, 3_838_125), Grid.CentreOf(new GridCell(-1, 2)));
    }

    [Fact]
    public void Windows_that_cannot_be_used_are_refused_with_the_reason()
    {
        var reader = new WKTReader();
        Assert.Contains("LineString", Assert.Throws<ArgumentException>(() => new PolygonWindow(reader.Read("LINESTRING (0 0, 1 1)"))).Message, StringComparison.Ordinal);
        Assert.Contains("crosses itself", Assert.Throws<ArgumentException>(() => new PolygonWindow(reader.Read("POLYGON ((0 0, 9 9, 9 0, 0 9, 0 0))"))).Message, StringComparison.Ordinal);
        Assert.Contains("larger cells", Assert.Throws<ArgumentException>(() => WindowGrid.Clip(new SquareGrid(0, 0, 0.01), new PolygonWindow(District))).Message, StringComparison.Ordinal);
        var degrees = reader.Read("POLYGON ((113 34, 114 34, 114 35, 113 34))");
        degrees.SRID = 4326;
        Assert.Contains("degrees", Assert.Throws<ArgumentException>(() => new PolygonWindow(degrees)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SquareGrid(0, 0, 0));
    }
}
