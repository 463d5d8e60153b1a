namespace SongshanRoad.Gis.Hotspots.Forecasts.Scores;

/// <summary>What the order of equal units decides: several share the last place of the area, and only some of them are in it.</summary>
/// <param name="Tied">Units with the value of the last place.</param>
/// <param name="Taken">How many of them are in the area.</param>
/// <param name="LeastHits">Events in the area if the tied ones with fewest events had been taken.</param>
/// <param name="MostHits">Events in the area if those with most had been taken.</param>
public sealed record TieRange(int Tied, int Taken, int LeastHits, int MostHits)
{
    /// <summary>The range of a forecast.</summary>
    /// <param name="expected">What is expected in each unit.</param>
    /// <param name="top">The leading units.</param>
    /// <param name="counts">Events in each unit in the test period.</param>
    public static TieRange Of(ReadOnlySpan<double> expected, ReadOnlySpan<int> top, ReadOnlySpan<int> counts)
    {
        var (tied, taken) = RankedUnits.LastPlace(expected, top);
        var own = new int[tied.Length];
        for (var i = 0; i < tied.Length; i++)
        {
            own[i] = counts[tied[i]];
        }

        Array.Sort(own);
        var sure = 0;
        foreach (var unit in top[..^taken])
        {
            sure += counts[unit];
        }

        return new TieRange(tied.Length, taken, sure + own.Take(taken).Sum(), sure + own.TakeLast(taken).Sum());
    }
}
