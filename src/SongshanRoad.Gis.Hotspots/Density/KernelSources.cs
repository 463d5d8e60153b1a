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
        var start = new int[(Columns * Rows) + 1];
        var order = ByBlock(positions, start);
        EastingM = new double[positions.Length + Beyond];
        NorthingM = new double[positions.Length + Beyond];
        Weight = new double[positions.Length + Beyond];
        _start = new int[start.Length];
        for (var block = 0; block < start.Length - 1; block++)
        {
            var (from, count) = (start[block], start[block + 1] - start[block]);
            if (count > 1)
            {
                Sort(positions, weights, order.AsSpan(from, count));
            }

            Append(positions, weights, order.AsSpan(from, count));
            _start[block + 1] = Count;
        }
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
                throw new ArgumentException($"Incident {i} lies at {positions[i]}; finite metres below 1e12 are needed.", nameof(positions));
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

    /// <summary>Indexes of the positions by block, and where each block's begin.</summary>
    private int[] ByBlock(ReadOnlySpan<MetricPoint> positions, int[] start)
    {
        var block = new int[positions.Length];
        for (var i = 0; i < block.Length; i++)
        {
            var column = (int)((positions[i].EastingM - WestM) / BlockM);
            var row = (int)((positions[i].NorthingM - SouthM) / BlockM);
            block[i] = (row * Columns) + column;
            start[block[i] + 1]++;
        }

        for (var b = 1; b < start.Length; b++)
        {
            start[b] += start[b - 1];
        }

        var next = start[..^1];
        var order = new int[block.Length];
        for (var i = 0; i < block.Length; i++)
        {
            order[next[block[i]]++] = i;
        }

        return order;
    }

    /// <summary>Orders one block: a few by moving each to its place, which is fastest then, more by their northings as plain numbers.</summary>
    private static void Sort(ReadOnlySpan<MetricPoint> positions, ReadOnlySpan<double> weights, Span<int> order)
    {
        if (order.Length > FewInBlock)
        {
            SortMany(positions, weights, order);
            return;
        }

        for (var i = 1; i < order.Length; i++)
        {
            var (moved, to) = (order[i], i);
            for (; to > 0 && IsBefore(positions, weights, moved, order[to - 1]); to--)
            {
                order[to] = order[to - 1];
            }

            order[to] = moved;
        }
    }

    private static bool IsBefore(ReadOnlySpan<MetricPoint> positions, ReadOnlySpan<double> weights, int one, int other)
    {
        var ((eastingM, northingM), (otherEastingM, otherNorthingM)) = (positions[one], positions[other]);
        return northingM != otherNorthingM ? northingM < otherNorthingM
            : eastingM != otherEastingM ? eastingM < otherEastingM
            : !weights.IsEmpty && weights[one] < weights[other];
    }

    private static void SortMany(ReadOnlySpan<MetricPoint> positions, ReadOnlySpan<double> weights, Span<int> order)
    {
        var northings = new double[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            northings[i] = positions[order[i]].NorthingM;
        }

        northings.AsSpan().Sort(order);
        for (var from = 0; from < order.Length;)
        {
            var to = from + 1;
            while (to < order.Length && northings[to] == northings[from])
            {
                to++;
            }

            if (to - from > 1)
            {
                var keys = new (double EastingM, double Weight)[to - from];
                for (var i = 0; i < keys.Length; i++)
                {
                    var number = order[from + i];
                    keys[i] = (positions[number].EastingM, weights.IsEmpty ? 1 : weights[number]);
                }

                keys.AsSpan().Sort(order[from..to]);
            }

            from = to;
        }
    }

    /// <summary>Takes over the positions of one block, in their order, and adds the weights of equal ones.</summary>
    private void Append(ReadOnlySpan<MetricPoint> positions, ReadOnlySpan<double> weights, ReadOnlySpan<int> order)
    {
        var first = Count;
        foreach (var number in order)
        {
            var (eastingM, northingM) = positions[number];
            var weight = weights.IsEmpty ? 1 : weights[number];
            if (Count > first && EastingM[Count - 1] == eastingM && NorthingM[Count - 1] == northingM)
            {
                Weight[Count - 1] += weight;
            }
            else
            {
                (EastingM[Count], NorthingM[Count], Weight[Count]) = (eastingM, northingM, weight);
                Count++;
            }
        }
    }
}
