namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>Mean and deviation of all values but one unit's, for each unit, from how far the values are off their mean.</summary>
internal sealed class OtherUnits
{
    private readonly ExactMoments _moments;
    private readonly int _soleUnlike;

    private OtherUnits(ExactMoments moments, double[] deviations, int soleUnlike) =>
        (_moments, Deviations, _soleUnlike) = (moments, deviations, soleUnlike);

    /// <summary>Each value less the mean of all.</summary>
    public double[] Deviations { get; }

    public static OtherUnits Of(ExactMoments moments, ReadOnlySpan<double> values)
    {
        var deviations = new double[values.Length];
        for (var unit = 0; unit < values.Length; unit++)
        {
            deviations[unit] = values[unit] - moments.Mean;
        }

        return new OtherUnits(moments, deviations, SoleUnlike(values));
    }

    /// <summary>Number, mean and deviation of the others, with <see cref="Deviations"/> as the values.</summary>
    public GiStarScale ScaleWithout(int unit)
    {
        double others = _moments.Count - 1;
        if (unit == _soleUnlike || others < 1)
        {
            return new GiStarScale(_moments.Count - 1, 0, 0);
        }

        // The deviations of all add up to 0.
        var mean = -Deviations[unit] / others;
        var variance = (((_moments.Count * _moments.Deviation * _moments.Deviation) - (Deviations[unit] * Deviations[unit])) / others) - (mean * mean);
        return new GiStarScale(_moments.Count - 1, mean, Math.Sqrt(Math.Max(0, variance)));
    }

    /// <summary>The unit without which all values are equal, or -1: rounding must not leave the others a deviation.</summary>
    private static int SoleUnlike(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
        {
            return -1;
        }

        // The value of at least two of the first three, if any; only the remaining one can be the exception.
        var usual = values.Length > 2 && values[0] != values[1] ? values[2] : values[0];
        var sole = -1;
        for (var unit = 0; unit < values.Length; unit++)
        {
            if (values[unit] != usual)
            {
                if (sole >= 0)
                {
                    return -1;
                }

                sole = unit;
            }
        }

        return sole;
    }
}
