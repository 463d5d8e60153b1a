using System.Runtime.InteropServices;

namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>Units that share the sum of their neighbourhood and its size share z, p and q, too: one computation serves them all.</summary>
internal sealed class GiStarGroups
{
    private readonly Dictionary<(double Sum, int Weight), int> _numbers = [];
    private readonly List<(double Sum, int Weight)> _groups = [];
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
        if (!_numbers.TryGetValue((sum, weight), out var number))
        {
            number = _groups.Count;
            _numbers.Add((sum, weight), number);
            _groups.Add((sum, weight));
            _units.Add(0);
        }

        _units[number] += units;
        return number;
    }

    /// <summary>Number of a group that exists.</summary>
    public int Find(double sum, int weight) => _numbers[(sum, weight)];

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
}
