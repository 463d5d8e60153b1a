using CsCheck;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Tests.Grids;

public class HexGridTests
{
    private static readonly HexGrid[] Grids = [new(465_000, 3_838_000, 50), new(465_003.3, 3_838_001.7, 70, HexTop.Flat)];

    private static readonly Gen<HexGrid> AnyGrid = Gen.Int[0, 1].Select(i => Grids[i]);

    private static readonly Gen<GridCell> AnyCell = Gen.Select(Gen.Int[-40, 40], Gen.Int[-40, 40]).Select((c, r) => new GridCell(c, r));

    private static readonly Gen<MetricPoint> Anywhere =
        Gen.Select(Gen.Double[464_000, 466_000], Gen.Double[3_837_000, 3_839_000]).Select((e, n) => new MetricPoint(e, n));

    [Fact]
    public void A_point_belongs_to_the_nearest_centre() => Gen.Select(AnyGrid, Anywhere).Sample((grid, point) =>
    {
        var own = grid.CellOf(point);
        var ownM = grid.CentreOf(own).DistanceM(point);
        Assert.True(ownM <= grid.AcrossM / Math.Sqrt(3) * (1 + 1e-9));
        for (var column = own.Column - 2; column <= own.Column + 2; column++)
        {
            for (var row = own.Row - 2; row <= own.Row + 2; row++)
            {
                Assert.True(grid.CentreOf(new GridCell(column, row)).DistanceM(point) >= ownM - 1e-6);
            }
        }
    });

    [Fact]
    public void The_centre_of_a_cell_lies_in_it() => Gen.Select(AnyGrid, AnyCell).Sample((grid, cell) =>
        Assert.Equal(cell, grid.CellOf(grid.CentreOf(cell))));

    [Fact]
    public void A_point_on_an_edge_or_a_corner_belongs_to_one_of_the_cells_that_meet_there() => Gen.Select(AnyGrid, AnyCell, Gen.Int[0, 5]).Sample((grid, cell, corner) =>
    {
        var outline = grid.OutlineMetric(cell, new GeometryFactory());
        var (a, b) = (outline.Coordinates[corner], outline.Coordinates[corner + 1]);
        foreach (var point in new[] { new MetricPoint(a.X, a.Y), new MetricPoint((a.X + b.X) / 2, (a.Y + b.Y) / 2) })
        {
            Assert.True(grid.OutlineMetric(grid.CellOf(point), outline.Factory).Distance(outline.Factory.CreatePoint(new Coordinate(point.EastingM, point.NorthingM))) < 1e-6);
        }
    });

    [Fact]
    public void Each_cell_is_a_regular_hexagon_whose_six_neighbours_share_an_edge_and_are_equally_far() => Gen.Select(AnyGrid, AnyCell).Sample((grid, cell) =>
    {
        var outline = grid.OutlineMetric(cell, new GeometryFactory(new PrecisionModel(), 4547));
        Assert.Equal(grid.CellAreaM2, outline.Area, 1e-4);
        Assert.True(NetTopologySuite.Algorithm.Orientation.IsCCW(outline.Coordinates));
        var neighbours = from column in Enumerable.Range(cell.Column - 2, 5)
                         from row in Enumerable.Range(cell.Row - 2, 5)
                         let other = new GridCell(column, row)
                         where other != cell && Math.Abs(grid.CentreOf(other).DistanceM(grid.CentreOf(cell)) - grid.AcrossM) < 1e-6
                         select other;
        Assert.Equal(6, neighbours.Count());
        foreach (var neighbour in neighbours)
        {
            // To the last bit, so that a map shows no slivers.
            var shared = grid.OutlineMetric(neighbour, outline.Factory).Coordinates.Intersect(outline.Coordinates, EqualityComparer<Coordinate>.Create((p, q) => p!.Equals2D(q!), p => p.GetHashCode()));
            Assert.Equal(2, shared.Count());
        }
    });

    [Fact]
    public void Bad_sizes_and_squares_ways_of_touching_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new HexGrid(0, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HexGrid(double.NaN, 0, 50));
        Assert.Throws<ArgumentOutOfRangeException>(() => Grids[0].CellOf(new MetricPoint(double.PositiveInfinity, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Grids[0].CellOf(new MetricPoint(0, 1e30)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Grids[0].ReachOf(Contiguity.Queen, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SquareGrid(0, 0, 1).ReachOf(Contiguity.Hexagon, 0));
    }
}
