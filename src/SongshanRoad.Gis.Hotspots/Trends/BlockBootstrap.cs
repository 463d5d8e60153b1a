using SongshanRoad.Gis.Hotspots.Synthetic;

namespace SongshanRoad.Gis.Hotspots.Trends;

/// <summary>
/// Trend test for series whose values resemble the ones before: S is compared with that of series put together from blocks of the series
/// itself, which keep the resemblance and lose the trend.
/// </summary>
/// <param name="P">Two-sided p: (number of drawn |S| at least as large + 1) / (draws + 1).</param>
/// <param name="BlockLength">Values per block.</param>
/// <param name="Draws">Number of series drawn.</param>
/// <remarks>Önöz and Bayazit, Hydrological Processes 26 (2012) 3552-3560; unless given, the length of a block is one more than the number of
/// first lags whose autocorrelation is significant at 5 %.</remarks>
public readonly record struct BlockBootstrap(double P, int BlockLength, int Draws)
{
    /// <summary>Tests one series.</summary>
    /// <param name="values">Finite values at equal steps of time, oldest first.</param>
    /// <param name="draws">Number of series to draw, 1 to 9,999,999.</param>
    /// <param name="seed">The same seed draws the same.</param>
    /// <param name="blockLength">Values per block, 1 to the number of values; 0 to choose it from the autocorrelation.</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static BlockBootstrap Test(ReadOnlySpan<double> values, int draws, ulong seed, int blockLength = 0)
    {
        if (draws is < 1 or > 9_999_999)
        {
            throw new ArgumentOutOfRangeException(nameof(draws), draws, "The number of draws must be 1 to 9,999,999.");
        }

        if (blockLength < 0 || blockLength > values.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(blockLength), blockLength, $"A block must have 1 to {values.Length} values, or 0 to choose.");
        }

        var test = MannKendall.Test(values);
        var length = blockLength > 0 ? blockLength : ChooseLength(values);
        if (!test.IsTested)
        {
            return new BlockBootstrap(1, length, draws);
        }

        var chance = new SplitMix64(seed);
        var drawn = new double[values.Length];
        var asFar = 0;
        for (var draw = 0; draw < draws; draw++)
        {
            for (var at = 0; at < drawn.Length; at += length)
            {
                var block = values.Slice(chance.Below(values.Length - length + 1), length);
                block[..Math.Min(length, drawn.Length - at)].CopyTo(drawn.AsSpan(at));
            }

            asFar += Math.Abs(MannKendall.Test(drawn).Score) >= Math.Abs(test.Score) ? 1 : 0;
        }

        return new BlockBootstrap((asFar + 1.0) / (draws + 1), length, draws);
    }

    /// <summary>One more than the lags in a row, from 1, whose autocorrelation is beyond 1.96 / sqrt(n); at most a third of the series.</summary>
    private static int ChooseLength(ReadOnlySpan<double> values)
    {
        var mean = 0.0;
        foreach (var value in values)
        {
            mean += value / values.Length;
        }

        var limit = 1.96 / Math.Sqrt(Math.Max(1, values.Length));
        var variance = Covariance(values, mean, 0);
        var length = 1;
        while (variance > 0 && length < values.Length / 3 && Math.Abs(Covariance(values, mean, length) / variance) > limit)
        {
            length++;
        }

        return length;
    }

    private static double Covariance(ReadOnlySpan<double> values, double mean, int lag)
    {
        var sum = 0.0;
        for (var i = lag; i < values.Length; i++)
        {
            sum += (values[i] - mean) * (values[i - lag] - mean);
        }

        return sum;
    }
}
