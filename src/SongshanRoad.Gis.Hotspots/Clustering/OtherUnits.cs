namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>Mean and deviation of all values but one unit's, for each unit.</summary>
internal sealed class OtherUnits
{
    // One unit may hold so much of the spread that taking it off leaves rounding only; there is at most one such unit.
    private const double LeastSpreadLeft = 1e-6;

    private readonly ExactMoments _moments;
    private readonly double[] _values;

    public OtherUnits(ExactMoments moments, ReadOnlySpan<double> values)
    {
        _moments = moments;
        _values = values.ToArray();
        Deviations = Array.ConvertAll(_values, value => value - moments.Mean);
    }

    /// <summary>Each value less the mean of all.</summary>
    public double[] Deviations { get; }

    /// <summary>Number, mean and deviation of the other values.</summary>
    public GiStarScale ScaleWithout(int unit)
    {
        double others = _moments.Count - 1;
        var all = _moments.Count * _moments.Deviation * _moments.Deviation;
        if (all == 0 || others < 1)
        {
            return new GiStarScale(_moments.Count - 1, _moments.Mean, 0);
        }

        var shift = MeanDeviationWithout(unit);
        var left = all - (Deviations[unit] * Deviations[unit]) - (others * shift * shift);
        return left > LeastSpreadLeft * all
            ? new GiStarScale(_moments.Count - 1, _moments.Mean + shift, Math.Sqrt(left / others))
            : OneByOneWithout(unit);
    }

    /// <summary>Mean of the other units' <see cref="Deviations"/>: those of all add up to 0.</summary>
    public double MeanDeviationWithout(int unit) => -Deviations[unit] / (_moments.Count - 1);

    private GiStarScale OneByOneWithout(int unit)
    {
        var moments = new ExactMoments();
        for (var other = 0; other < _values.Length; other++)
        {
            if (other != unit)
            {
                moments.Add(_values[other]);
            }
        }

        return new GiStarScale(moments.Count, moments.Mean, moments.Deviation);
    }
}
