using CsCheck;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Hotspots.Tests.Clustering;

public class GetisOrdTests
{
    private const double Tolerance = 1e-9;

    [Theory]
    [InlineData("gistar_columbus_crime_queen", 49)]
    [InlineData("gistar_ncsids_sid74_cr85", 100)]
    public void Agrees_with_spdep_on_published_data(string name, int units) =>
        AssertAgrees(ReferenceFiles.InRepository($"hotspots/{name}_neighbours.csv"), ReferenceFiles.InRepository($"hotspots/{name}_expected.csv"), units);

    [Fact]
    public void Agrees_with_spdep_on_the_Barro_Colorado_trees_by_list_and_by_grid()
    {
        var expectedPath = ReferenceFiles.InSharedOrSkip("reference/hotspots/gistar_bei_grid40x20_queen_expected.csv");
        AssertAgrees(ReferenceFiles.InSharedOrSkip("reference/hotspots/gistar_bei_grid40x20_queen_neighbours.csv"), expectedPath, 800);

        var expected = new ReferenceTable(expectedPath);
        var grid = WindowGrid.Box(new SquareGrid(0, 0, 25), new GridCell(0, 0), 40, 20);
        var gi = GetisOrd.Star(Queen(grid), expected["x"]);
        Near.AssertAll(expected["gistar_z"], gi.Z, Tolerance);
        Near.AssertAll(expected["p_two_sided"], gi.P, Tolerance);
        Near.AssertAll(expected["gi_z_nonstar"], GetisOrd.WithoutSelf(Queen(grid), expected["x"]).Z, Tolerance);
    }

    [Fact]
    public void Grid_sums_equal_the_neighbour_list_on_any_clipped_grid() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12], Gen.Int[0, 9].Array[144]).Sample((columns, rows, counts) =>
        {
            var grid = WindowGrid.Box(new SquareGrid(-35, 20, 50), new GridCell(-2, 3), columns, rows);
            var values = grid.Cells.Select((_, i) => (double)counts[i]).ToArray();
            var pairs = from i in Enumerable.Range(0, values.Length)
                        from east in (int[])[-1, 0, 1]
                        from north in (int[])[-1, 0, 1]
                        let j = grid.IndexOf(new GridCell(grid.Cells[i].Column + east, grid.Cells[i].Row + north))
                        where j >= 0
                        select (i, j);
            var byList = GetisOrd.Star(NeighbourList.FromPairs(values.Length, pairs), values);
            var byGrid = GetisOrd.Star(Queen(grid), values);
            Assert.Equal(byList.Undefined, byGrid.Undefined);
            Near.AssertAll(byList.Z, byGrid.Z, 1e-12);
        });

    [Fact]
    public void A_unit_without_neighbours_is_compared_by_itself()
    {
        double[] values = [1, 2, 3, 10];
        var gi = GetisOrd.Star(NeighbourList.FromPairs(4, [(0, 1), (1, 0)]), values);
        Assert.Equal((10 - 4) / Math.Sqrt(12.5), gi.Z[3], Tolerance);
    }

    [Fact]
    public void Without_itself_a_unit_is_undefined_when_it_has_no_neighbour_when_all_others_are_or_when_those_are_all_equal()
    {
        double[] values = [1, 2, 3, 10];
        Assert.Equal([2, 3], GetisOrd.WithoutSelf(NeighbourList.FromPairs(4, [(0, 1), (1, 0)]), values).Undefined);
        Assert.Equal([0], GetisOrd.WithoutSelf(NeighbourList.FromPairs(4, [(0, 1), (0, 2), (0, 3), (1, 0), (2, 0), (3, 0)]), values).Undefined);
        var ring = NeighbourList.FromPairs(5, Enumerable.Range(0, 5).SelectMany(i => new[] { (i, (i + 1) % 5), ((i + 1) % 5, i) }));
        foreach (var odd in Enumerable.Range(0, 5))
        {
            double[] allButOne = [0.1, 0.1, 0.1, 0.1, 0.1];
            allButOne[odd] = 0.7;
            Assert.Equal([odd], GetisOrd.WithoutSelf(ring, allButOne).Undefined);
        }
    }

    [Fact]
    public void Others_that_differ_by_very_little_are_not_lost_beside_one_that_differs_by_much()
    {
        // Without unit 0 the values are 0 to 4 millionths: by hand, mean 2, variance 2, neighbours 0 and 1.
        var gi = GetisOrd.WithoutSelf(NeighbourList.FromPairs(6, [(0, 1), (0, 2)]), [1e9, 0, 1e-6, 2e-6, 3e-6, 4e-6]);
        Assert.Equal((1 - (2 * 2)) / Math.Sqrt(2.0 * ((5 * 2) - 4) / 4), gi.Z[0], 1e-9);
    }

    [Fact]
    public void Units_in_another_order_get_the_same_bits() =>
        Gen.Select(Gen.Double[-1e3, 1e3].Array[30], Gen.Select(Gen.Int[0, 29], Gen.Int[0, 29]).Array[90], Gen.Shuffle(Enumerable.Range(0, 30).ToArray())).Sample((values, pairs, numbers) =>
        {
            var moved = new double[30];
            for (var unit = 0; unit < 30; unit++)
            {
                moved[numbers[unit]] = values[unit];
            }

            var (list, movedList) = (NeighbourList.FromPairs(30, pairs), NeighbourList.FromPairs(30, pairs.Select(pair => (numbers[pair.Item1], numbers[pair.Item2]))));
            var (gi, giMoved) = (GetisOrd.Star(list, values), GetisOrd.Star(movedList, moved));
            Assert.Equal(gi.Z, numbers.Select(number => giMoved.Z[number]));
            var (alone, aloneMoved) = (GetisOrd.WithoutSelf(list, values), GetisOrd.WithoutSelf(movedList, moved));
            Assert.Equal(alone.Z, numbers.Select(number => aloneMoved.Z[number]));
        });

    [Fact]
    public void Equal_values_give_z_0_and_p_1_and_are_named()
    {
        var grid = WindowGrid.Box(new SquareGrid(0, 0, 50), new GridCell(0, 0), 7, 9);
        var gi = GetisOrd.Star(Queen(grid), [.. Enumerable.Repeat(0.1, 63)]);
        Assert.All(gi.Z, z => Assert.Equal(0, z));
        Assert.All(gi.P, p => Assert.Equal(1, p));
        Assert.Equal(63, gi.Undefined.Count);
    }

    [Fact]
    public void A_unit_that_neighbours_all_others_is_undefined()
    {
        var gi = GetisOrd.Star(NeighbourList.FromPairs(4, [(0, 1), (0, 2), (0, 3), (1, 0)]), [1, 2, 3, 4]);
        Assert.Equal([0], gi.Undefined);
        Assert.Equal((0, 1), (gi.Z[0], gi.P[0]));
        Assert.NotEqual(0, gi.Z[1]);
    }

    [Fact]
    public void No_unit_gives_nothing_and_one_is_undefined()
    {
        Assert.Empty(GetisOrd.Star(NeighbourList.FromPairs(0, []), []).Z);
        Assert.Equal([0], GetisOrd.Star(NeighbourList.FromPairs(1, []), [5]).Undefined);
    }

    [Fact]
    public void Unusable_input_is_refused()
    {
        Assert.Throws<ArgumentException>(() => GetisOrd.Star(NeighbourList.FromPairs(2, []), [1]));
        Assert.Throws<ArgumentException>(() => GetisOrd.Star(NeighbourList.FromPairs(2, []), [1, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => NeighbourList.FromPairs(2, [(0, 2)]));
    }

    [Fact]
    public void Scaling_and_shifting_all_values_leaves_z_as_it_is() =>
        Gen.Select(Gen.Double[0, 20].Array[25], Gen.Double[0.1, 100], Gen.Double[-50, 50]).Where(t => t.Item1.Max() - t.Item1.Min() > 1)
            .Sample((values, scale, shift) =>
            {
                var grid = WindowGrid.Box(new SquareGrid(0, 0, 50), new GridCell(0, 0), 5, 5);
                Near.AssertAll(GetisOrd.Star(Queen(grid), values).Z, GetisOrd.Star(Queen(grid), [.. values.Select(x => (x * scale) + shift)]).Z, 1e-9);
            });

    private static void AssertAgrees(string neighboursPath, string expectedPath, int units)
    {
        var expected = new ReferenceTable(expectedPath);
        var neighbours = new ReferenceTable(neighboursPath);
        Assert.Equal(units, expected["id"].Length);
        var list = NeighbourList.FromPairs(units, neighbours.Integers("i").Zip(neighbours.Integers("j"), (i, j) => (i - 1, j - 1)));
        Assert.Equal(expected.Integers("n_nbr"), Enumerable.Range(0, units).Select(i => list.Of(i).Length));

        var gi = GetisOrd.Star(list, expected["x"]);
        Near.AssertAll(expected["gistar_z"], gi.Z, Tolerance);
        Near.AssertAll(expected["p_two_sided"], gi.P, Tolerance);
        Near.AssertAll(expected["p_bh"], MultipleTesting.BenjaminiHochberg(gi.P), Tolerance);
        Near.AssertAll(expected["p_bonferroni"], MultipleTesting.Bonferroni(gi.P), Tolerance);
        Assert.Empty(gi.Undefined);
        Near.AssertAll(expected["gi_z_nonstar"], GetisOrd.WithoutSelf(list, expected["x"]).Z, Tolerance);
    }

    private static GridContiguity Queen(WindowGrid grid) => new(grid.Members, Contiguity.Queen);
}
