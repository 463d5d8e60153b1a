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

    /// <summary>exp(-6²/2) = 1.6e-8 of the peak is left out beyond.</summary>
    private const double GaussianReach = 6;

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
        var band = new Band(fromRow, toRow, new double[_stride], new double[toRow - fromRow]);
        var cellM = _grid.Grid.CellM;
        var southM = _south - sources.SouthM;
        var (first, last) = sources.Blocks(southM + (fromRow * cellM) - _reachM, southM + ((toRow - 1) * cellM) + _reachM, sources.Rows);
        if (first > last)
        {
            return;
        }

        var (from, _) = sources.InRow(first, 0, sources.Columns - 1);
        var (_, to) = sources.InRow(last, 0, sources.Columns - 1);
        for (var i = from; i < to; i++)
        {
            Add(band, sources.EastingM[i] - _west, sources.NorthingM[i] - _south, sources.Weight[i]);
        }
    }

    /// <summary>Adds one kernel to a band.</summary>
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
        columns[count..].Fill(_shape.IsCompact ? double.PositiveInfinity : 0);
        if (_shape.IsCompact)
        {
            Squares(columns[..count], firstColumn, east);
            Squares(rows, firstRow, north);
        }
        else
        {
            Bell(columns[..count], firstColumn, east);
            Bell(rows, firstRow, north);
        }

        ref var corner = ref _box[(firstRow * _stride) + firstColumn];
        var scale = weight * _shape.PeakPerM2;
        switch (_shape.Kernel)
        {
            case Kernel.Quartic:
                AddQuartic(ref corner, columns, rows, scale);
                break;
            case Kernel.Epanechnikov:
                AddEpanechnikov(ref corner, columns, rows, scale);
                break;
            default:
                AddGaussian(ref corner, columns, rows, scale);
                break;
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
        var power = Math.Exp((-0.5 * f * f) + (k * f * cellM / _shape.BandwidthM));
        for (var i = 0; i < factors.Length; i++)
        {
            factors[i] = power * _centredBell[Math.Abs(k + i)];
            power *= step;
        }
    }

    private double[] CentredBell()
    {
        var farthest = (int)(_reachM / _grid.Grid.CellM) + 2;
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

    private void AddGaussian(ref double corner, ReadOnlySpan<double> columns, ReadOnlySpan<double> rows, double scale)
    {
        ref var factors = ref MemoryMarshal.GetReference(columns);
        for (var row = 0; row < rows.Length; row++, corner = ref Unsafe.Add(ref corner, _stride))
        {
            var factor = Vector256.Create(scale * rows[row]);
            for (nuint i = 0; i < (nuint)columns.Length; i += (nuint)Lanes)
            {
                (Vector256.LoadUnsafe(ref corner, i) + (Vector256.LoadUnsafe(ref factors, i) * factor)).StoreUnsafe(ref corner, i);
            }
        }
    }

    private sealed record Band(int FromRow, int ToRow, double[] EastFactors, double[] NorthFactors);
}
