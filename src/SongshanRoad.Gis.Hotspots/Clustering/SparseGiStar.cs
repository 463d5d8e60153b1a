using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Hotspots.Clustering;

/// <summary>
/// Gi* with Benjamini-Hochberg on a grid of any size: only cells near events are held; all others have the sum 0 and differ by their number
/// of neighbours only. n, mean and variance take in every cell, and z, p and q are to the last bit what a value in every cell gives.
/// </summary>
public sealed class SparseGiStar
{
    private readonly List<int> _groupOf;
    private readonly double[] _z;
    private readonly double[] _p;
    private readonly double[] _q;

    private SparseGiStar(List<GridCell> cells, List<int> groupOf, GiStarGroups groups, GiStarScale scale, long[] quiet)
    {
        Near = cells;
        _groupOf = groupOf;
        (_z, _p, _q) = groups.Score(scale);
        Tested = scale.Count;
        Elsewhere = [.. Enumerable.Range(0, quiet.Length).Where(weight => quiet[weight] > 0)
            .Select(weight => (Group: groups.Find(0, weight), Weight: weight))
            .Select(entry => new QuietCells(entry.Weight - 1, quiet[entry.Weight], _z[entry.Group], _p[entry.Group], _q[entry.Group]))];
    }

    /// <summary>The cells that have an event in them or in a neighbour, in the order of the window's cells.</summary>
    public IReadOnlyList<GridCell> Near { get; }

    /// <summary>All other cells, by their number of neighbours.</summary>
    public IReadOnlyList<QuietCells> Elsewhere { get; }

    /// <summary>Number of cells tested: all of the window.</summary>
    public long Tested { get; }

    /// <summary>Computes Gi*.</summary>
    /// <param name="counts">Counts per cell.</param>
    /// <param name="contiguity">When two cells are neighbours.</param>
    /// <exception cref="ArgumentOutOfRangeException">Cells of this shape cannot touch in that way.</exception>
    public static SparseGiStar Of(SparseCells counts, Contiguity contiguity)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var moments = new ExactMoments();
        foreach (var value in counts.Values)
        {
            moments.Add(value);
        }

        moments.AddZeros(counts.Cells.Count - counts.Values.Length);
        var quiet = SizeTally.Of(counts.Cells, contiguity);
        var (cells, groupOf, groups) = (new List<GridCell>(), new List<int>(), new GiStarGroups());
        foreach (var (line, place, sum, weight) in new SparseSums(counts, contiguity).All())
        {
            cells.Add(counts.Cells.Grid.CellAt(counts.Cells.FirstLine + line, place));
            groupOf.Add(groups.Put(sum, weight, 1));
            quiet[weight]--;
        }

        for (var weight = 0; weight < quiet.Length; weight++)
        {
            if (quiet[weight] > 0)
            {
                groups.Put(0, weight, quiet[weight]);
            }
        }

        return new SparseGiStar(cells, groupOf, groups, GiStarScale.Of(moments), quiet);
    }

    /// <summary>Standard score of a cell of <see cref="Near"/>.</summary>
    public double Z(int near) => _z[_groupOf[near]];

    /// <summary>Its two-sided p.</summary>
    public double P(int near) => _p[_groupOf[near]];

    /// <summary>Its p after Benjamini-Hochberg over all cells of the window.</summary>
    public double Q(int near) => _q[_groupOf[near]];
}

/// <summary>Cells with no event in reach that have the same number of neighbours, and with it the same statistics.</summary>
/// <param name="Neighbours">Their number of neighbours in the window.</param>
/// <param name="Cells">How many they are.</param>
/// <param name="Z">Gi*.</param>
/// <param name="P">Its two-sided p.</param>
/// <param name="Q">p after Benjamini-Hochberg over all cells of the window.</param>
public readonly record struct QuietCells(int Neighbours, long Cells, double Z, double P, double Q);
