using SongshanRoad.Gis.Hotspots.Statistics;

namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>What turns the sum of a unit and its neighbours into Gi*: number, mean and deviation of all units.</summary>
/// <param name="Count">Number of units n.</param>
/// <param name="Mean">Mean of all n values.</param>
/// <param name="Deviation">Their standard deviation s, divided by n.</param>
internal readonly record struct GiStarScale(long Count, double Mean, double Deviation)
{
    public static GiStarScale Of(ExactMoments moments) => new(moments.Count, moments.Mean, moments.Deviation);

    /// <summary>Standard deviation of the sum of so many values; 0 where Gi* is undefined.</summary>
    public double DeviationOf(long weight)
    {
        double n = Count;
        return Deviation * Math.Sqrt(((n * weight) - ((double)weight * weight)) / (n - 1));
    }

    /// <summary>z of a sum of so many values; false, with z = 0, where it is undefined.</summary>
    public bool TryScore(double sum, long weight, double deviation, out double z)
    {
        var isDefined = deviation > 0;
        z = isDefined ? (sum - (weight * Mean)) / deviation : 0;
        return isDefined;
    }

    /// <summary>z and p of a sum of so many values; false, with z = 0 and p = 1, where they are undefined.</summary>
    public bool TryScore(double sum, long weight, double deviation, out double z, out double p)
    {
        var isDefined = TryScore(sum, weight, deviation, out z);
        p = isDefined ? NormalTail.TwoSided(z) : 1;
        return isDefined;
    }
}
