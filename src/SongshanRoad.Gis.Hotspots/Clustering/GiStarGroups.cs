using System.Runtime.InteropServices;

namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>Units that share the sum of their neighbourhood and its size share z, p and q, too: one computation serves them all.</summary>
internal sealed class GiStarGroups
{
    private readonly Dictionary<Key, int> _numbers = [];
    private readonly List<Key> _groups = [];
    private readonly List<long> _units = [];

    /// <summary>Number of groups, those without a unit included.</summary>
    public int Count => _groups.Count;

    /// <summary>Puts units into their group, or takes them out when there are fewer than 0.</summary>
    /// <param name="sum">Sum of a unit and its neighbours.</param>
    /// <param name="weight">Number of neighbours plus one.</param>
    /// <param name="units">How many units.</param>
    /// <returns>The group's number, which it keeps.</returns>
    public int Put(double sum, int weight, long units)
    {
        var key = new Key(sum, weight);
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, key, out var known);
        if (!known)
        {
            number = _groups.Count;
            _groups.Add(key);
            _units.Add(0);
        }

        _units[number] += units;
        return number;
    }

    /// <summary>Number of a group that exists.</summary>
    public int Find(double sum, int weight) => _numbers[new Key(sum, weight)];

    /// <summary>Number of units in a group.</summary>
    public long UnitsIn(int group) => _units[group];

    /// <summary>z, p and, over all units, q of each group.</summary>
    public (double[] Z, double[] P, double[] Q) Score(GiStarScale scale)
    {
        var (z, p) = (new double[Count], new double[Count]);
        for (var group = 0; group < Count; group++)
        {
            var (sum, weight) = _groups[group];
            scale.TryScore(sum, weight, scale.DeviationOf(weight), out z[group], out p[group]);
        }

        return (z, p, MultipleTesting.BenjaminiHochberg(p, CollectionsMarshal.AsSpan(_units)));
    }

    private readonly record struct Key(double Sum, int Weight)
    {
        public bool Equals(Key other) => Sum == other.Sum && Weight == other.Weight;

        // Sums are mostly small whole numbers, whose low bits are all 0.
        public override int GetHashCode() => (int)((BitConverter.DoubleToUInt64Bits(Sum) * 0x9E3779B97F4A7C15) >> 33) ^ Weight;
    }
}
