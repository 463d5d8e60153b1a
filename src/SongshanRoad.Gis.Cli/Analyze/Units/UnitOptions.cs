using System.CommandLine;
using System.Globalization;
using SongshanRoad.Gis.Cli.Analyze.Density;
using SongshanRoad.Gis.Cli.Analyze.Grids;
using SongshanRoad.Gis.Cli.Analyze.Measures;
using SongshanRoad.Gis.Cli.Analyze.Networks;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Streets;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Cli.Analyze.Units;

/// <summary>Options that say in what units places are counted, the same for every command that counts: squares of a side, the cells of a
/// grid file, or the segments of a street network.</summary>
internal sealed class UnitOptions
{
    private readonly CellOptions _cell = new("Count in squares of this side, e.g. 100m, in place of a --grid. Column and row count from that at the --grid-origin, which is 0.");
    private readonly Option<string?> _grid = AnalysisOptions.OptionalFile("--grid",
        "Count in the cells of a file: JSON with cell, x0, y0, nx, ny, optionally shape (square, hex) and top (pointy, flat). Column and row count from 1.");
    private readonly Option<string?> _window = AnalysisOptions.OptionalFile("--window",
        "Only the cells whose centre lies in this outline (x,y by corner; a column ring tells parts and holes apart).");
    private readonly Option<string?> _vertices = AnalysisOptions.OptionalFile("--vertices", "Count on street segments: vertices id,x,y.");
    private readonly Option<string?> _segments = AnalysisOptions.OptionalFile("--segments", "Count on street segments: seg,from,to between vertices.");
    private readonly Option<Measure?> _snap = MeasureOption.Length("--snap", "Points further from every segment than this are not counted. Default 30.");

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        _cell.AddTo(command);
        foreach (var option in (Option[])[_grid, _window, _vertices, _segments, _snap])
        {
            command.Add(option);
        }
    }

    /// <summary>Whether it is said what to count in.</summary>
    public bool AreGiven(ParseResult parsed) => _cell.SideIn(parsed) is not null || parsed.GetValue(_grid) is not null || IsOnStreets(parsed);

    /// <summary>Whether places are to be counted on street segments.</summary>
    public bool IsOnStreets(ParseResult parsed) => parsed.GetValue(_vertices) is not null || parsed.GetValue(_segments) is not null;

    /// <summary>Reads the street segments.</summary>
    /// <exception cref="CommandFailedException">Vertices or segments are missing, or cells are asked for as well.</exception>
    public (StreetSegments Streets, NetworkFiles Files) ReadStreets(ParseResult parsed)
    {
        if (parsed.GetValue(_vertices) is not { } vertices || parsed.GetValue(_segments) is not { } segments
            || parsed.GetValue(_grid) is not null || _cell.SideIn(parsed) is not null)
        {
            throw NotSaidOnce();
        }

        var files = NetworkFiles.Read(vertices, segments);
        var network = files.Network;
        return (new StreetSegments(
            [.. Enumerable.Range(0, network.SegmentCount).Select(s => new StreetSegment(network.FromOf(s), network.ToOf(s), [files.EndsOf(s).From, files.EndsOf(s).To]))],
            parsed.GetValue(_snap)?.Value() ?? StreetSegments.UsualSnapM), files);
    }

    /// <summary>Reads the cells: those of the window, else all of the grid file, else the squares from the westernmost and southernmost
    /// place to the easternmost and northernmost.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="places">The places that will be counted.</param>
    /// <param name="hexagonsUnlessSaid">The shape where a grid file does not say.</param>
    /// <exception cref="CommandFailedException">There is no grid or no cell, or it is said twice.</exception>
    public NumberedCells ReadCells(ParseResult parsed, IReadOnlyList<MetricPoint> places, bool hexagonsUnlessSaid)
    {
        if (IsOnStreets(parsed) || (parsed.GetValue(_grid) is null) == (_cell.SideIn(parsed) is null))
        {
            throw NotSaidOnce();
        }

        var file = parsed.GetValue(_grid) is { } path ? CellGridFile.Read(path) : null;
        var grid = file?.Grid(hexagonsUnlessSaid) ?? _cell.GridIn(parsed, _cell.SideIn(parsed)!);
        var cells = parsed.GetValue(_window) is { } window ? WindowCells.Clip(grid, WindowFile.Read(window))
            : file is not null ? WindowCells.Box(grid, new GridCell(0, 0), file.Columns, file.Rows)
            : Around(grid, places);
        return cells.Count > 0
            ? new NumberedCells(cells, file is null ? 0 : 1)
            : throw new CommandFailedException("no cell has its centre in the --window; use smaller cells.");
    }

    /// <summary>What names the unit of a place: a segment's id, or column:row of a cell; null for a place in none.</summary>
    /// <exception cref="CommandFailedException">It is not said what to count in, or said twice.</exception>
    public Func<MetricPoint, string?> ReadNames(ParseResult parsed)
    {
        if (IsOnStreets(parsed))
        {
            var (streets, files) = ReadStreets(parsed);
            return place => streets.Nearest(place) is >= 0 and var segment ? files.IdOf(segment) : null;
        }

        if (_cell.SideIn(parsed) is { } side && parsed.GetValue(_grid) is null && parsed.GetValue(_window) is null)
        {
            var squares = _cell.GridIn(parsed, side);
            return place => NameOf(squares.CellOf(place), 0);
        }

        var (cells, first) = ReadCells(parsed, [], hexagonsUnlessSaid: false);
        return place => cells.IndexOf(place) >= 0 ? NameOf(cells.Grid.CellOf(place), first) : null;
    }

    private static string NameOf(GridCell cell, int first) => string.Create(CultureInfo.InvariantCulture, $"{cell.Column + first}:{cell.Row + first}");

    private static WindowCells Around(CellGrid grid, IReadOnlyList<MetricPoint> places)
    {
        if (places.Count == 0)
        {
            throw new CommandFailedException("there is no point for --cell to lay squares around; give the --window too.");
        }

        var first = grid.CellOf(new MetricPoint(places.Min(place => place.EastingM), places.Min(place => place.NorthingM)));
        var last = grid.CellOf(new MetricPoint(places.Max(place => place.EastingM), places.Max(place => place.NorthingM)));
        return WindowCells.Box(grid, first, last.Column - first.Column + 1, last.Row - first.Row + 1);
    }

    private static CommandFailedException NotSaidOnce() =>
        new("what to count in is not said, or said twice: give one of --cell, --grid, and --vertices with --segments.");
}

/// <summary>Cells with the number of the first column and row: 1 in a grid file, 0 where cells count from the grid's origin.</summary>
/// <param name="Cells">The cells.</param>
/// <param name="First">That number.</param>
internal sealed record NumberedCells(WindowCells Cells, int First);
