using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>Units as neighbours when they are not further apart than a distance.</summary>
public static class DistanceBand
{
    /// <summary>Most pairs of neighbours that are held.</summary>
    internal const int MostPairs = 200_000_000;

    /// <summary>Finds the neighbours within a distance; exactly at it counts. Units at the same place are neighbours.</summary>
    /// <param name="places">Where each unit is, metres.</param>
    /// <param name="withinM">The distance, metres, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The distance is negative or NaN, or gives more than 200,000,000 pairs.</exception>
    /// <exception cref="ArgumentException">A place is not finite.</exception>
    public static NeighbourList Find(ReadOnlySpan<MetricPoint> places, double withinM)
    {
        if (!(withinM >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(withinM), withinM, "The distance must be at least 0 m.");
        }

        var tree = new PlaceTree(places);
        var start = new int[places.Length + 1];
        var neighbours = new List<int>();
        for (var unit = 0; unit < places.Length; unit++)
        {
            tree.AddWithin(unit, withinM, neighbours);
            if (neighbours.Count > MostPairs)
            {
                throw new ArgumentOutOfRangeException(nameof(withinM), withinM, $"The distance gives more than {MostPairs:N0} pairs of neighbours; use a shorter one.");
            }

            neighbours.Sort(start[unit], neighbours.Count - start[unit], null);
            start[unit + 1] = neighbours.Count;
        }

        return new NeighbourList(start, [.. neighbours]);
    }
}
