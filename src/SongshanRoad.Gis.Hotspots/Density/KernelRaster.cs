using System.Numerics;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>Adds kernels to the cell centres of a grid's bounding box.</summary>
internal sealed class KernelRaster(WindowGrid grid, KernelShape shape)
{
    private readonly double[] _box = new double[grid.Columns * grid.Rows];
    private readonly double[] _eastFactors = new double[grid.Columns];

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

        var factors = _eastFactors.AsSpan(firstColumn, lastColumn - firstColumn + 1);
        for (var i = 0; i < factors.Length; i++)
        {
            var u = (((firstColumn + i) * cellM) - east) / shape.BandwidthM;
            factors[i] = shape.Kernel == Kernel.Quartic ? u * u : Math.Exp(-0.5 * u * u);
        }

        for (var row = firstRow; row <= lastRow; row++)
        {
            var v = ((row * cellM) - north) / shape.BandwidthM;
            var target = _box.AsSpan((row * grid.Columns) + firstColumn, factors.Length);
            if (shape.Kernel == Kernel.Quartic)
            {
                AddQuartic(target, factors, 1 - (v * v), weight * shape.PeakPerM2);
            }
            else
            {
                AddScaled(target, factors, weight * shape.PeakPerM2 * Math.Exp(-0.5 * v * v));
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
