using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Grids;

/// <summary>
/// The cells of a <see cref="SquareGrid"/> that make up a study window, laid out as a raster, for a value in each of them. Cells are
/// ordered by row, then column. Immutable.
/// </summary>
public sealed class WindowGrid
{
    /// <summary>Most cells the bounding box may have, to refuse a grid in millimetres before memory runs out.</summary>
    public const int MostCells = 50_000_000;

    private readonly GridCell[] _cells;
    private readonly int[] _indexInBox;

    private WindowGrid(SquareGrid grid, WindowCells members, GridCell first, int columns, int rows)
    {
        Grid = grid;
        Members = members;
        First = first;
        Columns = columns;
        Rows = rows;
        _cells = [.. members.All()];
        _indexInBox = new int[columns * rows];
        Array.Fill(_indexInBox, -1);
        for (var index = 0; index < _cells.Length; index++)
        {
            _indexInBox[((_cells[index].Row - first.Row) * columns) + _cells[index].Column - first.Column] = index;
        }
    }

    /// <summary>The grid the cells belong to.</summary>
    public SquareGrid Grid { get; }

    /// <summary>The cells, by row, then column; every array of cell values has this order.</summary>
    public IReadOnlyList<GridCell> Cells => _cells;

    /// <summary>The same cells as runs.</summary>
    public WindowCells Members { get; }

    /// <summary>South-west cell of the bounding box.</summary>
    internal GridCell First { get; }

    /// <summary>Columns of the bounding box.</summary>
    internal int Columns { get; }

    /// <summary>Rows of the bounding box.</summary>
    internal int Rows { get; }

    /// <summary>For each cell of the bounding box, row by row, its place in <see cref="Cells"/>, or -1 outside the window.</summary>
    internal ReadOnlySpan<int> IndexInBox => _indexInBox;

    /// <summary>The cells whose centre lies in a window.</summary>
    /// <exception cref="ArgumentException">The window's bounding box has more than 50,000,000 cells.</exception>
    public static WindowGrid Clip(SquareGrid grid, PolygonWindow window)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(window);
        var box = window.Envelope;
        if (box.Width / grid.CellM * (box.Height / grid.CellM) > MostCells)
        {
            throw new ArgumentException(
                $"A window of {box.Width:F0} x {box.Height:F0} m has more than {MostCells:N0} cells of {grid.CellM} m; use larger cells.", nameof(grid));
        }

        var first = grid.CellOf(new MetricPoint(box.MinX, box.MinY));
        var last = grid.CellOf(new MetricPoint(box.MaxX, box.MaxY));
        return new WindowGrid(grid, WindowCells.Clip(grid, window), first, last.Column - first.Column + 1, last.Row - first.Row + 1);
    }

    /// <summary>All cells of a rectangle.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="first">South-west cell.</param>
    /// <param name="columns">Columns, at least 1.</param>
    /// <param name="rows">Rows, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">No column or row, or more than 50,000,000 cells.</exception>
    public static WindowGrid Box(SquareGrid grid, GridCell first, int columns, int rows)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)columns * rows, MostCells, nameof(rows));
        return new WindowGrid(grid, WindowCells.Box(grid, first, columns, rows), first, columns, rows);
    }

    /// <summary>Place of a cell in <see cref="Cells"/>, or -1 when it is not in the window.</summary>
    public int IndexOf(GridCell cell)
    {
        var column = (long)cell.Column - First.Column;
        var row = (long)cell.Row - First.Row;
        return column >= 0 && column < Columns && row >= 0 && row < Rows ? _indexInBox[(row * Columns) + column] : -1;
    }

    /// <summary>Place in <see cref="Cells"/> of the cell a point lies in, or -1 when that cell is not in the window or the point is not finite.</summary>
    public int IndexOf(MetricPoint point)
    {
        var column = Math.Floor((point.EastingM - Grid.OriginEastingM) / Grid.CellM) - First.Column;
        var row = Math.Floor((point.NorthingM - Grid.OriginNorthingM) / Grid.CellM) - First.Row;
        return column >= 0 && column < Columns && row >= 0 && row < Rows ? _indexInBox[((int)row * Columns) + (int)column] : -1;
    }

    /// <summary>Counts points per cell in one pass.</summary>
    /// <param name="points">Points, metres.</param>
    public CellCounts Count(ReadOnlySpan<MetricPoint> points) => Members.CountAll(points);
}
