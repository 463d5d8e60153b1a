using System.CommandLine;
using SongshanRoad.Gis.Cli.Analyze.Units;
using SongshanRoad.Gis.Hotspots.Clustering;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Cli.Analyze.Clustering;

/// <summary>Options for points that are counted in cells or street segments, all of which are tested.</summary>
internal sealed class CountedUnitOptions
{
    private readonly Option<string?> _uncounted = AnalysisOptions.OptionalFile("--uncounted", "Write the data rows of all points in no cell or near no segment to this file.");
    private readonly UnitOptions _units = new();

    /// <summary>The points.</summary>
    public Option<string?> Points { get; } = AnalysisOptions.OptionalFile("--points",
        "Points to be counted: x,y in metres (or one unit of length), optionally more columns. Every cell is tested, empty ones, too: those of the --window, else all of the --grid, else with --cell those around the points. Segments that share a vertex are neighbours.");

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Points);
        _units.AddTo(command);
        command.Add(_uncounted);
    }

    /// <summary>Whether it is said what to count in.</summary>
    public bool AreGiven(ParseResult parsed) => _units.AreGiven(parsed);

    /// <summary>Whether points are to be counted on street segments.</summary>
    public bool IsOnStreets(ParseResult parsed) => _units.IsOnStreets(parsed);

    /// <summary>Reads the street segments.</summary>
    /// <exception cref="CommandFailedException">Vertices or segments are missing, or cells are asked for as well.</exception>
    public CountedUnits ReadStreets(ParseResult parsed)
    {
        var (streets, files) = _units.ReadStreets(parsed);
        return new CountedUnits(streets.Neighbours, [.. Enumerable.Range(0, files.Network.SegmentCount).Select(s => UnitKey.Of(files.IdOf(s)))], streets.Nearest,
            table => table.Add("seg", files.IdOf), $"are further than {streets.SnapM:R} from any segment", parsed.GetValue(_uncounted));
    }

    /// <summary>Reads the cells.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="points">The points.</param>
    /// <param name="hexagonsUnlessSaid">The shape where a grid file does not say.</param>
    /// <exception cref="CommandFailedException">There is no grid.</exception>
    public NumberedCells ReadCells(ParseResult parsed, IReadOnlyList<MetricPoint> points, bool hexagonsUnlessSaid) =>
        _units.ReadCells(parsed, points, hexagonsUnlessSaid);

    /// <summary>Makes units of cells.</summary>
    public CountedUnits UnitsOf(ParseResult parsed, NumberedCells cells, INeighbourhood neighbours)
    {
        var all = cells.Cells.All().ToArray();
        return new CountedUnits(neighbours, Array.ConvertAll(all, UnitKey.Of), point => (int)cells.Cells.IndexOf(point), table =>
        {
            table.Add("col", row => all[row].Column + cells.First);
            table.Add("row", row => all[row].Row + cells.First);
        }, "lie outside the grid", parsed.GetValue(_uncounted));
    }
}
