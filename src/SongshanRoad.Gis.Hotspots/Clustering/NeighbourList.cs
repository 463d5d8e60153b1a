namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>Who neighbours whom, unit by unit, for units of any kind (communities, street segments, cells). Immutable.</summary>
public sealed class NeighbourList : INeighbourhood
{
    private readonly int[] _start;
    private readonly int[] _neighbours;

    /// <summary>Takes over a list: the neighbours of unit i are those from start[i] to before start[i + 1], in rising order.</summary>
    internal NeighbourList(int[] start, int[] neighbours)
    {
        _start = start;
        _neighbours = neighbours;
    }

    /// <inheritdoc/>
    public int Count => _start.Length - 1;

    /// <summary>Makes a list from directed pairs. A pair given twice counts once; a unit is never its own neighbour here.</summary>
    /// <param name="count">Number of units.</param>
    /// <param name="pairs">Pairs (unit, neighbour), numbered from 0; give both directions of a mutual neighbourhood.</param>
    /// <exception cref="ArgumentOutOfRangeException">A pair names a unit that does not exist.</exception>
    public static NeighbourList FromPairs(int count, IEnumerable<(int Unit, int Neighbour)> pairs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(pairs);
        var (units, neighbours) = (new List<int>(), new List<int>());
        foreach (var pair in pairs)
        {
            if (pair.Unit < 0 || pair.Unit >= count || pair.Neighbour < 0 || pair.Neighbour >= count)
            {
                throw new ArgumentOutOfRangeException(nameof(pairs), pair, $"A neighbour pair must name units 0 to {count - 1}.");
            }

            if (pair.Unit != pair.Neighbour)
            {
                units.Add(pair.Unit);
                neighbours.Add(pair.Neighbour);
            }
        }

        // Turned round twice, each list comes out in order.
        var (start, unitsOfNeighbour) = Grouped(count, neighbours, units);
        var (_, byNeighbour) = Grouped(count, neighbours, neighbours);
        (start, var sorted) = Grouped(count, unitsOfNeighbour, byNeighbour);
        return WithoutRepeats(start, sorted);
    }

    /// <inheritdoc/>
    public int SizeOf(int unit) => _start[unit + 1] - _start[unit];

    /// <summary>Neighbours of a unit in rising order, without itself; empty when it has none.</summary>
    public ReadOnlySpan<int> Of(int unit) => _neighbours.AsSpan(_start[unit].._start[unit + 1]);

    /// <inheritdoc/>
    /// <remarks>Each sum is exact but for one rounding at the end, so that it does not depend on how the units are numbered.</remarks>
    public void Sum(ReadOnlySpan<double> values, Span<double> sums)
    {
        for (var unit = 0; unit < sums.Length; unit++)
        {
            var sum = new CarriedSum();
            foreach (var neighbour in Of(unit))
            {
                sum.Add(values[neighbour]);
            }

            sums[unit] = sum.IsExact ? sum.Rounded : ExactlyOf(unit, values);
        }
    }

    /// <summary>The same pairs, read from the neighbour's side: who has this unit as a neighbour.</summary>
    internal NeighbourList Reversed()
    {
        var units = new int[_neighbours.Length];
        for (var unit = 0; unit < Count; unit++)
        {
            units.AsSpan(_start[unit].._start[unit + 1]).Fill(unit);
        }

        var (start, reversed) = Grouped(Count, _neighbours, units);
        return new NeighbourList(start, reversed);
    }

    private double ExactlyOf(int unit, ReadOnlySpan<double> values)
    {
        var sum = new ExactSum();
        foreach (var neighbour in Of(unit))
        {
            sum.Add(values[neighbour]);
        }

        return ExactSum.Rounded(sum.ToInteger(), ExactSum.Exponent);
    }

    /// <summary>The members of each group, in the order given.</summary>
    private static (int[] Start, int[] Members) Grouped(int count, IReadOnlyList<int> groups, IReadOnlyList<int> members)
    {
        var start = new int[count + 1];
        foreach (var group in groups)
        {
            start[group + 1]++;
        }

        for (var group = 0; group < count; group++)
        {
            start[group + 1] += start[group];
        }

        var sorted = new int[members.Count];
        var next = start[..count];
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[next[groups[i]]++] = members[i];
        }

        return (start, sorted);
    }

    private static NeighbourList WithoutRepeats(int[] start, int[] sorted)
    {
        var kept = 0;
        var first = 0;
        for (var unit = 0; unit + 1 < start.Length; unit++)
        {
            var last = start[unit + 1];
            var begin = kept;
            for (var at = first; at < last; at++)
            {
                if (kept == begin || sorted[kept - 1] != sorted[at])
                {
                    sorted[kept++] = sorted[at];
                }
            }

            (first, start[unit + 1]) = (last, kept);
        }

        return new NeighbourList(start, sorted[..kept]);
    }
}
