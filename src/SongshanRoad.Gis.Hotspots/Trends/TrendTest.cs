using SongshanRoad.Gis.Hotspots.Statistics;

namespace SongshanRoad.Gis.Hotspots.Trends;

/// <summary>A Mann-Kendall test.</summary>
/// <param name="Count">Number of values n.</param>
/// <param name="Score">S: pairs that rise less pairs that fall.</param>
/// <param name="Variance">Variance of S without a trend; 0 when all values are equal.</param>
/// <param name="TauB">Kendall's tau-b; 0 when all values are equal.</param>
/// <param name="ZPlain">S over its standard deviation.</param>
/// <param name="PPlain">Its two-sided p.</param>
/// <param name="Z">The same with S one nearer to 0 (continuity correction); this is the one to use.</param>
/// <param name="P">Its two-sided p.</param>
/// <param name="PExact">Two-sided p from the exact distribution of S, for 4 to 9 values without ties, where the normal curve is rough; NaN
/// otherwise.</param>
public readonly record struct TrendTest(
    int Count, long Score, double Variance, double TauB, double ZPlain, double PPlain, double Z, double P, double PExact)
{
    /// <summary>Whether there were enough values, not all of them equal.</summary>
    public bool IsTested => Count >= MannKendall.FewestValues && Variance > 0;

    /// <summary>1 for a rise, -1 for a fall, 0 for neither at a level of significance.</summary>
    /// <param name="alpha">The level, e.g. 0.05.</param>
    public int DirectionAt(double alpha) => IsTested && P <= alpha ? Math.Sign(Score) : 0;

    internal static TrendTest Of(int count, long score, double variance, long pairs, long tiedPairs)
    {
        var tauB = pairs > tiedPairs ? score / Math.Sqrt((double)pairs * (pairs - tiedPairs)) : 0;
        if (count < MannKendall.FewestValues || !(variance > 0))
        {
            return new TrendTest(count, score, Math.Max(0, variance), tauB, 0, 1, 0, 1, double.NaN);
        }

        var deviation = Math.Sqrt(variance);
        var (plain, corrected) = (score / deviation, (score - Math.Sign(score)) / deviation);
        return new TrendTest(count, score, variance, tauB, plain, NormalTail.TwoSided(plain), corrected, NormalTail.TwoSided(corrected),
            tiedPairs == 0 ? KendallDistribution.TwoSided(count, score) : double.NaN);
    }
}
