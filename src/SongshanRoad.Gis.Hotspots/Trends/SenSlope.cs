using SongshanRoad.Gis.Hotspots.Statistics;

namespace SongshanRoad.Gis.Hotspots.Trends;

/// <summary>Sen's slope: the median of the slopes between all pairs of values, which a few odd weeks cannot bend.</summary>
/// <param name="PerStep">The slope per step of time; NaN with fewer than two values.</param>
/// <param name="Low">Lower end of its interval; NaN with fewer than four values.</param>
/// <param name="High">Upper end.</param>
/// <remarks>Sen, J. Am. Stat. Assoc. 63 (1968) 1379-1389; interval from the variance of S as in Gilbert, Statistical Methods for Environmental
/// Pollution Monitoring (1987), section 16.5, with ranks rounded as R's <c>trend::sens.slope</c> and SciPy's <c>theilslopes</c> do.</remarks>
public readonly record struct SenSlope(double PerStep, double Low, double High)
{
    /// <summary>Most values: there are as many slopes as pairs.</summary>
    public const int MostValues = 5_000;

    /// <summary>Finds the slope of a series.</summary>
    /// <param name="values">Finite values at equal steps of time, oldest first; at most <see cref="MostValues"/>.</param>
    /// <param name="confidence">Level of the interval, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">A value is not finite, or there are too many.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is out of its range.</exception>
    public static SenSlope Of(ReadOnlySpan<double> values, double confidence = 0.95)
    {
        if (confidence is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The level of the interval must be above 0 and below 1.");
        }

        if (values.Length > MostValues)
        {
            throw new ArgumentException($"{values.Length} values are more than {MostValues:N0}; take longer steps.", nameof(values));
        }

        var test = MannKendall.Test(values);
        if (values.Length < 2)
        {
            return new SenSlope(double.NaN, double.NaN, double.NaN);
        }

        var slopes = new double[values.Length * (values.Length - 1) / 2];
        var count = 0;
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = i + 1; j < values.Length; j++)
            {
                slopes[count++] = (values[j] - values[i]) / (j - i);
            }
        }

        Array.Sort(slopes);
        var median = 0.5 * (slopes[(count - 1) / 2] + slopes[count / 2]);
        if (values.Length < MannKendall.FewestValues)
        {
            return new SenSlope(median, double.NaN, double.NaN);
        }

        var reach = NormalQuantile.TwoSided(1 - confidence) * Math.Sqrt(test.Variance);
        var low = Math.Clamp((int)Math.Round((count - reach) / 2), 1, count);
        var high = Math.Clamp((int)Math.Round((count + reach) / 2) + 1, 1, count);
        return new SenSlope(median, slopes[low - 1], slopes[high - 1]);
    }
}
