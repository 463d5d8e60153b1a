using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>Adds kernels to the cell centres of a grid's bounding box, by bands of rows that depend on grid and kernel alone: every cell
/// takes the sources in their order, on any number of cores.</summary>
internal sealed class KernelRaster
{
    private const int LeastBandRows = 16;

    /// <summary>exp(-5²/2) = 3.7e-6 of the mass, and of the peak, is left out beyond.</summary>
    public const double GaussianReach = 5;

    /// <summary>Gaussians added at once: a row of cells is fetched and put back once for all of them.</summary>
    private const int Together = 4;

    private static readonly int Lanes = Vector256<double>.Count;

    private readonly WindowGrid _grid;
    private readonly KernelShape _shape;
    private readonly double _south;
    private readonly double _west;
    private readonly double _reachM;
    private readonly int _stride;
    private readonly double[] _box;
    private readonly double[] _centredBell;

    /// <summary>Makes an empty raster.</summary>
    public KernelRaster(WindowGrid grid, KernelShape shape)
    {
        (_grid, _shape, _reachM) = (grid, shape, shape.ReachM(GaussianReach));
        var southWest = grid.Grid.CentreOf(grid.First);
        (_west, _south) = (southWest.EastingM, southWest.NorthingM);
        // A few columns more, so that a row may be added to by fours.
        _stride = grid.Columns + Lanes - 1;
        _box = ArrayPool<double>.Shared.Rent(_stride * grid.Rows);
        _box.AsSpan(0, _stride * grid.Rows).Clear();
        _centredBell = shape.IsCompact ? [] : CentredBell();
    }

    /// <summary>Adds all sources.</summary>
    public void Add(KernelSources sources)
    {
        // In bands narrower than the kernel its factors would be computed again and again; but two at least, for two cores.
        var rows = Math.Max(LeastBandRows, (int)Math.Min((_grid.Rows + 1) / 2, 8 * _reachM / _grid.Grid.CellM));
        ParallelChunks.Run(_grid.Rows, rows, (from, to) => AddToBand(sources, from, to));
    }

    /// <summary>The sums of the cells in the window, in their order, per square metre. The raster is of no more use then.</summary>
    public double[] TakeValues()
    {
        var values = new double[_grid.Cells.Count];
        var indexInBox = _grid.IndexInBox;
        for (var row = 0; row < _grid.Rows; row++)
        {
            var indexes = indexInBox.Slice(row * _grid.Columns, _grid.Columns);
            for (var column = 0; column < indexes.Length; column++)
            {
                if (indexes[column] >= 0)
                {
                    values[indexes[column]] = _box[(row * _stride) + column];
                }
            }
        }

        ArrayPool<double>.Shared.Return(_box);
        return values;
    }

    private void AddToBand(KernelSources sources, int fromRow, int toRow)
    {
        var band = new Band(fromRow, toRow, new double[Together * _stride], new double[Together * (toRow - fromRow + Lanes - 1)]);
        var cellM = _grid.Grid.CellM;
        var southM = _south - sources.SouthM;
        var (first, last) = sources.Blocks(southM + (fromRow * cellM) - _reachM, southM + ((toRow - 1) * cellM) + _reachM, sources.Rows);
        if (first > last)
        {
            return;
        }

        var (from, _) = sources.InRow(first, 0, sources.Columns - 1);
        var (_, to) = sources.InRow(last, 0, sources.Columns - 1);
        if (_shape.IsCompact)
        {
            for (var i = from; i < to; i++)
            {
                Add(band, sources.EastingM[i] - _west, sources.NorthingM[i] - _south, sources.Weight[i]);
            }

            return;
        }

        for (var i = from; i < to; i += Together)
        {
            // Those that lie close together, which follow each other in a row of blocks; the last one of a row begins far from the next.
            var count = Math.Min(Together, to - i);
            var box = BoxOf(sources, i, count);
            if (Math.Max(box.East - box.West, box.North - box.South) <= _reachM / 2)
            {
                AddGaussians(band, sources, i, count, box);
                continue;
            }

            for (var one = i; one < i + count; one++)
            {
                AddGaussians(band, sources, one, 1, BoxOf(sources, one, 1));
            }
        }
    }

    /// <summary>Bounds of sources, metres from the centre of the box's south-west cell.</summary>
    private (double West, double East, double South, double North) BoxOf(KernelSources sources, int first, int count)
    {
        var (west, east) = (sources.EastingM[first], sources.EastingM[first]);
        var (south, north) = (sources.NorthingM[first], sources.NorthingM[first]);
        for (var i = first + 1; i < first + count; i++)
        {
            (west, east) = (Math.Min(west, sources.EastingM[i]), Math.Max(east, sources.EastingM[i]));
            (south, north) = (Math.Min(south, sources.NorthingM[i]), Math.Max(north, sources.NorthingM[i]));
        }

        return (west - _west, east - _west, south - _south, north - _south);
    }

    /// <summary>Adds up to four Gaussians close together to a band, on all cells that one of them reaches.</summary>
    private void AddGaussians(Band band, KernelSources sources, int first, int count, (double West, double East, double South, double North) box)
    {
        var (firstColumn, lastColumn) = Within(box.West, box.East, 0, _grid.Columns - 1);
        var (firstRow, lastRow) = Within(box.South, box.North, band.FromRow, band.ToRow - 1);
        if (firstColumn > lastColumn || firstRow > lastRow)
        {
            return;
        }

        var columns = lastColumn - firstColumn + 1;
        var width = (columns + Lanes - 1) / Lanes * Lanes;
        var rows = lastRow - firstRow + 1;
        var east = Bells(Vector256.LoadUnsafe(ref sources.EastingM[first]) - Vector256.Create(_west), firstColumn);
        var north = Bells(Vector256.LoadUnsafe(ref sources.NorthingM[first]) - Vector256.Create(_south), firstRow);
        for (var i = 0; i < Together; i++)
        {
            var eastFactors = band.EastFactors.AsSpan(i * _stride, width);
            var northFactors = band.NorthFactors.AsSpan(i * band.Stride, (rows + Lanes - 1) / Lanes * Lanes);
            if (i >= count)
            {
                eastFactors.Clear();
                northFactors.Clear();
                continue;
            }

            Fill(eastFactors, east, i, 1);
            eastFactors[columns..].Clear();
            Fill(northFactors, north, i, sources.Weight[first + i] * _shape.PeakPerM2);
        }

        AddGaussians(ref _box[(firstRow * _stride) + firstColumn], band, width, rows);
    }

    private void AddGaussians(ref double corner, Band band, int width, int rows)
    {
        ref var east0 = ref band.EastFactors[0];
        ref var east1 = ref Unsafe.Add(ref east0, _stride);
        ref var east2 = ref Unsafe.Add(ref east1, _stride);
        ref var east3 = ref Unsafe.Add(ref east2, _stride);
        var north = band.NorthFactors;
        for (var row = 0; row < rows; row++, corner = ref Unsafe.Add(ref corner, _stride))
        {
            var (north0, north1) = (Vector256.Create(north[row]), Vector256.Create(north[band.Stride + row]));
            var (north2, north3) = (Vector256.Create(north[(2 * band.Stride) + row]), Vector256.Create(north[(3 * band.Stride) + row]));
            for (nuint i = 0; i < (nuint)width; i += (nuint)Lanes)
            {
                var sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref east0, i), north0, Vector256.LoadUnsafe(ref corner, i));
                sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref east1, i), north1, sum);
                sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref east2, i), north2, sum);
                Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref east3, i), north3, sum).StoreUnsafe(ref corner, i);
            }
        }
    }

    /// <summary>Adds one compact kernel to a band.</summary>
    /// <param name="band">The rows.</param>
    /// <param name="east">Metres east of the centre of the box's south-west cell.</param>
    /// <param name="north">Metres north of it.</param>
    /// <param name="weight">Its weight.</param>
    private void Add(Band band, double east, double north, double weight)
    {
        var (firstColumn, lastColumn) = Within(east, east, 0, _grid.Columns - 1);
        var (firstRow, lastRow) = Within(north, north, band.FromRow, band.ToRow - 1);
        if (firstColumn > lastColumn || firstRow > lastRow)
        {
            return;
        }

        // Whole fours of columns; those past the last have a factor that adds nothing.
        var count = lastColumn - firstColumn + 1;
        var columns = band.EastFactors.AsSpan(0, (count + Lanes - 1) / Lanes * Lanes);
        var rows = band.NorthFactors.AsSpan(0, lastRow - firstRow + 1);
        columns[count..].Fill(double.PositiveInfinity);
        Squares(columns[..count], firstColumn, east);
        Squares(rows, firstRow, north);
        ref var corner = ref _box[(firstRow * _stride) + firstColumn];
        var scale = weight * _shape.PeakPerM2;
        if (_shape.Kernel == Kernel.Quartic)
        {
            AddQuartic(ref corner, columns, rows, scale);
        }
        else
        {
            AddEpanechnikov(ref corner, columns, rows, scale);
        }
    }

    /// <summary>The cells along one axis that lie within reach of an interval.</summary>
    private (int First, int Last) Within(double fromM, double toM, int least, int most)
    {
        var cellM = _grid.Grid.CellM;
        var first = Math.Ceiling((fromM - _reachM) / cellM);
        var last = Math.Floor((toM + _reachM) / cellM);
        return first > most || last < least ? (0, -1) : ((int)Math.Max(first, least), (int)Math.Min(last, most));
    }

    /// <summary>Squared distances from cell centres in bandwidths, along one axis.</summary>
    private void Squares(Span<double> factors, int first, double fromM)
    {
        var (cell, from) = (_grid.Grid.CellM / _shape.BandwidthM, fromM / _shape.BandwidthM);
        for (var i = 0; i < factors.Length; i++)
        {
            var u = ((first + i) * cell) - from;
            factors[i] = u * u;
        }
    }

    /// <summary>Four Gaussians along one axis. With u = k δ - f the way from one of them to a centre, f its own way from the centre nearest to
    /// it, exp(-u²/2) is exp(-(k δ)²/2), which is in a table, times exp(k δ f - f²/2), which grows by the same factor from cell to cell.</summary>
    /// <param name="fromM">Metres of each from the first centre of the grid.</param>
    /// <param name="first">The first cell wanted.</param>
    private FourBells Bells(Vector256<double> fromM, int first)
    {
        var cellM = _grid.Grid.CellM;
        var nearest = Vector256.Round(fromM / cellM);
        var f = (fromM - (nearest * cellM)) / _shape.BandwidthM;
        var rate = f * (cellM / _shape.BandwidthM);
        var k = Vector256.Create((double)first) - nearest;
        return new FourBells(k, Vector256.Exp((k * rate) - (0.5 * f * f)), Vector256.Exp(rate));
    }

    /// <summary>Sets a multiple of one of four Gaussians at cell centres.</summary>
    /// <param name="factors">One for each cell, and up to three more; their number is a multiple of four.</param>
    /// <param name="bells">The Gaussians.</param>
    /// <param name="which">Which of them.</param>
    /// <param name="scale">The multiple.</param>
    private void Fill(Span<double> factors, FourBells bells, int which, double scale)
    {
        var (once, twice) = (bells.Step[which], bells.Step[which] * bells.Step[which]);
        var rising = (scale * bells.Start[which]) * Vector256.Create(1, once, twice, once * twice);
        var step = Vector256.Create(twice * twice);
        ref var bell = ref _centredBell[(int)bells.FirstCell[which] + (_centredBell.Length / 2)];
        ref var target = ref MemoryMarshal.GetReference(factors);
        for (nuint i = 0; i < (nuint)factors.Length; i += (nuint)Lanes, rising *= step)
        {
            (rising * Vector256.LoadUnsafe(ref bell, i)).StoreUnsafe(ref target, i);
        }
    }

    /// <summary>exp(-(k δ)²/2) for k from as far below 0 as above.</summary>
    private double[] CentredBell()
    {
        // Of several Gaussians at once each reaches as far as any of them; then to the next multiple of four.
        var farthest = (int)(1.5 * _reachM / _grid.Grid.CellM) + 3 + Lanes;
        return [.. Enumerable.Range(-farthest, (2 * farthest) + 1).Select(k => Math.Exp(-0.5 * Math.Pow(k * _grid.Grid.CellM / _shape.BandwidthM, 2)))];
    }

    private void AddQuartic(ref double corner, ReadOnlySpan<double> columns, ReadOnlySpan<double> rows, double scale)
    {
        ref var squares = ref MemoryMarshal.GetReference(columns);
        for (var row = 0; row < rows.Length; row++, corner = ref Unsafe.Add(ref corner, _stride))
        {
            var rest = Vector256.Create(1 - rows[row]);
            for (nuint i = 0; i < (nuint)columns.Length; i += (nuint)Lanes)
            {
                var inside = Vector256.Max(Vector256<double>.Zero, rest - Vector256.LoadUnsafe(ref squares, i));
                (Vector256.LoadUnsafe(ref corner, i) + (inside * inside * scale)).StoreUnsafe(ref corner, i);
            }
        }
    }

    private void AddEpanechnikov(ref double corner, ReadOnlySpan<double> columns, ReadOnlySpan<double> rows, double scale)
    {
        ref var squares = ref MemoryMarshal.GetReference(columns);
        for (var row = 0; row < rows.Length; row++, corner = ref Unsafe.Add(ref corner, _stride))
        {
            var rest = Vector256.Create(1 - rows[row]);
            for (nuint i = 0; i < (nuint)columns.Length; i += (nuint)Lanes)
            {
                var inside = Vector256.Max(Vector256<double>.Zero, rest - Vector256.LoadUnsafe(ref squares, i));
                (Vector256.LoadUnsafe(ref corner, i) + (inside * scale)).StoreUnsafe(ref corner, i);
            }
        }
    }

    private sealed record Band(int FromRow, int ToRow, double[] EastFactors, double[] NorthFactors)
    {
        /// <summary>Factors held for the rows: a few more, so that they may be set by fours.</summary>
        public int Stride => NorthFactors.Length / Together;
    }

    /// <summary>What a Gaussian's values along one axis follow from, for four of them.</summary>
    /// <param name="FirstCell">Number of the first cell wanted, counted from the one nearest to each.</param>
    /// <param name="Start">Its value there, without the part from the table.</param>
    /// <param name="Step">Factor from one cell to the next.</param>
    private readonly record struct FourBells(Vector256<double> FirstCell, Vector256<double> Start, Vector256<double> Step);
}
