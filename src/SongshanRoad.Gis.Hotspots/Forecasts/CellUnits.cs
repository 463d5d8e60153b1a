using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Forecasts;

/// <summary>The whole cells of a grid whose centre lies in the study area.</summary>
public sealed class CellUnits : ForecastUnits
{
    /// <summary>Makes units of the cells.</summary>
    /// <param name="grid">The cells.</param>
    /// <param name="studyAreaM2">Area of the whole study area, square metres.</param>
    public CellUnits(WindowGrid grid, double studyAreaM2)
        : base([.. Enumerable.Repeat((grid ?? throw new ArgumentNullException(nameof(grid))).Grid.CellM * grid.Grid.CellM, grid.Cells.Count)], studyAreaM2) => Grid = grid;

    /// <summary>The cells; a unit's number is its index there.</summary>
    public WindowGrid Grid { get; }

    /// <inheritdoc/>
    public override int UnitAt(MetricPoint place) => Grid.IndexOf(place);

    /// <inheritdoc/>
    internal override void Spread(MetricPoint place, double weight, double deviationM, Span<double> into)
    {
        var (x, y) = InCells(place);
        var deviation = deviationM / Grid.Grid.CellM;
        var reach = NormalTable.Reach * deviation;
        var (firstColumn, lastColumn) = Reached(x, reach, Grid.Columns);
        var (firstRow, lastRow) = Reached(y, reach, Grid.Rows);
        if (firstColumn > lastColumn || firstRow > lastRow)
        {
            return;
        }

        var columns = lastColumn - firstColumn + 1;
        Span<double> shares = columns <= 256 ? stackalloc double[columns] : new double[columns];
        var west = NormalTable.Below((firstColumn - x) / deviation);
        for (var i = 0; i < columns; i++)
        {
            var east = NormalTable.Below((firstColumn + i + 1 - x) / deviation);
            (shares[i], west) = (east - west, east);
        }

        var south = NormalTable.Below((firstRow - y) / deviation);
        for (var row = firstRow; row <= lastRow; row++)
        {
            var north = NormalTable.Below((row + 1 - y) / deviation);
            var share = weight * (north - south);
            south = north;
            var indexes = Grid.IndexInBox.Slice((row * Grid.Columns) + firstColumn, columns);
            for (var i = 0; i < columns; i++)
            {
                if (indexes[i] >= 0)
                {
                    into[indexes[i]] += share * shares[i];
                }
            }
        }
    }

    /// <summary>Share of a Gaussian round a place that falls to all cells together.</summary>
    /// <param name="place">The place.</param>
    /// <param name="deviationM">Its standard deviation, metres.</param>
    internal double ShareWithin(MetricPoint place, double deviationM)
    {
        var (x, y) = InCells(place);
        var deviation = deviationM / Grid.Grid.CellM;
        var reach = NormalTable.Reach * deviation;
        var (firstColumn, lastColumn) = Reached(x, reach, Grid.Columns);
        var (firstRow, lastRow) = Reached(y, reach, Grid.Rows);
        var share = 0.0;
        for (var row = firstRow; row <= lastRow; row++)
        {
            var indexes = Grid.IndexInBox.Slice((row * Grid.Columns) + firstColumn, lastColumn - firstColumn + 1);
            var along = 0.0;
            for (var from = 0; from < indexes.Length;)
            {
                var isIn = indexes[from] >= 0;
                var to = from + 1;
                while (to < indexes.Length && indexes[to] >= 0 == isIn)
                {
                    to++;
                }

                along += isIn ? NormalTable.Below((firstColumn + to - x) / deviation) - NormalTable.Below((firstColumn + from - x) / deviation) : 0;
                from = to;
            }

            share += along * (NormalTable.Below((row + 1 - y) / deviation) - NormalTable.Below((row - y) / deviation));
        }

        return share;
    }

    /// <summary>A place in cells from the south-west corner of the box.</summary>
    private (double X, double Y) InCells(MetricPoint place)
    {
        var southWest = Grid.Grid.CentreOf(Grid.First);
        return (((place.EastingM - southWest.EastingM) / Grid.Grid.CellM) + 0.5, ((place.NorthingM - southWest.NorthingM) / Grid.Grid.CellM) + 0.5);
    }

    private static (int First, int Last) Reached(double at, double reach, int count)
    {
        var (first, last) = (Math.Floor(at - reach), Math.Floor(at + reach));
        return first > count - 1 || last < 0 ? (0, -1) : ((int)Math.Max(first, 0), (int)Math.Min(last, count - 1));
    }
}
