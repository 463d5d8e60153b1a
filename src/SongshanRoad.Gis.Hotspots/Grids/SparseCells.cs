using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Grids;

/// <summary>Counts of the cells of a window that hold any; the others are 0 and take no room. Immutable.</summary>
public sealed class SparseCells
{
    private readonly long[] _indexes;
    private readonly double[] _values;

    private SparseCells(WindowCells cells, long[] indexes, double[] values, int outside) =>
        (Cells, _indexes, _values, Outside) = (cells, indexes, values, outside);

    /// <summary>All cells of the window.</summary>
    public WindowCells Cells { get; }

    /// <summary>Places of the cells held in the order of all cells, rising.</summary>
    public ReadOnlySpan<long> Indexes => _indexes;

    /// <summary>Their counts, or sums of weights.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Points in none of the cells.</summary>
    public int Outside { get; }

    /// <summary>Counts points per cell. The order of the points makes no difference to any bit.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="points">Points, metres.</param>
    /// <param name="weights">How much each counts, at least 0; empty for 1 each.</param>
    /// <exception cref="ArgumentException">Not one weight per point, or a weight that is negative or not finite.</exception>
    public static SparseCells Count(WindowCells cells, ReadOnlySpan<MetricPoint> points, ReadOnlySpan<double> weights = default)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (!weights.IsEmpty && weights.Length != points.Length)
        {
            throw new ArgumentException($"{weights.Length} weights for {points.Length} points; give one each, or none.", nameof(weights));
        }

        var inside = new List<(long Index, double Weight)>(points.Length);
        for (var i = 0; i < points.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            if (!double.IsFinite(weight) || weight < 0)
            {
                throw new ArgumentException($"Point {i} has the weight {weight}; it must be finite and not negative.", nameof(weights));
            }

            if (cells.IndexOf(points[i]) is var index and >= 0)
            {
                inside.Add((index, weight));
            }
        }

        inside.Sort();
        var (indexes, values) = (new List<long>(), new List<double>());
        foreach (var (index, weight) in inside)
        {
            if (indexes.Count == 0 || indexes[^1] != index)
            {
                indexes.Add(index);
                values.Add(0);
            }

            values[^1] += weight;
        }

        return new SparseCells(cells, [.. indexes], [.. values], points.Length - inside.Count);
    }
}
