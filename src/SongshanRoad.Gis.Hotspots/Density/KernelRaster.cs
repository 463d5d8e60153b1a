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
        _box = new double[_stride * grid.Rows];
        _centredBell = shape.IsCompact ? [] : CentredBell();
    }

    /// <summary>Adds all sources.</summary>
    public void Add(KernelSources sources)
    {
        // In bands narrower than the kernel its factors would be computed again and again.
        var rows = Math.Max(LeastBandRows, (int)Math.Min(_grid.Rows, 4 * _reachM / _grid.Grid.CellM));
        ParallelChunks.Run(_grid.Rows, rows, (from, to) => AddToBand(sources, from, to));
    }

    /// <summary>The sums of the cells in the window, in their order, per square metre.</summary>
    public double[] Values()
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

        return values;
    }

    private void AddToBand(KernelSources sources, int fromRow, int toRow)
    {
        var band = new Band(fromRow, toRow, new double[Together * _stride], new double[Together * (toRow - fromRow)]);
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
            if (AreClose(sources, i, count))
            {
                AddGaussians(band, sources, i, count);
            }
            else
            {
                for (var one = i; one < i + count; one++)
                {
                    AddGaussians(band, sources, one, 1);
                }
            }
        }
    }

    private bool AreClose(KernelSources sources, int first, int count)
    {
        var (least, most) = (sources.EastingM[first], sources.EastingM[first]);
        var (low, high) = (sources.NorthingM[first], sources.NorthingM[first]);
        for (var i = first + 1; i < first + count; i++)
        {
            (least, most) = (Math.Min(least, sources.EastingM[i]), Math.Max(most, sources.EastingM[i]));
            (low, high) = (Math.Min(low, sources.NorthingM[i]), Math.Max(high, sources.NorthingM[i]));
        }

        return Math.Max(most - least, high - low) <= _reachM / 2;
    }

    /// <summary>Adds up to four Gaussians close together to a band, on all cells that one of them reaches.</summary>
    private void AddGaussians(Band band, KernelSources sources, int first, int count)
    {
        var (firstColumn, lastColumn, firstRow, lastRow) = (int.MaxValue, -1, int.MaxValue, -1);
        for (var i = first; i < first + count; i++)
        {
            var (west, east) = Within(sources.EastingM[i] - _west, 0, _grid.Columns - 1);
            var (south, north) = Within(sources.NorthingM[i] - _south, band.FromRow, band.ToRow - 1);
            if (west <= east && south <= north)
            {
                (firstColumn, lastColumn) = (Math.Min(firstColumn, west), Math.Max(lastColumn, east));
                (firstRow, lastRow) = (Math.Min(firstRow, south), Math.Max(lastRow, north));
            }
        }

        if (lastColumn < 0)
        {
            return;
        }

        var columns = lastColumn - firstColumn + 1;
        var width = (columns + Lanes - 1) / Lanes * Lanes;
        var rows = lastRow - firstRow + 1;
        for (var i = 0; i < Together; i++)
        {
            var east = band.EastFactors.AsSpan(i * _stride, width);
            var north = band.NorthFactors.AsSpan(i * band.Rows, rows);
            if (i >= count)
            {
                east.Clear();
                north.Clear();
                continue;
            }

            east[columns..].Clear();
            Bell(east[..columns], firstColumn, sources.EastingM[first + i] - _west);
            Bell(north, firstRow, sources.NorthingM[first + i] - _south);
            var scale = sources.Weight[first + i] * _shape.PeakPerM2;
            for (var row = 0; row < rows; row++)
            {
                north[row] *= scale;
            }
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
            var (north0, north1) = (Vector256.Create(north[row]), Vector256.Create(north[band.Rows + row]));
            var (north2, north3) = (Vector256.Create(north[(2 * band.Rows) + row]), Vector256.Create(north[(3 * band.Rows) + row]));
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
        var (firstColumn, lastColumn) = Within(east, 0, _grid.Columns - 1);
        var (firstRow, lastRow) = Within(north, band.FromRow, band.ToRow - 1);
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

    private (int First, int Last) Within(double fromM, int least, int most)
    {
        var cellM = _grid.Grid.CellM;
        var first = Math.Ceiling((fromM - _reachM) / cellM);
        var last = Math.Floor((fromM + _reachM) / cellM);
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

    /// <summary>exp(-u²/2) at cell centres along one axis. With u = k δ - f, f the way from the nearest centre, it is
    /// exp(-f²/2) exp(-(k δ)²/2) exp(δ f)^k: two exponentials and a table in place of one exponential for each cell.</summary>
    private void Bell(Span<double> factors, int first, double fromM)
    {
        var cellM = _grid.Grid.CellM;
        var nearest = (int)Math.Round(fromM / cellM);
        var f = (fromM - (nearest * cellM)) / _shape.BandwidthM;
        var k = first - nearest;
        var step = Math.Exp(f * cellM / _shape.BandwidthM);
        // From the nearest centre outwards: two chains of products, half as long as one.
        var middle = Math.Clamp(-k, 0, factors.Length - 1);
        var (back, rising) = (1 / step, Math.Exp((-0.5 * f * f) + ((k + middle) * f * cellM / _shape.BandwidthM)));
        var falling = rising * back;
        var bell = _centredBell;
        for (var i = 0; i < Math.Max(factors.Length - middle, middle); i++)
        {
            if (middle + i < factors.Length)
            {
                factors[middle + i] = rising * bell[Math.Abs(k + middle + i)];
                rising *= step;
            }

            if (middle - 1 - i >= 0)
            {
                factors[middle - 1 - i] = falling * bell[Math.Abs(k + middle - 1 - i)];
                falling *= back;
            }
        }
    }

    private double[] CentredBell()
    {
        // Of several Gaussians at once each reaches as far as any of them.
        var farthest = (int)(1.5 * _reachM / _grid.Grid.CellM) + 3;
        return [.. Enumerable.Range(0, farthest + 1).Select(k => Math.Exp(-0.5 * Math.Pow(k * _grid.Grid.CellM / _shape.BandwidthM, 2)))];
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
        public int Rows => ToRow - FromRow;
    }
}
