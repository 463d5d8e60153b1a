using System.CommandLine;
using SongshanRoad.Gis.Cli.Analyze.Density;
using SongshanRoad.Gis.Cli.Analyze.Grids;
using SongshanRoad.Gis.Cli.Analyze.Networks;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Hotspots.Streets;

namespace SongshanRoad.Gis.Cli.Analyze.Clustering;

/// <summary>Options that say what points are counted in: the cells of a grid or the segments of a street network.</summary>
internal sealed class CountedUnitOptions
{
    private readonly Option<string?> _points = AnalysisOptions.OptionalFile("--points", "Points to be counted: x,y in metres (or one unit of length), optionally more columns.");
    private readonly Option<string?> _grid = AnalysisOptions.OptionalFile("--grid",
        "Count in cells: JSON with cell, x0, y0, nx, ny, optionally shape (square, hex) and top (pointy, flat). Every cell of the block is tested, empty ones, too.");
    private readonly Option<string?> _window = AnalysisOptions.OptionalFile("--window",
        "Test the cells whose centre lies in this outline (x,y by corner; a column ring tells parts and holes apart) instead of the block nx x ny.");
    private readonly Option<string?> _vertices = AnalysisOptions.OptionalFile("--vertices", "Count on street segments: vertices id,x,y.");
    private readonly Option<string?> _segments = AnalysisOptions.OptionalFile("--segments", "Count on street segments: seg,from,to between vertices. Segments that share a vertex are neighbours.");
    private readonly Option<double?> _snap = AnalysisOptions.Positive("--snap", "LENGTH", "Points further from every segment than this are not counted, but listed. Default 30.");
    private readonly Option<string?> _uncounted = AnalysisOptions.OptionalFile("--uncounted", "Write the data rows of all points in no cell or near no segment to this file.");

    /// <summary>The points.</summary>
    public Option<string?> Points => _points;

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_points, _grid, _window, _vertices, _segments, _snap, _uncounted])
        {
            command.Add(option);
        }
    }

    /// <summary>Whether it is said what to count in.</summary>
    public bool AreGiven(ParseResult parsed) => parsed.GetValue(_grid) is not null || IsOnStreets(parsed);

    /// <summary>Whether points are to be counted on street segments.</summary>
    public bool IsOnStreets(ParseResult parsed) => parsed.GetValue(_vertices) is not null || parsed.GetValue(_segments) is not null;

    /// <summary>Reads the street segments.</summary>
    /// <exception cref="CommandFailedException">Vertices or segments are missing, or a grid is given as well.</exception>
    public CountedUnits ReadStreets(ParseResult parsed)
    {
        if (parsed.GetValue(_vertices) is not { } vertices || parsed.GetValue(_segments) is not { } segments || parsed.GetValue(_grid) is not null)
        {
            throw new CommandFailedException("what to count in is not said, or said twice: give --grid, or --vertices and --segments.");
        }

        var files = NetworkFiles.Read(vertices, segments);
        var network = files.Network;
        var units = new StreetSegments(
            [.. Enumerable.Range(0, network.SegmentCount).Select(s => new StreetSegment(network.FromOf(s), network.ToOf(s), [files.EndsOf(s).From, files.EndsOf(s).To]))],
            parsed.GetValue(_snap) ?? StreetSegments.UsualSnapM);
        return new CountedUnits(units.Neighbours, [.. Enumerable.Range(0, network.SegmentCount).Select(s => UnitKey.Of(files.IdOf(s)))], units.Nearest,
            table => table.Add("seg", files.IdOf), $"are further than {units.SnapM:R} from any segment", parsed.GetValue(_uncounted));
    }

    /// <summary>Reads the cells.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="hexagonsUnlessSaid">The shape where the grid file does not say.</param>
    /// <exception cref="CommandFailedException">There is no grid.</exception>
    public WindowCells ReadCells(ParseResult parsed, bool hexagonsUnlessSaid)
    {
        if (parsed.GetValue(_grid) is not { } path || IsOnStreets(parsed))
        {
            throw new CommandFailedException("what to count in is not said, or said twice: give --grid, or --vertices and --segments.");
        }

        var file = CellGridFile.Read(path);
        var grid = file.Grid(hexagonsUnlessSaid);
        var cells = parsed.GetValue(_window) is { } window
            ? WindowCells.Clip(grid, WindowFile.Read(window))
            : WindowCells.Box(grid, new GridCell(0, 0), file.Columns, file.Rows);
        return cells.Count > 0 ? cells : throw new CommandFailedException("no cell has its centre in the --window; use smaller cells.");
    }

    /// <summary>Makes units of cells.</summary>
    public CountedUnits UnitsOf(ParseResult parsed, WindowCells cells, INeighbourhood neighbours)
    {
        var all = cells.All().ToArray();
        return new CountedUnits(neighbours, Array.ConvertAll(all, UnitKey.Of), point => (int)cells.IndexOf(point), table =>
        {
            table.Add("col", row => all[row].Column + 1);
            table.Add("row", row => all[row].Row + 1);
        }, "lie outside the grid", parsed.GetValue(_uncounted));
    }
}
