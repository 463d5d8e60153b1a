using SongshanRoad.Gis.Hotspots.Synthetic;

namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>
/// Conditional permutation: how the sum of a unit's neighbours compares with that of as many values drawn without replacement from all
/// other units, the unit's own value kept. It serves Gi*, Gi and Local Moran's I alike, which for a given own value all rise or fall with
/// that sum.
/// </summary>
/// <remarks>Anselin, Geographical Analysis 27 (1995) 93-115, section 4. Values are taken in steps of 2^-52 of the largest sum possible, so
/// that sums are exact and a drawn sum that equals the observed one is seen as equal. Every unit draws from a generator of its own, seeded
/// with the seed and the unit's key, out of the sorted values: neither the order of the units nor the number of cores makes a difference.</remarks>
public sealed class ConditionalPermutation
{
    private const int SumBits = 52;

    private readonly int[] _atLeast;
    private readonly int[] _atMost;

    private ConditionalPermutation(int permutations, int count)
    {
        Permutations = permutations;
        _atLeast = new int[count];
        _atMost = new int[count];
    }

    /// <summary>Number of draws B per unit.</summary>
    public int Permutations { get; }

    /// <summary>Chance of a sum at least as high: (number of such draws + 1) / (B + 1).</summary>
    public double High(int unit) => (_atLeast[unit] + 1.0) / (Permutations + 1);

    /// <summary>Chance of a sum at most as high.</summary>
    public double Low(int unit) => (_atMost[unit] + 1.0) / (Permutations + 1);

    /// <summary>Two-sided: twice the lesser of the two, at most 1.</summary>
    public double TwoSided(int unit) => Math.Min(1, 2 * Math.Min(High(unit), Low(unit)));

    /// <summary>Draws for every unit.</summary>
    /// <param name="neighbours">Neighbours of each unit.</param>
    /// <param name="values">One finite value per unit.</param>
    /// <param name="keys">One key per unit, see <see cref="UnitKey"/>.</param>
    /// <param name="permutations">Draws per unit, 1 to 9,999,999.</param>
    /// <param name="seed">The same seed draws the same.</param>
    /// <exception cref="ArgumentException">Not one finite value and one key per unit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of draws is out of its range.</exception>
    public static ConditionalPermutation Test(
        INeighbourhood neighbours, ReadOnlySpan<double> values, ReadOnlySpan<ulong> keys, int permutations, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        if (permutations is < 1 or > 9_999_999)
        {
            throw new ArgumentOutOfRangeException(nameof(permutations), permutations, "The number of permutations must be 1 to 9,999,999.");
        }

        if (values.Length != neighbours.Count || keys.Length != neighbours.Count)
        {
            throw new ArgumentException($"{values.Length} values and {keys.Length} keys for {neighbours.Count} units; each unit needs one.", nameof(values));
        }

        var result = new ConditionalPermutation(permutations, values.Length);
        var steps = InSteps(neighbours, values);
        var observed = new double[steps.Length];
        neighbours.Sum(steps, observed);
        var sorted = steps.ToArray();
        Array.Sort(sorted);
        var unitKeys = keys.ToArray();
        ParallelChunks.RunWithOwn(steps.Length, () => new ValueDraw(sorted), (unit, draw) =>
        {
            var size = neighbours.SizeOf(unit);
            if (size == 0 || size == steps.Length - 1)
            {
                // There is only one way to draw.
                (result._atLeast[unit], result._atMost[unit]) = (permutations, permutations);
                return;
            }

            draw.Begin(steps[unit], new SplitMix64(new SplitMix64(seed ^ unitKeys[unit]).Next() ^ seed));
            var (atLeast, atMost) = (0, 0);
            for (var b = 0; b < permutations; b++)
            {
                var sum = draw.Sum(size);
                atLeast += sum >= observed[unit] ? 1 : 0;
                atMost += sum <= observed[unit] ? 1 : 0;
            }

            draw.End();
            (result._atLeast[unit], result._atMost[unit]) = (atLeast, atMost);
        });
        return result;
    }

    /// <summary>The values as whole numbers of steps, small enough that the sum of the most neighbours is exact in a double.</summary>
    private static double[] InSteps(INeighbourhood neighbours, ReadOnlySpan<double> values)
    {
        var (largest, mostNeighbours) = (0.0, 0);
        for (var unit = 0; unit < values.Length; unit++)
        {
            if (!double.IsFinite(values[unit]))
            {
                throw new ArgumentException($"The value {values[unit]} is not finite.", nameof(values));
            }

            largest = Math.Max(largest, Math.Abs(values[unit]));
            mostNeighbours = Math.Max(mostNeighbours, neighbours.SizeOf(unit));
        }

        var shift = largest == 0 ? 0 : SumBits - 1 - Math.ILogB(largest) - (int)Math.Ceiling(Math.Log2(mostNeighbours + 1));
        var steps = new double[values.Length];
        for (var unit = 0; unit < steps.Length; unit++)
        {
            steps[unit] = Math.Round(Math.ScaleB(values[unit], shift));
        }

        return steps;
    }
}
