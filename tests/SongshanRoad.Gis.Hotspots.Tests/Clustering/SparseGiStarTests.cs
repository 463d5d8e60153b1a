using CsCheck;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Tests.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Tests.Clustering;

public class SparseGiStarTests
{
    private static readonly Gen<(MetricPoint, double)[]> Events = Gen.Select(Gen.Double[464_800, 467_000], Gen.Double[3_837_900, 3_839_600], Gen.Double[0.01, 1])
        .Select((e, n, weight) => (new MetricPoint(e, n), weight)).Array[0, 60];

    [Theory]
    [InlineData(0, Contiguity.Queen)]
    [InlineData(0, Contiguity.Rook)]
    [InlineData(1, Contiguity.Hexagon)]
    [InlineData(2, Contiguity.Hexagon)]
    public void It_is_to_the_last_bit_what_a_value_in_every_cell_gives(int shape, Contiguity contiguity) => Gen.Select(Events, Gen.Bool).Sample(
        (events, weighted) =>
        {
            var cells = WindowCells.Clip(WindowCellsTests.Shapes[shape], new PolygonWindow(WindowGridTests.District));
            var counts = SparseCells.Count(cells, [.. events.Select(e => e.Item1)], weighted ? [.. events.Select(e => e.Item2)] : []);
            var sparse = SparseGiStar.Of(counts, contiguity);

            var values = new double[cells.Count];
            for (var i = 0; i < counts.Indexes.Length; i++)
            {
                values[counts.Indexes[i]] = counts.Values[i];
            }

            var contiguous = new GridContiguity(cells, contiguity);
            var dense = GetisOrd.Star(contiguous, values);
            var q = MultipleTesting.BenjaminiHochberg(dense.P);

            Assert.Equal(cells.Count, sparse.Tested);
            Assert.Equal(cells.Count, sparse.Near.Count + sparse.Elsewhere.Sum(quiet => quiet.Cells));
            var near = new HashSet<int>();
            for (var i = 0; i < sparse.Near.Count; i++)
            {
                var index = (int)cells.IndexOf(sparse.Near[i]);
                near.Add(index);
                Assert.Equal((dense.Z[index], dense.P[index], q[index]), (sparse.Z(i), sparse.P(i), sparse.Q(i)));
            }

            var elsewhere = Enumerable.Range(0, values.Length).Where(index => !near.Contains(index)).GroupBy(contiguous.SizeOf).OrderBy(group => group.Key);
            Assert.Equal(elsewhere.Select(group => (group.Key, (long)group.Count())), sparse.Elsewhere.Select(quiet => (quiet.Neighbours, quiet.Cells)));
            foreach (var (group, quiet) in elsewhere.Zip(sparse.Elsewhere))
            {
                Assert.All(group, index => Assert.Equal((dense.Z[index], dense.P[index], q[index]), (quiet.Z, quiet.P, quiet.Q)));
            }
        },
        iter: 40);

    [Fact]
    public void A_hundred_by_eighty_kilometres_in_cells_of_ten_metres_fit()
    {
        var cells = WindowCells.Box(new SquareGrid(0, 0, 10), new GridCell(0, 0), 10_000, 8_000);
        var random = new Random(7);
        MetricPoint[] events = [.. Enumerable.Range(0, 20_000).Select(i => i % 10 == 0
            ? new MetricPoint(100_000 * random.NextDouble(), 80_000 * random.NextDouble())
            : new MetricPoint(40_000 + (400 * random.NextDouble()), 30_000 + (400 * random.NextDouble())))];
        var counts = SparseCells.Count(cells, events);
        var gi = SparseGiStar.Of(counts, Contiguity.Queen);

        Assert.Equal(80_000_000, gi.Tested);
        Assert.Equal(20_000, counts.Values.ToArray().Sum());
        Assert.InRange(gi.Near.Count, 18_000, 9 * 20_000);
        static int Sides(GridCell cell) => (cell.Column is 0 or 9_999 ? 1 : 0) + (cell.Row is 0 or 7_999 ? 1 : 0);
        long NearWithSides(int sides) => gi.Near.Count(cell => Sides(cell) == sides);
        Assert.Equal(
            [(3, 4 - NearWithSides(2)), (5, (2L * (9_998 + 7_998)) - NearWithSides(1)), (8, (9_998L * 7_998) - NearWithSides(0))],
            gi.Elsewhere.Select(quiet => (quiet.Neighbours, quiet.Cells)));

        // By the formula, with n, mean and variance taken over all 80 million.
        var mean = 20_000 / 80e6;
        var variance = (counts.Values.ToArray().Sum(x => x * x) / 80e6) - (mean * mean);
        Assert.Equal((0 - (9 * mean)) / Math.Sqrt(variance * ((80e6 * 9) - 81) / (80e6 - 1)), gi.Elsewhere[2].Z, 1e-12);
        var hot = Enumerable.Range(0, gi.Near.Count).Count(i => gi.Q(i) <= 0.05);
        Assert.InRange(hot, 1_000, gi.Near.Count);
    }

    [Fact]
    public void No_event_leaves_every_cell_undefined_with_p_1()
    {
        var gi = SparseGiStar.Of(SparseCells.Count(WindowCells.Box(new SquareGrid(0, 0, 10), new GridCell(0, 0), 5, 5), []), Contiguity.Rook);
        Assert.Empty(gi.Near);
        Assert.All(gi.Elsewhere, quiet => Assert.Equal((0, 1, 1), (quiet.Z, quiet.P, quiet.Q)));
        Assert.Equal(25, gi.Elsewhere.Sum(quiet => quiet.Cells));
    }

    [Fact]
    public void Unusable_weights_are_refused()
    {
        var cells = WindowCells.Box(new SquareGrid(0, 0, 10), new GridCell(0, 0), 5, 5);
        Assert.Throws<ArgumentException>(() => SparseCells.Count(cells, [new(1, 1)], [1, 2]));
        Assert.Throws<ArgumentException>(() => SparseCells.Count(cells, [new(1, 1)], [-1]));
        Assert.Throws<ArgumentException>(() => SparseCells.Count(cells, [new(1, 1)], [double.NaN]));
    }
}
