namespace SongshanRoad.Gis.Hotspots.Forecasts.Scores;

/// <summary>The leading units of a forecast: cells or street segments by what is expected there, highest first; equal ones by their
/// number, so that the order is fixed.</summary>
public static class RankedUnits
{
    /// <summary>The leading units.</summary>
    /// <param name="expected">What is expected in each unit, any scale, not NaN.</param>
    /// <param name="count">How many, at most all.</param>
    /// <returns>Their numbers, highest first.</returns>
    /// <exception cref="ArgumentException">A value is NaN.</exception>
    public static int[] Top(ReadOnlySpan<double> expected, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, expected.Length);
        if (count == 0)
        {
            return [];
        }

        // The weakest of those kept lies at the root, where a better one replaces it.
        var kept = new PriorityQueue<int, (double Expected, int Number)>(count);
        var weakest = double.NegativeInfinity;
        for (var unit = 0; unit < expected.Length; unit++)
        {
            if (double.IsNaN(expected[unit]))
            {
                throw new ArgumentException($"Unit {unit} has no expected value.", nameof(expected));
            }

            if (kept.Count < count)
            {
                kept.Enqueue(unit, (expected[unit], -unit));
            }
            else if (expected[unit] > weakest)
            {
                kept.EnqueueDequeue(unit, (expected[unit], -unit));
            }

            if (kept.Count == count && kept.TryPeek(out _, out var least))
            {
                weakest = least.Expected;
            }
        }

        var order = new int[count];
        for (var place = count - 1; place >= 0; place--)
        {
            order[place] = kept.Dequeue();
        }

        return order;
    }

    /// <summary>The units that share the last place among the leading ones.</summary>
    /// <param name="expected">What is expected in each unit.</param>
    /// <param name="top">The leading units, of <see cref="Top"/>.</param>
    public static (int[] Tied, int Taken) LastPlace(ReadOnlySpan<double> expected, ReadOnlySpan<int> top)
    {
        if (top.IsEmpty)
        {
            return ([], 0);
        }

        var last = expected[top[^1]];
        var tied = new List<int>();
        for (var unit = 0; unit < expected.Length; unit++)
        {
            if (expected[unit] == last)
            {
                tied.Add(unit);
            }
        }

        var taken = 0;
        foreach (var unit in top)
        {
            taken += expected[unit] == last ? 1 : 0;
        }

        return ([.. tied], taken);
    }
}
