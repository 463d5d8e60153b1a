namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>Mean and standard deviation of many values, computed from exact sums: the same to the last bit in any order, with zeros counted
/// instead of added, and after values were exchanged one by one.</summary>
internal sealed class ExactMoments
{
    private readonly ExactSum _sum = new();
    private readonly ExactSum _squares = new();
    private (double Mean, double Deviation)? _known;

    /// <summary>Number of values, zeros included.</summary>
    public long Count { get; private set; }

    /// <summary>Mean; 0 when there is no value.</summary>
    public double Mean => Known.Mean;

    /// <summary>Standard deviation, divided by the number of values; exactly 0 when they are all equal.</summary>
    public double Deviation => Known.Deviation;

    private (double Mean, double Deviation) Known => _known ??= Compute();

    /// <summary>Moments of one value per unit.</summary>
    /// <exception cref="ArgumentException">Not one usable value per unit.</exception>
    public static ExactMoments Of(ReadOnlySpan<double> values, int expectedCount)
    {
        if (values.Length != expectedCount)
        {
            throw new ArgumentException($"{values.Length} values for {expectedCount} units; each unit needs one.", nameof(values));
        }

        var moments = new ExactMoments();
        foreach (var value in values)
        {
            if (!(Math.Abs(value) <= GetisOrd.LargestValue))
            {
                throw new ArgumentException($"The value {value} is not a finite number of at most {GetisOrd.LargestValue}.", nameof(values));
            }

            moments.Add(value);
        }

        return moments;
    }

    /// <summary>Takes one value in.</summary>
    public void Add(double value)
    {
        Count++;
        if (value != 0)
        {
            Put(value, 1);
        }
    }

    /// <summary>Takes many zeros in.</summary>
    public void AddZeros(long count)
    {
        Count += count;
        _known = null;
    }

    /// <summary>Puts one value in another's place.</summary>
    public void Exchange(double old, double value)
    {
        Put(old, -1);
        Put(value, 1);
    }

    private void Put(double value, int sign)
    {
        _sum.Add(sign * value);
        _squares.AddProduct(sign * value, value);
        _known = null;
    }

    private (double Mean, double Deviation) Compute()
    {
        if (Count == 0)
        {
            return (0, 0);
        }

        var sum = _sum.ToInteger();
        var mean = ExactSum.Rounded(sum, ExactSum.Exponent) / Count;
        // n² times the variance: n times the sum of squares less the square of the sum.
        var spread = ((Count * _squares.ToInteger()) << -ExactSum.Exponent) - (sum * sum);
        if (spread.Sign <= 0)
        {
            return (mean, 0);
        }

        // The root is taken of 62 leading bits, with an even power of two set aside.
        var spare = (int)Math.Max(0, spread.GetBitLength() - 62);
        spare += (spare & 1);
        var root = Math.Sqrt(ExactSum.Rounded(spread, -spare));
        return (mean, Math.ScaleB(root, ExactSum.Exponent + (spare / 2)) / Count);
    }
}
