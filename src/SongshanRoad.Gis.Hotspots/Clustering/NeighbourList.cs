namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>Who neighbours whom, for units that are not cells of a grid (communities, street segments). Immutable.</summary>
public sealed class NeighbourList
{
    private readonly int[] _start;
    private readonly int[] _neighbours;

    private NeighbourList(int[] start, int[] neighbours)
    {
        _start = start;
        _neighbours = neighbours;
    }

    /// <summary>Number of units.</summary>
    public int Count => _start.Length - 1;

    /// <summary>Makes a list from directed pairs. A pair given twice counts once; a unit is never its own neighbour here.</summary>
    /// <param name="count">Number of units.</param>
    /// <param name="pairs">Pairs (unit, neighbour), numbered from 0; give both directions of a mutual neighbourhood.</param>
    /// <exception cref="ArgumentOutOfRangeException">A pair names a unit that does not exist.</exception>
    public static NeighbourList FromPairs(int count, IEnumerable<(int Unit, int Neighbour)> pairs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(pairs);
        var distinct = new SortedSet<(int Unit, int Neighbour)>();
        foreach (var pair in pairs)
        {
            if (pair.Unit < 0 || pair.Unit >= count || pair.Neighbour < 0 || pair.Neighbour >= count)
            {
                throw new ArgumentOutOfRangeException(nameof(pairs), pair, $"A neighbour pair must name units 0 to {count - 1}.");
            }

            if (pair.Unit != pair.Neighbour)
            {
                distinct.Add(pair);
            }
        }

        var start = new int[count + 1];
        foreach (var (unit, _) in distinct)
        {
            start[unit + 1]++;
        }

        for (var unit = 0; unit < count; unit++)
        {
            start[unit + 1] += start[unit];
        }

        return new NeighbourList(start, [.. distinct.Select(pair => pair.Neighbour)]);
    }

    /// <summary>Neighbours of a unit, without itself; empty when it has none.</summary>
    public ReadOnlySpan<int> Of(int unit) => _neighbours.AsSpan(_start[unit].._start[unit + 1]);
}
