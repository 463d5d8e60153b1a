using SongshanRoad.Gis.Hotspots.Synthetic;

namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>Draws sums of values without replacement from all values but one; for one thread. Every draw starts from the same order.</summary>
internal sealed class ValueDraw(double[] sorted)
{
    private readonly double[] _values = [.. sorted];
    private int[] _picks = [];
    private SplitMix64 _chance = null!;
    private int _own;

    /// <summary>Sets a unit's own value aside.</summary>
    public void Begin(double own, SplitMix64 chance)
    {
        _chance = chance;
        // Among equal values it makes no difference which is taken.
        _own = Array.BinarySearch(sorted, own);
        Exchange(_own, _values.Length - 1);
    }

    /// <summary>The sum of so many of the other values.</summary>
    /// <remarks>The first steps of a Fisher-Yates shuffle, undone afterwards.</remarks>
    public double Sum(int size)
    {
        if (_picks.Length < size)
        {
            _picks = new int[size];
        }

        var picks = _picks.AsSpan(0, size);
        var (values, chance) = (_values, _chance);
        var others = (ulong)values.Length - 1;
        var sum = 0.0;
        for (var i = 0; i < picks.Length; i++)
        {
            var pick = i + (int)Math.BigMul(chance.Next(), others - (ulong)i, out _);
            picks[i] = pick;
            var value = values[pick];
            values[pick] = values[i];
            values[i] = value;
            sum += value;
        }

        for (var i = picks.Length - 1; i >= 0; i--)
        {
            (values[i], values[picks[i]]) = (values[picks[i]], values[i]);
        }

        return sum;
    }

    /// <summary>Puts the unit's own value back.</summary>
    public void End() => Exchange(_own, _values.Length - 1);

    private void Exchange(int a, int b) => (_values[a], _values[b]) = (_values[b], _values[a]);
}
