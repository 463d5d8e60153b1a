namespace SongshanRoad.Gis.Hotspots.Synthetic;

/// <summary>The SplitMix64 generator (Steele, Lea and Flood 2014): the same numbers for a seed on every machine and runtime, which
/// the framework's own generator does not promise.</summary>
internal sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [from, to).</summary>
    public double Uniform(double from, double to) => from + ((to - from) * Uniform());

    /// <summary>Uniform in 0 .. count - 1.</summary>
    public int Below(int count) => (int)(Uniform() * count);

    /// <summary>Exponential with a mean.</summary>
    public double Exponential(double mean) => -mean * Math.Log(1 - Uniform());

    /// <summary>Standard normal, by Box and Muller.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>Poisson, by the number of exponential steps that fit; for means up to some thousands.</summary>
    public int Poisson(double mean)
    {
        var count = -1;
        for (var sum = 0.0; sum <= mean; sum += Exponential(1))
        {
            count++;
        }

        return count;
    }

    /// <summary>An index with probability in proportion to its weight.</summary>
    /// <param name="cumulative">Running sums of the weights.</param>
    public int Pick(double[] cumulative)
    {
        var found = Array.BinarySearch(cumulative, Uniform() * cumulative[^1]);
        return Math.Min(found >= 0 ? found + 1 : ~found, cumulative.Length - 1);
    }
}
