using CsCheck;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Hotspots.Tests.Clustering;

public class ConditionalPermutationTests
{
    private static readonly ulong[] Keys = [.. Enumerable.Range(0, 100).Select(i => UnitKey.Of($"unit {i}"))];

    [Fact]
    public void P_comes_near_the_share_of_all_ways_to_draw_ties_included() => Gen.Select(Gen.OneOf(Gen.Int[0, 3].Select(x => (double)x), Gen.Int[0, 3_000_000].Select(x => x / 1e6)).Array[8], Gen.Int[1, 6]).Sample((values, size) =>
    {
        const int draws = 20_000;
        var test = ConditionalPermutation.Test(NeighbourList.FromPairs(8, Enumerable.Range(1, size).Select(j => (0, j))), values, Keys.AsSpan(0, 8), draws, 5);
        var observed = Enumerable.Range(1, size).Sum(j => values[j]);
        double[] sums = [.. from mask in Enumerable.Range(0, 256)
                            where (mask & 1) == 0 && System.Numerics.BitOperations.PopCount((uint)mask) == size
                            select Enumerable.Range(0, 8).Where(j => (mask & (1 << j)) != 0).Sum(j => values[j])];
        var (high, low) = (sums.Count(sum => sum >= observed - 1e-9) / (double)sums.Length, sums.Count(sum => sum <= observed + 1e-9) / (double)sums.Length);
        // Four and a half standard deviations of 20,000 draws.
        Assert.Equal(high, test.High(0), 0.016);
        Assert.Equal(low, test.Low(0), 0.016);
        Assert.Equal(Math.Min(1, 2 * Math.Min(test.High(0), test.Low(0))), test.TwoSided(0));
    }, iter: 30);

    [Fact]
    public void Under_the_null_every_p_is_as_likely()
    {
        const int fields = 2_000;
        var ring = NeighbourList.FromPairs(40, Enumerable.Range(0, 40).SelectMany(i => new[] { (i, (i + 1) % 40), (i, (i + 39) % 40) }));
        var random = new Random(11);
        var high = new double[fields];
        var twoSided = new double[fields];
        for (var field = 0; field < fields; field++)
        {
            var test = ConditionalPermutation.Test(ring, [.. Enumerable.Range(0, 40).Select(_ => random.NextDouble())], Keys.AsSpan(0, 40), 199, (ulong)field);
            (high[field], twoSided[field]) = (test.High(field % 40), test.TwoSided(field % 40));
        }

        foreach (var p in new[] { high, twoSided })
        {
            Array.Sort(p);
            // Kolmogorov's distance, significant at 0.1 % beyond 1.95 / sqrt(fields); p has steps of 0.01 at most.
            var distance = p.Index().Max(pair => Math.Abs(pair.Item - ((pair.Index + 1.0) / fields)));
            Assert.InRange(distance, 0, (1.95 / Math.Sqrt(fields)) + 0.01);
        }
    }

    [Fact]
    public void Neither_order_of_units_nor_number_of_cores_changes_a_bit() => Gen.Select(Gen.Double[-5, 5].Array[30], Gen.Select(Gen.Int[0, 29], Gen.Int[0, 29]).Array[120], Gen.Shuffle(Enumerable.Range(0, 30).ToArray()), Gen.ULong).Sample(
        (values, pairs, numbers, seed) =>
        {
            var (movedValues, movedKeys) = (new double[30], new ulong[30]);
            for (var unit = 0; unit < 30; unit++)
            {
                (movedValues[numbers[unit]], movedKeys[numbers[unit]]) = (values[unit], Keys[unit]);
            }

            var test = ConditionalPermutation.Test(NeighbourList.FromPairs(30, pairs), values, Keys.AsSpan(0, 30), 99, seed);
            var moved = ConditionalPermutation.Test(
                NeighbourList.FromPairs(30, pairs.Select(pair => (numbers[pair.Item1], numbers[pair.Item2]))), movedValues, movedKeys, 99, seed);
            var again = ConditionalPermutation.Test(NeighbourList.FromPairs(30, pairs), values, Keys.AsSpan(0, 30), 99, seed);
            for (var unit = 0; unit < 30; unit++)
            {
                Assert.Equal((test.High(unit), test.Low(unit)), (moved.High(numbers[unit]), moved.Low(numbers[unit])));
                Assert.Equal((test.High(unit), test.Low(unit)), (again.High(unit), again.Low(unit)));
            }
        },
        iter: 50);

    [Fact]
    public void Another_seed_draws_otherwise_and_scaling_the_values_does_not()
    {
        var grid = new GridContiguity(WindowCells.Box(new SquareGrid(0, 0, 1), new GridCell(0, 0), 10, 10), Contiguity.Queen);
        double[] values = [.. Enumerable.Range(0, 100).Select(i => (i * 37 % 101) / 7.0)];
        double[] Highs(double factor, ulong seed)
        {
            var test = ConditionalPermutation.Test(grid, [.. values.Select(x => x * factor)], Keys, 99, seed);
            return [.. Enumerable.Range(0, 100).Select(test.High)];
        }

        Assert.Equal(Highs(1, 1), Highs(1024, 1));
        Assert.NotEqual(Highs(1, 1), Highs(1, 2));
    }

    [Fact]
    public void Where_there_is_only_one_way_to_draw_p_is_1()
    {
        var test = ConditionalPermutation.Test(NeighbourList.FromPairs(3, [(0, 1), (0, 2)]), [1, 2, 3], Keys.AsSpan(0, 3), 99, 1);
        Assert.Equal((1, 1, 1), (test.High(0), test.TwoSided(0), test.Low(0)));
        Assert.Equal(1, test.TwoSided(1));
        Assert.Equal(1, ConditionalPermutation.Test(NeighbourList.FromPairs(3, [(0, 1)]), [4, 4, 4], Keys.AsSpan(0, 3), 99, 1).TwoSided(0));
    }

    [Fact]
    public void Unusable_input_is_refused()
    {
        var two = NeighbourList.FromPairs(2, []);
        Assert.Throws<ArgumentOutOfRangeException>(() => ConditionalPermutation.Test(two, [1, 2], Keys.AsSpan(0, 2), 0, 1));
        Assert.Throws<ArgumentException>(() => ConditionalPermutation.Test(two, [1, double.NaN], Keys.AsSpan(0, 2), 9, 1));
        Assert.Throws<ArgumentException>(() => ConditionalPermutation.Test(two, [1, 2], Keys.AsSpan(0, 1), 9, 1));
    }
}
