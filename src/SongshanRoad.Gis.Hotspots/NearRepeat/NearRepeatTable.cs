namespace SongshanRoad.Gis.Hotspots.NearRepeat;

/// <summary>What a near-repeat analysis found. Tables have a row per space band and a column per time band.</summary>
/// <param name="Events">Number of events, n.</param>
/// <param name="SpaceBands">Bands of distance.</param>
/// <param name="TimeBands">Bands of time.</param>
/// <param name="ObservedPairs">Pairs of events in each band of both.</param>
/// <param name="ExpectedPairs">Exact mean of the pairs when times have nothing to do with places: row sum x column sum / all pairs.</param>
/// <param name="P">One-sided p: (number of permutations with at least as many pairs + 1) / (permutations + 1).</param>
/// <param name="Permutations">Number of permutations of the event times.</param>
/// <param name="Seed">Seed of the permutations.</param>
public sealed record NearRepeatTable(
    int Events,
    NearRepeatBands SpaceBands,
    NearRepeatBands TimeBands,
    long[][] ObservedPairs,
    double[][] ExpectedPairs,
    double[][] P,
    int Permutations,
    int Seed)
{
    private const double EffectiveRatio = 1.2;
    private const double EffectiveP = 0.05;

    /// <summary>All pairs, n (n - 1) / 2.</summary>
    public long Pairs => (long)Events * (Events - 1) / 2;

    /// <summary>Pairs in a space band, whatever their time.</summary>
    public long PairsInSpace(int space) => ObservedPairs[space].Sum();

    /// <summary>Pairs in a time band, wherever they are.</summary>
    public long PairsInTime(int time) => ObservedPairs.Sum(row => row[time]);

    /// <summary>Observed over expected pairs; NaN where none are expected.</summary>
    public double Ratio(int space, int time) => ObservedPairs[space][time] / ExpectedPairs[space][time];

    /// <summary>Whether the bands are worth a patrol's attention: at least 20 % more pairs than expected and p at most 0.05, as
    /// J. Ratcliffe's Near Repeat Calculator marks them.</summary>
    public bool IsEffective(int space, int time) => Ratio(space, time) >= EffectiveRatio && P[space][time] <= EffectiveP;
}
