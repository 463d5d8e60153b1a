namespace SongshanRoad.Gis.Hotspots.Comparisons;

/// <summary>Incidents at one place, or at several together, before a measure began and after.</summary>
/// <param name="Before">Incidents before.</param>
/// <param name="After">Incidents after.</param>
public readonly record struct PlaceCounts(long Before, long After)
{
    /// <summary>Both together.</summary>
    public long Both => Before + After;

    /// <summary>The sum of places.</summary>
    /// <exception cref="ArgumentException">A count is negative.</exception>
    public static PlaceCounts SumOf(ReadOnlySpan<PlaceCounts> places)
    {
        var sum = default(PlaceCounts);
        foreach (var place in places)
        {
            if (place.Before < 0 || place.After < 0)
            {
                throw new ArgumentException($"A place has {place.Before} incidents before and {place.After} after; counts are 0 or above.", nameof(places));
            }

            sum = new PlaceCounts(sum.Before + place.Before, sum.After + place.After);
        }

        return sum;
    }
}
