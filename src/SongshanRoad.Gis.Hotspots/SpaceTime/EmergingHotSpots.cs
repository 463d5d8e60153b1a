using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Trends;

namespace SongshanRoad.Gis.Hotspots.SpaceTime;

/// <summary>What decides an emerging hot spot analysis besides cube and neighbours.</summary>
public sealed record EmergingParameters
{
    /// <summary>How many steps before a bin's own belong to its neighbourhood. Default 1.</summary>
    public int PreviousSteps { get; init; } = 1;

    /// <summary>A bin is hot or cold when its q (Benjamini-Hochberg over all bins) is at most this. Default 0.05.</summary>
    public double BinAlpha { get; init; } = 0.05;

    /// <summary>A trend of z counts when its p is at most this. Default 0.05.</summary>
    public double TrendAlpha { get; init; } = 0.05;
}

/// <summary>The history of one unit.</summary>
/// <param name="Verdict">Its category, and why.</param>
/// <param name="Trend">Mann-Kendall of its z.</param>
/// <param name="States">1 for each hot step, -1 for each cold one, 0 otherwise, oldest first.</param>
public sealed record EmergingPlace(EmergingVerdict Verdict, TrendTest Trend, IReadOnlyList<sbyte> States);

/// <summary>Emerging hot spots: Gi* of every bin of a space-time cube, corrected over all bins, the trend of each unit's z, and the category that
/// follows.</summary>
/// <param name="Places">By unit.</param>
/// <param name="Bins">Gi* of every bin, as the cube orders them.</param>
/// <param name="Q">Its p after Benjamini-Hochberg over all bins.</param>
public sealed record EmergingHotSpots(IReadOnlyList<EmergingPlace> Places, GiStar Bins, double[] Q)
{
    private const int TrendDecimals = 9;

    /// <summary>Analyses a cube. With fewer bins than <see cref="SignificanceClass.FewestUnits"/> none is called hot or cold.</summary>
    /// <param name="neighbours">Neighbours of each unit in space.</param>
    /// <param name="cube">The counts; at least <see cref="EmergingRules.FewestSteps"/> steps.</param>
    /// <param name="parameters">What counts as near, significant and a trend.</param>
    /// <exception cref="ArgumentException">Too few steps, neighbours of another number of units, or a level that is not above 0 and below 1.</exception>
    public static EmergingHotSpots Find(INeighbourhood neighbours, SpaceTimeCube cube, EmergingParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(cube);
        ArgumentNullException.ThrowIfNull(parameters);
        if (cube.Steps.Count < EmergingRules.FewestSteps)
        {
            throw new ArgumentException(
                $"The cube has {cube.Steps.Count} time steps; {EmergingRules.FewestSteps} or more are needed. Take shorter steps or a longer period.", nameof(cube));
        }

        Check(parameters.BinAlpha, nameof(EmergingParameters.BinAlpha));
        Check(parameters.TrendAlpha, nameof(EmergingParameters.TrendAlpha));
        var bins = SpaceTimeGiStar.Compute(neighbours, cube, parameters.PreviousSteps);
        var q = MultipleTesting.BenjaminiHochberg(bins.P);
        var (units, steps) = (cube.UnitCount, cube.Steps.Count);
        var zByUnit = new double[units * steps];
        for (var step = 0; step < steps; step++)
        {
            for (var unit = 0; unit < units; unit++)
            {
                // z of equal neighbourhoods may differ by rounding, where counts are fractions; that is no rise or fall.
                zByUnit[(unit * steps) + step] = Math.Round(bins.Z[(step * units) + unit], TrendDecimals);
            }
        }

        var trends = MannKendall.TestAll(zByUnit, steps);
        var places = new EmergingPlace[units];
        for (var unit = 0; unit < units; unit++)
        {
            var states = new sbyte[steps];
            for (var step = 0; step < steps; step++)
            {
                var bin = (step * units) + unit;
                states[step] = q[bin] <= parameters.BinAlpha && q.Length >= SignificanceClass.FewestUnits ? (sbyte)Math.Sign(bins.Z[bin]) : (sbyte)0;
            }

            places[unit] = new EmergingPlace(EmergingRules.Classify(states, trends[unit].DirectionAt(parameters.TrendAlpha)), trends[unit], states);
        }

        return new EmergingHotSpots(places, bins, q);
    }

    private static void Check(double alpha, string name)
    {
        if (alpha is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(name, alpha, "A level of significance must be above 0 and below 1.");
        }
    }
}
