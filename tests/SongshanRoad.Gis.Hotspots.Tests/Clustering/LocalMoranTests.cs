using CsCheck;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Hotspots.Tests.Clustering;

public class LocalMoranTests
{
    private const double Tolerance = 1e-9;

    private static readonly Gen<double> Value = Gen.Int[-9_000, 9_000].Select(x => x / 1e3);

    [Theory]
    [InlineData("columbus_crime_queen", 49)]
    [InlineData("ncsids_sid74_cr85", 100)]
    public void Agrees_with_spdep_on_published_data(string name, int units)
    {
        var path = ReferenceFiles.InRepository($"hotspots/localmoran_{name}_expected.csv");
        var expected = new ReferenceTable(path);
        var pairs = new ReferenceTable(ReferenceFiles.InRepository($"hotspots/gistar_{name}_neighbours.csv"));
        var list = NeighbourList.FromPairs(units, pairs.Integers("i").Zip(pairs.Integers("j"), (i, j) => (i - 1, j - 1)));

        var conditional = LocalMoran.Of(list, expected["x"]);
        Near.AssertAll(expected["ii"], conditional.I, Tolerance);
        Near.AssertAll(expected["e_conditional"], conditional.Expected, Tolerance);
        Near.AssertAll(expected["var_conditional"], conditional.Variance, Tolerance);
        Near.AssertAll(expected["z_conditional"], conditional.Z, Tolerance);
        Near.AssertAll(expected["p_conditional"], conditional.P, Tolerance);

        var total = LocalMoran.Of(list, expected["x"], MoranNull.Total);
        Near.AssertAll(expected["ii"], total.I, Tolerance);
        Near.AssertAll(expected["e_total"], total.Expected, Tolerance);
        Near.AssertAll(expected["var_total"], total.Variance, Tolerance);
        Near.AssertAll(expected["z_total"], total.Z, Tolerance);
        Near.AssertAll(expected["p_total"], total.P, Tolerance);

        var quadrants = File.ReadLines(path).Skip(1).Select(line => line.Split(',')[^1].Replace("-", "", StringComparison.Ordinal)).ToArray();
        Assert.Equal(quadrants, conditional.Quadrants.Select(quadrant => quadrant.ToString()));
    }

    [Fact]
    public void Hand_computed_values_of_four_units_in_a_row()
    {
        // Values 1, 2, 3, 6: mean 3, d = -2, -1, 0, 3, m2 = 14 / 4 = 3.5.
        var moran = LocalMoran.Of(NeighbourList.FromPairs(4, [(0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 2)]), [1, 2, 3, 6]);
        Near.AssertAll([-2 * -1 / 3.5, -1 * -1 / 3.5, 0, 0], moran.I, 1e-15);
        // Unit 1 has two of the others' d (-2, 0, 3; mean 1/3, variance 38/9): the mean of two drawn has variance 38/9 / 2 * (3 - 2) / (3 - 1).
        Assert.Equal(-1 / 3.5 / 3, moran.Expected[1], 1e-15);
        Assert.Equal(38.0 / 9 / 4 / (3.5 * 3.5), moran.Variance[1], 1e-15);
        Assert.Equal([MoranQuadrant.LowLow, MoranQuadrant.LowLow, MoranQuadrant.LowHigh, MoranQuadrant.HighLow], moran.Quadrants);
    }

    [Fact]
    public void The_conditional_moments_are_those_of_all_ways_to_draw_the_neighbours() => Gen.Select(Value.Array[7], Gen.Int[1, 5]).Where(t => t.Item1.Distinct().Count() > 2).Sample((values, size) =>
    {
        var list = NeighbourList.FromPairs(7, Enumerable.Range(1, size).Select(j => (0, j)));
        var moran = LocalMoran.Of(list, values);
        var mean = values.Average();
        var m2 = values.Average(x => (x - mean) * (x - mean));
        double[] drawn = [.. Subsets(7, size).Select(subset => (values[0] - mean) / m2 * subset.Average(j => values[j] - mean))];
        Assert.Equal(drawn.Average(), moran.Expected[0], 1e-10);
        Assert.Equal(drawn.Average(i => (i - drawn.Average()) * (i - drawn.Average())), moran.Variance[0], 1e-10);
    });

    [Fact]
    public void The_total_moments_are_those_of_all_orders_of_the_values() => Value.Array[5].Where(values => values.Distinct().Count() > 2).Sample(values =>
    {
        var list = NeighbourList.FromPairs(5, [(0, 1), (0, 2)]);
        var moran = LocalMoran.Of(list, values, MoranNull.Total);
        double[] drawn = [.. Orders([.. values]).Select(order => LocalMoran.Of(list, [.. order]).I[0])];
        Assert.Equal(drawn.Average(), moran.Expected[0], 1e-10);
        Assert.Equal(drawn.Average(i => (i - drawn.Average()) * (i - drawn.Average())), moran.Variance[0], 1e-10);
    }, iter: 20);

    [Fact]
    public void Its_conditional_z_is_that_of_Gi_turned_for_low_units() => Gen.Select(Value.Array[20], Gen.Select(Gen.Int[0, 19], Gen.Int[0, 19]).Array[60]).Sample((values, pairs) =>
    {
        var list = NeighbourList.FromPairs(20, pairs);
        var (moran, gi) = (LocalMoran.Of(list, values), GetisOrd.WithoutSelf(list, values));
        Near.AssertAll([.. gi.Z.Zip(values, (z, x) => z * Math.Sign(x - values.Average()))], moran.Z, 1e-9);
    });

    [Fact]
    public void Islands_equal_values_and_all_as_neighbours_are_undefined_with_p_1()
    {
        var island = LocalMoran.Of(NeighbourList.FromPairs(4, [(0, 1), (1, 0), (2, 1)]), [1, 2, 3, 10]);
        Assert.Equal([3], island.Undefined);
        Assert.Equal((0, 0, 1, MoranQuadrant.None), (island.I[3], island.Z[3], island.P[3], island.Quadrants[3]));

        var equal = LocalMoran.Of(NeighbourList.FromPairs(3, [(0, 1), (1, 2)]), [0.1, 0.1, 0.1]);
        Assert.Equal([0, 1, 2], equal.Undefined);
        Assert.All(equal.P, p => Assert.Equal(1, p));

        var everyone = LocalMoran.Of(NeighbourList.FromPairs(4, from i in Enumerable.Range(0, 4) from j in Enumerable.Range(0, 4) select (i, j)), [1, 2, 3, 10]);
        Assert.Equal([0, 1, 2, 3], everyone.Undefined);
        Assert.All(everyone.I, i => Assert.True(i < 0));
        Assert.Empty(LocalMoran.Of(NeighbourList.FromPairs(0, []), []).I);
    }

    private static IEnumerable<int[]> Subsets(int count, int size) =>
        from mask in Enumerable.Range(0, 1 << count)
        where (mask & 1) == 0 && System.Numerics.BitOperations.PopCount((uint)mask) == size
        select Enumerable.Range(0, count).Where(j => (mask & (1 << j)) != 0).ToArray();

    private static IEnumerable<List<double>> Orders(List<double> values)
    {
        if (values.Count == 0)
        {
            yield return [];
        }

        for (var i = 0; i < values.Count; i++)
        {
            List<double> rest = [.. values[..i], .. values[(i + 1)..]];
            foreach (var order in Orders(rest))
            {
                yield return [values[i], .. order];
            }
        }
    }
}
