namespace SongshanRoad.Gis.Hotspots.TopPlaces;

/// <summary>A place by its rank alone, for those who may know which places lead but no count.</summary>
/// <param name="Unit">Its number, as the counts were given.</param>
/// <param name="Rank">One more than the number of places with more incidents; equal counts share it.</param>
public readonly record struct SharedRank(int Unit, int Rank)
{
    /// <summary>Ranks places. Ranks are not dense, 1, 1, 3: of dense ones 1 and 5 would tell that the counts lie at least four apart.</summary>
    /// <param name="counts">Incidents of each place.</param>
    /// <param name="leastCount">Places with fewer have no rank.</param>
    /// <param name="lastRank">The last rank that is given, to all who share it.</param>
    /// <returns>The ranked places, by rank, then number.</returns>
    /// <exception cref="ArgumentException">A count is negative.</exception>
    public static IReadOnlyList<SharedRank> Of(ReadOnlySpan<double> counts, double leastCount, int lastRank) => counts.IsEmpty
        ? []
        : [.. TopPlacesList.Of(counts, counts.Length).Places
            .TakeWhile(place => place.Count >= leastCount && place.FirstRank <= lastRank)
            .Select(place => new SharedRank(place.Unit, place.FirstRank))];
}
