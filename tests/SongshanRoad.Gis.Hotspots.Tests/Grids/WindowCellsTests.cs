using CsCheck;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Tests.Grids;

public class WindowCellsTests
{
    internal static readonly CellGrid[] Shapes =
        [new SquareGrid(465_000, 3_838_000, 50), new HexGrid(465_000, 3_838_000, 50), new HexGrid(465_000, 3_838_000, 50, HexTop.Flat)];

    private static readonly Geometry District = WindowGridTests.District;

    public static TheoryData<int> EveryShape => [0, 1, 2];

    [Theory]
    [MemberData(nameof(EveryShape))]
    public void The_cells_are_those_whose_centre_lies_in_the_window_empty_ones_included(int shape)
    {
        var grid = Shapes[shape];
        var cells = WindowCells.Clip(grid, new PolygonWindow(District));
        var expected = from column in Enumerable.Range(-10, 70)
                       from row in Enumerable.Range(-10, 70)
                       let centre = grid.CentreOf(new GridCell(column, row))
                       where District.Contains(District.Factory.CreatePoint(new Coordinate(centre.EastingM, centre.NorthingM)))
                       select new GridCell(column, row);

        var all = cells.All().ToList();
        Assert.Equal(expected.OrderBy(cell => cell.Row).ThenBy(cell => cell.Column), all.OrderBy(cell => cell.Row).ThenBy(cell => cell.Column));
        Assert.Equal(all.Count, cells.Count);
        Assert.Equal(Enumerable.Range(0, all.Count).Select(i => (long)i), all.Select(cells.IndexOf));
        Assert.Equal(all, grid.LinesRunNorth ? all.OrderBy(cell => cell.Column).ThenBy(cell => cell.Row) : all.OrderBy(cell => cell.Row).ThenBy(cell => cell.Column));
        Assert.Equal(-1, cells.IndexOf(new GridCell(int.MaxValue, int.MinValue)));
        Assert.Equal(-1, cells.IndexOf(new MetricPoint(double.NaN, 3_838_500)));
    }

    [Theory]
    [MemberData(nameof(EveryShape))]
    public void Every_point_is_counted_once_or_reported_as_outside_sparsely_as_well(int shape) =>
        Gen.Select(Gen.Double[464_700, 467_000], Gen.Double[3_837_900, 3_839_600]).Select((e, n) => new MetricPoint(e, n)).Array[0, 200].Sample(points =>
        {
            var cells = WindowCells.Clip(Shapes[shape], new PolygonWindow(District));
            var counts = cells.CountAll(points);
            Assert.Equal(points.Length, counts.Counts.Sum() + counts.Outside);

            var sparse = SparseCells.Count(cells, [.. points.Reverse()]);
            Assert.Equal(counts.Outside, sparse.Outside);
            Assert.Equal(counts.Counts.Index().Where(cell => cell.Item > 0).Select(cell => ((long)cell.Index, (double)cell.Item)),
                sparse.Indexes.ToArray().Zip(sparse.Values.ToArray()));
        });

    [Fact]
    public void A_centre_on_the_outline_belongs_to_one_of_two_windows_that_share_the_edge()
    {
        // The edge between the halves runs through a row, or a column, of centres.
        foreach (var grid in Shapes)
        {
            var middle = grid.CentreOf(new GridCell(7, 6));
            foreach (var (west, east, whole) in (ReadOnlySpan<(Envelope, Envelope, Envelope)>)[
                (new(464_990, middle.EastingM, 3_837_990, 3_838_700), new(middle.EastingM, 466_000, 3_837_990, 3_838_700), new(464_990, 466_000, 3_837_990, 3_838_700)),
                (new(464_990, 466_000, 3_837_990, middle.NorthingM), new(464_990, 466_000, middle.NorthingM, 3_838_700), new(464_990, 466_000, 3_837_990, 3_838_700))])
            {
                long Count(Envelope box) => WindowCells.Clip(grid, new PolygonWindow(new GeometryFactory().ToGeometry(box))).Count;
                Assert.Equal(Count(whole), Count(west) + Count(east));
            }
        }
    }

    [Fact]
    public void A_city_in_cells_of_ten_metres_takes_no_more_room_than_its_outline()
    {
        var city = new PolygonWindow(new GeometryFactory().CreatePoint(new Coordinate(500_000, 3_800_000)).Buffer(50_000, 64));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var cells = WindowCells.Clip(new SquareGrid(0, 0, 10), city);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
        Assert.Equal(city.AreaM2 / 100, cells.Count, 1e-5 * cells.Count);
        Assert.Contains("count sparsely", Assert.Throws<InvalidOperationException>(() => cells.CountAll([])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_without_a_centre_have_no_cells_and_grids_too_fine_are_refused()
    {
        var yard = new PolygonWindow(new GeometryFactory().ToGeometry(new Envelope(465_001, 465_009, 3_838_001, 3_838_009)));
        var none = WindowCells.Clip(Shapes[0], yard);
        Assert.Equal(0, none.Count);
        Assert.Empty(none.All());
        Assert.Equal(1, none.CountAll([new(465_005, 3_838_005)]).Outside);
        Assert.Contains("larger cells", Assert.Throws<ArgumentException>(() => WindowCells.Clip(new HexGrid(0, 0, 1e-5), yard)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => WindowCells.Box(Shapes[0], new GridCell(0, 0), 0, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => WindowCells.Box(Shapes[0], new GridCell(0, 0), 5, 1_000_001));
    }
}
