using System.Buffers;
using System.Globalization;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>
/// The places that spread weight, sorted into square blocks, row by row from the south-west, so that those near a place are found
/// fast. Inside a block they are ordered by northing, easting and weight, and equal positions are merged: a total order, so that
/// sums do not depend on the order of the input.
/// </summary>
internal sealed class KernelSources
{
    private const int FewBlocks = 1024;
    private const double FarthestM = 1e12;
    private const int FewInBlock = 16;

    /// <summary>In so many pieces the blocks are sorted.</summary>
    private const int SortedPieces = 16;

    /// <summary>Zeros after the last source, so that four may be read at once.</summary>
    private const int Beyond = 3;

    private readonly int[] _start;

    /// <summary>Checks the input and sorts it.</summary>
    /// <param name="positions">Positions, metres.</param>
    /// <param name="weights">One weight per position; empty means 1 each.</param>
    /// <param name="blockM">Side of a block, metres, above 0; larger ones are taken where there would be more blocks than positions.</param>
    /// <exception cref="ArgumentException">A position or weight is not usable, or their numbers differ.</exception>
    public KernelSources(ReadOnlySpan<MetricPoint> positions, ReadOnlySpan<double> weights, double blockM)
    {
        Check(positions, weights);
        (WestM, SouthM, Columns, Rows, BlockM) = Frame(positions, blockM);
        EastingM = new double[positions.Length + Beyond];
        NorthingM = new double[positions.Length + Beyond];
        Weight = new double[positions.Length + Beyond];
        _start = new int[(Columns * Rows) + 1];
        PutByBlock(positions, weights);
        ParallelChunks.Run(Rows, Math.Max(1, Rows / SortedPieces), (from, to) =>
        {
            for (var block = from * Columns; block < to * Columns; block++)
            {
                Sort(_start[block], _start[block + 1]);
            }
        });
        Merge(positions.Length);
    }

    /// <summary>Number of distinct positions.</summary>
    public int Count { get; private set; }

    /// <summary>Eastings, metres; valid up to <see cref="Count"/>.</summary>
    public double[] EastingM { get; }

    /// <summary>Northings, metres.</summary>
    public double[] NorthingM { get; }

    /// <summary>Weights, those of equal positions added.</summary>
    public double[] Weight { get; }

    /// <summary>Sum of the weights.</summary>
    public double TotalWeight
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < Count; i++)
            {
                sum += Weight[i];
            }

            return sum;
        }
    }

    public double WestM { get; }

    public double SouthM { get; }

    public double BlockM { get; }

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>The sources in a run of blocks of one row, from the first to the last column, which must be in range.</summary>
    public (int From, int To) InRow(int row, int firstColumn, int lastColumn) =>
        (_start[(row * Columns) + firstColumn], _start[(row * Columns) + lastColumn + 1]);

    /// <summary>The rows, or columns, of blocks that meet an interval; the first is above the last when none does.</summary>
    /// <param name="fromM">Start of the interval, metres from the south or west side.</param>
    /// <param name="toM">Its end.</param>
    /// <param name="count">Number of rows, or columns.</param>
    public (int First, int Last) Blocks(double fromM, double toM, int count) => fromM > BlockM * count || !(toM >= 0)
        ? (0, -1)
        : ((int)Math.Clamp(Math.Floor(fromM / BlockM), 0, count - 1), (int)Math.Clamp(Math.Floor(toM / BlockM), 0, count - 1));

    private static void Check(ReadOnlySpan<MetricPoint> positions, ReadOnlySpan<double> weights)
    {
        if (weights.Length != 0 && weights.Length != positions.Length)
        {
            throw new ArgumentException($"{weights.Length} weights for {positions.Length} incidents; give one each, or none.", nameof(weights));
        }

        for (var i = 0; i < positions.Length; i++)
        {
            if (!(Math.Abs(positions[i].EastingM) <= FarthestM && Math.Abs(positions[i].NorthingM) <= FarthestM))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Incident {i} lies at {positions[i].EastingM:R}, {positions[i].NorthingM:R}; finite metres below 1e12 are needed."), nameof(positions));
            }

            if (weights.Length > 0 && !(double.IsFinite(weights[i]) && weights[i] >= 0))
            {
                throw new ArgumentException($"Incident {i} has the weight {weights[i]}; it must be finite and not negative.", nameof(weights));
            }
        }
    }

    private static (double West, double South, int Columns, int Rows, double BlockM) Frame(ReadOnlySpan<MetricPoint> positions, double blockM)
    {
        var (west, south, east, north) = (double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);
        foreach (var position in positions)
        {
            (west, east) = (Math.Min(west, position.EastingM), Math.Max(east, position.EastingM));
            (south, north) = (Math.Min(south, position.NorthingM), Math.Max(north, position.NorthingM));
        }

        if (positions.IsEmpty)
        {
            return (0, 0, 1, 1, blockM);
        }

        var most = Math.Max(FewBlocks, positions.Length);
        while (((east - west) / blockM + 1) * ((north - south) / blockM + 1) > most)
        {
            blockM *= 2;
        }

        return (west, south, (int)((east - west) / blockM) + 1, (int)((north - south) / blockM) + 1, blockM);
    }

    /// <summary>Sets where each block begins, and puts every position in its block.</summary>
    private void PutByBlock(ReadOnlySpan<MetricPoint> positions, ReadOnlySpan<double> weights)
    {
        var blocks = ArrayPool<int>.Shared.Rent(positions.Length);
        for (var i = 0; i < positions.Length; i++)
        {
            var column = (int)((positions[i].EastingM - WestM) / BlockM);
            var row = (int)((positions[i].NorthingM - SouthM) / BlockM);
            blocks[i] = (row * Columns) + column;
            _start[blocks[i] + 1]++;
        }

        for (var block = 1; block < _start.Length; block++)
        {
            _start[block] += _start[block - 1];
        }

        var next = ArrayPool<int>.Shared.Rent(_start.Length);
        _start.CopyTo(next, 0);
        for (var i = 0; i < positions.Length; i++)
        {
            var to = next[blocks[i]]++;
            (EastingM[to], NorthingM[to], Weight[to]) = (positions[i].EastingM, positions[i].NorthingM, weights.IsEmpty ? 1 : weights[i]);
        }

        ArrayPool<int>.Shared.Return(next);
        ArrayPool<int>.Shared.Return(blocks);
    }

    /// <summary>Orders one block: a few by moving each to its place, which is fastest then.</summary>
    private void Sort(int from, int to)
    {
        if (to - from > FewInBlock)
        {
            SortMany(from, to);
            return;
        }

        for (var i = from + 1; i < to; i++)
        {
            var moved = (NorthingM[i], EastingM[i], Weight[i]);
            var at = i;
            for (; at > from && moved.CompareTo((NorthingM[at - 1], EastingM[at - 1], Weight[at - 1])) < 0; at--)
            {
                (NorthingM[at], EastingM[at], Weight[at]) = (NorthingM[at - 1], EastingM[at - 1], Weight[at - 1]);
            }

            (NorthingM[at], EastingM[at], Weight[at]) = moved;
        }
    }

    private void SortMany(int from, int to)
    {
        var members = new (double NorthingM, double EastingM, double Weight)[to - from];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = (NorthingM[from + i], EastingM[from + i], Weight[from + i]);
        }

        Array.Sort(members);
        for (var i = 0; i < members.Length; i++)
        {
            (NorthingM[from + i], EastingM[from + i], Weight[from + i]) = members[i];
        }
    }

    /// <summary>Adds the weights of equal positions, which follow each other, and moves all that come after them up.</summary>
    private void Merge(int positions)
    {
        var from = 0;
        for (var block = 0; block + 1 < _start.Length; block++)
        {
            var to = _start[block + 1];
            _start[block] = Count;
            for (var i = from; i < to; i++)
            {
                if (Count > _start[block] && EastingM[Count - 1] == EastingM[i] && NorthingM[Count - 1] == NorthingM[i])
                {
                    Weight[Count - 1] += Weight[i];
                    continue;
                }

                if (Count < i)
                {
                    (EastingM[Count], NorthingM[Count], Weight[Count]) = (EastingM[i], NorthingM[i], Weight[i]);
                }

                Count++;
            }

            from = to;
        }

        _start[^1] = Count;
        foreach (var values in new[] { EastingM, NorthingM, Weight })
        {
            values.AsSpan(Count, positions - Count).Clear();
        }
    }
}
