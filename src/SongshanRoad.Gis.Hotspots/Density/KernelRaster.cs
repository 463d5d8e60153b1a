using System.Numerics;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>Adds kernels to the cell centres of a grid's bounding box.</summary>
internal sealed class KernelRaster(WindowGrid grid, KernelShape shape)
{
    private readonly double[] _box = new double[grid.Columns * grid.Rows];
    private readonly double[] _eastFactors = new double[grid.Columns];
    private readonly double[] _northFactors = new double[grid.Rows];
    private readonly double[] _centredBell = shape.Kernel == Kernel.Gaussian ? CentredBell(grid, shape) : [];

    /// <summary>Adds one kernel, metres; values are per square metre.</summary>
    public void Add(MetricPoint centre, double weight)
    {
        var cellM = grid.Grid.CellM;
        // Distance in metres from the centre of the box's south-west cell.
        var south = grid.Grid.CentreOf(grid.First);
        var (east, north) = (centre.EastingM - south.EastingM, centre.NorthingM - south.NorthingM);
        var (firstColumn, lastColumn) = Within(east, cellM, grid.Columns);
        var (firstRow, lastRow) = Within(north, cellM, grid.Rows);
        if (firstColumn > lastColumn || firstRow > lastRow)
        {
            return;
        }

        var columns = _eastFactors.AsSpan(0, lastColumn - firstColumn + 1);
        var rows = _northFactors.AsSpan(0, lastRow - firstRow + 1);
        var scale = weight * shape.PeakPerM2;
        if (shape.Kernel == Kernel.Quartic)
        {
            Squares(columns, firstColumn, east);
            Squares(rows, firstRow, north);
        }
        else
        {
            Bell(columns, firstColumn, east);
            Bell(rows, firstRow, north);
        }

        for (var row = 0; row < rows.Length; row++)
        {
            var target = _box.AsSpan(((firstRow + row) * grid.Columns) + firstColumn, columns.Length);
            if (shape.Kernel == Kernel.Quartic)
            {
                AddQuartic(target, columns, 1 - rows[row], scale);
            }
            else
            {
                AddScaled(target, columns, scale * rows[row]);
            }
        }
    }

    /// <summary>The sums of the cells in the window, in their order.</summary>
    public double[] Values()
    {
        var values = new double[grid.Cells.Count];
        var indexInBox = grid.IndexInBox;
        for (var box = 0; box < indexInBox.Length; box++)
        {
            if (indexInBox[box] >= 0)
            {
                values[indexInBox[box]] = _box[box];
            }
        }

        return values;
    }

    private (int First, int Last) Within(double fromM, double cellM, int count)
    {
        var first = Math.Ceiling((fromM - shape.ReachM) / cellM);
        var last = Math.Floor((fromM + shape.ReachM) / cellM);
        return first > count - 1 || last < 0 ? (0, -1) : ((int)Math.Max(first, 0), (int)Math.Min(last, count - 1));
    }

    /// <summary>Squared distances from cell centres in bandwidths, along one axis.</summary>
    private void Squares(Span<double> factors, int first, double fromM)
    {
        for (var i = 0; i < factors.Length; i++)
        {
            var u = (((first + i) * grid.Grid.CellM) - fromM) / shape.BandwidthM;
            factors[i] = u * u;
        }
    }

    /// <summary>exp(-u²/2) at cell centres along one axis. With u = k δ - f, f the way from the nearest centre, it is
    /// exp(-f²/2) exp(-(k δ)²/2) exp(δ f)^k: two exponentials and a table in place of one exponential for each cell.</summary>
    private void Bell(Span<double> factors, int first, double fromM)
    {
        var cellM = grid.Grid.CellM;
        var nearest = (int)Math.Round(fromM / cellM);
        var f = (fromM - (nearest * cellM)) / shape.BandwidthM;
        var step = Math.Exp(f * cellM / shape.BandwidthM);
        var k = first - nearest;
        var power = Math.Exp(-0.5 * f * f) * Math.Pow(step, k);
        for (var i = 0; i < factors.Length; i++)
        {
            factors[i] = power * _centredBell[Math.Abs(k + i)];
            power *= step;
        }
    }

    private static double[] CentredBell(WindowGrid grid, KernelShape shape)
    {
        var farthest = (int)(shape.ReachM / grid.Grid.CellM) + 2;
        return [.. Enumerable.Range(0, farthest + 1).Select(k => Math.Exp(-0.5 * Math.Pow(k * grid.Grid.CellM / shape.BandwidthM, 2)))];
    }

    private static void AddQuartic(Span<double> target, ReadOnlySpan<double> squares, double rest, double scale)
    {
        for (var i = 0; i < squares.Length; i++)
        {
            var inside = Math.Max(0, rest - squares[i]);
            target[i] += scale * inside * inside;
        }
    }

    private static void AddScaled(Span<double> target, ReadOnlySpan<double> factors, double scale)
    {
        var i = 0;
        for (; i <= factors.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var sum = new Vector<double>(target[i..]) + (new Vector<double>(factors[i..]) * scale);
            sum.CopyTo(target[i..]);
        }

        for (; i < factors.Length; i++)
        {
            target[i] += factors[i] * scale;
        }
    }
}
