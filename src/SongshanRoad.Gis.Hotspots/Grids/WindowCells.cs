using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Hotspots.Grids;

/// <summary>
/// The cells of a <see cref="CellGrid"/> that make up a study window: all cells whose centre lies in it, empty ones included, because "all
/// cells tested" decides every statistic on them. They are held as runs of cells side by side, so that a city in cells of 10 m takes no more
/// room than its outline. Cells are ordered by row, then column (flat-top hexagons by column, then row). Immutable.
/// </summary>
public sealed class WindowCells
{
    /// <summary>Most lines, and most cells on a line, a window may have: a thousand kilometres in metres.</summary>
    internal const int MaxLines = 1_000_000;

    private readonly CellRun[] _runs;
    private readonly int[] _start;

    private WindowCells(CellGrid grid, int firstLine, List<CellRun> runs, List<int> runsOnLine)
    {
        Grid = grid;
        FirstLine = firstLine;
        LineCount = runsOnLine.Count;
        _runs = [.. runs];
        _start = new int[LineCount + 1];
        for (var line = 0; line < LineCount; line++)
        {
            _start[line + 1] = _start[line] + runsOnLine[line];
        }

        Count = _runs.Length == 0 ? 0 : _runs[^1].First + _runs[^1].To - _runs[^1].From + 1;
        FirstPlace = _runs.Length == 0 ? 0 : _runs.Min(run => run.From);
        PlaceCount = _runs.Length == 0 ? 0 : _runs.Max(run => run.To) - FirstPlace + 1;
    }

    /// <summary>The grid the cells belong to.</summary>
    public CellGrid Grid { get; }

    /// <summary>Number of cells.</summary>
    public long Count { get; }

    /// <summary>The first line of centres.</summary>
    internal int FirstLine { get; }

    /// <summary>Number of lines.</summary>
    internal int LineCount { get; }

    /// <summary>The lowest place on any line.</summary>
    internal int FirstPlace { get; }

    /// <summary>Number of places from the lowest to the highest on any line.</summary>
    internal int PlaceCount { get; }

    /// <summary>The cells whose centre lies in a window. A centre on the outline belongs to one of two windows that share that edge.</summary>
    /// <exception cref="ArgumentException">The window's bounding box has more than 1,000,000 rows or columns of cells.</exception>
    public static WindowCells Clip(CellGrid grid, PolygonWindow window)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(window);
        var box = window.Envelope;
        if (!(Math.Max(box.Width, box.Height) / Math.Min(grid.StepAlongM, grid.StepAcrossM) < MaxLines))
        {
            throw new ArgumentException(
                $"A window of {box.Width:F0} x {box.Height:F0} m has more than {MaxLines:N0} rows or columns of cells of {grid.CellAreaM2:R} m²; use larger cells.",
                nameof(grid));
        }

        var turned = grid.LinesRunNorth ? window.Turned() : window;
        if (!grid.TryCellOf(new MetricPoint(box.MinX, box.MinY), out var southWest) || !grid.TryCellOf(new MetricPoint(box.MaxX, box.MaxY), out var northEast))
        {
            throw new ArgumentException(
                $"The window lies more than a thousand million cells of {grid.CellAreaM2:R} m² from the grid's origin; use larger cells or an origin nearby.", nameof(grid));
        }

        var (firstLine, lastLine) = (grid.PlaceOf(southWest).Line, grid.PlaceOf(northEast).Line);
        var runs = new RunBuilder(grid);
        var crossings = new List<double>();
        // The corner of the box may lie in the line before or after the first or last that has a centre in it.
        for (var line = firstLine - 1; line <= lastLine + 1; line++)
        {
            turned.FindCrossings(runs.AcrossM(line), crossings);
            for (var i = 0; i + 1 < crossings.Count; i += 2)
            {
                runs.Add(line, Math.Max(crossings[i], turned.Envelope.MinX), crossings[i + 1], turned.Envelope.MaxX);
            }

            runs.EndLine();
        }

        return new WindowCells(grid, firstLine - 1, runs.Runs, runs.OnLine);
    }

    /// <summary>All cells of a block of columns and rows.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="first">South-west cell.</param>
    /// <param name="columns">Columns, 1 to 1,000,000.</param>
    /// <param name="rows">Rows, 1 to 1,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">Columns or rows out of their range.</exception>
    public static WindowCells Box(CellGrid grid, GridCell first, int columns, int rows)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, MaxLines);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, MaxLines);
        var (firstLine, firstPlace) = grid.PlaceOf(first);
        var (lines, places) = grid.LinesRunNorth ? (columns, rows) : (rows, columns);
        var runs = Enumerable.Range(0, lines).Select(line => new CellRun(firstPlace, firstPlace + places - 1, (long)line * places)).ToList();
        return new WindowCells(grid, firstLine, runs, [.. Enumerable.Repeat(1, lines)]);
    }

    /// <summary>All cells in order.</summary>
    public IEnumerable<GridCell> All()
    {
        for (var line = 0; line < LineCount; line++)
        {
            for (var r = _start[line]; r < _start[line + 1]; r++)
            {
                for (var place = _runs[r].From; place <= _runs[r].To; place++)
                {
                    yield return Grid.CellAt(FirstLine + line, place);
                }
            }
        }
    }

    /// <summary>Place of a cell in the order, or -1 when it is not in the window.</summary>
    public long IndexOf(GridCell cell)
    {
        var (line, place) = Grid.PlaceOf(cell);
        var number = (long)line - FirstLine;
        if (number < 0 || number >= LineCount)
        {
            return -1;
        }

        // Nearly every line has one run.
        foreach (var run in RunsOn((int)number))
        {
            if (place <= run.To)
            {
                return place >= run.From ? run.First + place - run.From : -1;
            }
        }

        return -1;
    }

    /// <summary>Place in the order of the cell a point lies in, or -1 when that cell is not in the window or the point not finite.</summary>
    public long IndexOf(MetricPoint point) => Grid.TryCellOf(point, out var cell) ? IndexOf(cell) : -1;

    /// <summary>Counts points per cell in one pass.</summary>
    /// <param name="points">Points, metres.</param>
    /// <exception cref="InvalidOperationException">There are more cells than an array should hold; count sparsely.</exception>
    public CellCounts CountAll(ReadOnlySpan<MetricPoint> points)
    {
        var counts = TooManyToHold is { } why ? throw new InvalidOperationException(why) : new int[Count];
        var outside = 0;
        foreach (var point in points)
        {
            var index = IndexOf(point);
            if (index < 0)
            {
                outside++;
            }
            else
            {
                counts[index]++;
            }
        }

        return new CellCounts(counts, outside);
    }

    /// <summary>Adds the weights of points up per cell, in the order given.</summary>
    /// <param name="points">Points, metres.</param>
    /// <param name="weights">One weight per point; empty means 1 each.</param>
    /// <returns>One sum per cell.</returns>
    /// <exception cref="ArgumentException">Points and weights differ in number.</exception>
    /// <exception cref="InvalidOperationException">There are more cells than an array should hold.</exception>
    public double[] SumAll(ReadOnlySpan<MetricPoint> points, ReadOnlySpan<double> weights)
    {
        if (weights.Length != 0 && weights.Length != points.Length)
        {
            throw new ArgumentException($"There are {weights.Length} weights for {points.Length} points.", nameof(weights));
        }

        var sums = TooManyToHold is { } why ? throw new InvalidOperationException(why) : new double[Count];
        Sum(points, weights, sums);
        return sums;
    }

    /// <summary>Adds the weights of points to sums that are given, one per cell.</summary>
    internal void Sum(ReadOnlySpan<MetricPoint> points, ReadOnlySpan<double> weights, Span<double> sums)
    {
        for (var i = 0; i < points.Length; i++)
        {
            if (IndexOf(points[i]) is >= 0 and var index)
            {
                sums[(int)index] += weights.Length == 0 ? 1 : weights[i];
            }
        }
    }

    /// <summary>Runs on a line, by place. Lines are numbered from 0 here.</summary>
    internal ReadOnlySpan<CellRun> RunsOn(int line) =>
        line < 0 || line >= LineCount ? [] : _runs.AsSpan(_start[line].._start[line + 1]);

    /// <summary>How many of the cells from one place of a line to another are in the window.</summary>
    internal int CountOn(int line, int fromPlace, int toPlace)
    {
        var count = 0;
        foreach (var run in RunsOn(line))
        {
            count += Math.Max(0, Math.Min(toPlace, run.To) - Math.Max(fromPlace, run.From) + 1);
        }

        return count;
    }

    /// <summary>A stretch of a line, empty where it is not easily told, whose cells have all their neighbours in the window.</summary>
    internal (int From, int To) FullOn(int line)
    {
        var (from, to) = (int.MinValue, int.MaxValue);
        for (var near = line - 1; near <= line + 1; near++)
        {
            if (RunsOn(near) is not [var run])
            {
                return (int.MaxValue, int.MinValue);
            }

            (from, to) = (Math.Max(from, run.From + 1), Math.Min(to, run.To - 1));
        }

        return (from, to);
    }

    /// <summary>How many neighbours the cell at a place of a line has in the window; it need not be in it itself.</summary>
    internal int NeighboursOf(LineReach reach, int line, int place) =>
        CountOn(line - 1, place + reach.From, place + reach.To) + CountOn(line + 1, place + reach.From, place + reach.To)
        + CountOn(line, place - 1, place - 1) + CountOn(line, place + 1, place + 1);

    /// <summary>Why there cannot be a value for every cell, or null when there can.</summary>
    internal string? TooManyToHold => Count <= WindowGrid.MostCells
        ? null
        : $"{Count:N0} cells are more than {WindowGrid.MostCells:N0}; use larger cells, or count sparsely, where only cells near incidents are held.";

    private sealed class RunBuilder(CellGrid grid)
    {
        private long _count;
        private int _lineStart;

        public List<CellRun> Runs { get; } = [];

        public List<int> OnLine { get; } = [];

        public double AcrossM(int line) => grid.Turned(grid.CentreOf(grid.CellAt(line, 0))).AcrossM;

        /// <summary>Adds the cells of a line with fromM &lt;= centre &lt; beforeM and centre &lt;= limitM.</summary>
        public void Add(int line, double fromM, double beforeM, double limitM)
        {
            var from = FirstAtLeast(line, fromM);
            var to = FirstAtLeast(line, beforeM) - 1;
            while (to >= from && AlongM(line, to) > limitM)
            {
                to--;
            }

            if (to < from)
            {
                return;
            }

            if (Runs.Count > _lineStart && Runs[^1].To + 1 == from)
            {
                Runs[^1] = Runs[^1] with { To = to };
            }
            else
            {
                Runs.Add(new CellRun(from, to, _count));
            }

            _count += to - from + 1;
        }

        public void EndLine()
        {
            OnLine.Add(Runs.Count - _lineStart);
            _lineStart = Runs.Count;
        }

        /// <summary>The first place whose centre, as computed, is not before a coordinate.</summary>
        private int FirstAtLeast(int line, double alongM)
        {
            var place = (int)Math.Ceiling((alongM - AlongM(line, 0)) / grid.StepAlongM);
            while (AlongM(line, place) < alongM)
            {
                place++;
            }

            while (AlongM(line, place - 1) >= alongM)
            {
                place--;
            }

            return place;
        }

        private double AlongM(int line, int place) => grid.Turned(grid.CentreOf(grid.CellAt(line, place))).AlongM;
    }
}
