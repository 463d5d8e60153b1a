using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>The nearest other units as neighbours, the same number for each unit.</summary>
public static class NearestUnits
{
    /// <summary>Finds the k nearest others of each unit. Of equally near ones the one furthest west comes first, then the one furthest
    /// south; of units at the same place the one given first.</summary>
    /// <param name="places">Where each unit is, metres.</param>
    /// <param name="count">How many, 1 to the number of units less one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of its range.</exception>
    /// <exception cref="ArgumentException">A place is not finite.</exception>
    public static NeighbourList Find(ReadOnlySpan<MetricPoint> places, int count)
    {
        if (count < 1 || count >= places.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"The number of nearest units must be 1 to {places.Length - 1} for {places.Length} units.");
        }

        if ((long)places.Length * count > DistanceBand.MostPairs)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"The number gives more than {DistanceBand.MostPairs:N0} pairs of neighbours; use a smaller one.");
        }

        var tree = new PlaceTree(places);
        var start = new int[places.Length + 1];
        var neighbours = new int[places.Length * count];
        for (var unit = 0; unit < places.Length; unit++)
        {
            var found = neighbours.AsSpan(unit * count, count);
            tree.FindNearest(unit, found);
            found.Sort();
            start[unit + 1] = start[unit] + count;
        }

        return new NeighbourList(start, neighbours);
    }
}
