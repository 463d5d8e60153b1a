using System.CommandLine;
using SongshanRoad.Gis.Cli.Analyze.Measures;
using SongshanRoad.Gis.Hotspots.Grids;

namespace SongshanRoad.Gis.Cli.Analyze.Grids;

/// <summary>Options for a grid of squares without a file: <c>--cell 100m --grid-origin 0.5,0.5</c>.</summary>
internal sealed class CellOptions
{
    private const double UsualOrigin = 0.5;

    private readonly Option<Measure?> _cell;
    private readonly Option<double[]?> _origin = AnalysisOptions.Numbers("--grid-origin", "X,Y",
        "Corner of a cell, in the unit of the coordinates: cells stay where they are from run to run. Default 0.5,0.5: coordinates rounded to whole units never lie on an edge.");

    /// <summary>Makes the options.</summary>
    /// <param name="description">What the side of a cell is for: <c>Side of a cell, e.g. 100m.</c></param>
    public CellOptions(string description) => _cell = MeasureOption.Length("--cell", description);

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_cell);
        command.Add(_origin);
    }

    /// <summary>The side of a cell as it is written; null when it is not.</summary>
    public Measure? SideIn(ParseResult parsed) => parsed.GetValue(_cell);

    /// <summary>The grid.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="side">Side of a cell.</param>
    /// <param name="unitM">Metres of the unit of the coordinates; 1 when the grid is to be in that unit.</param>
    /// <exception cref="CommandFailedException">The origin is not two numbers.</exception>
    public SquareGrid GridIn(ParseResult parsed, Measure side, double unitM = 1)
    {
        var (x, y) = parsed.GetValue(_origin) switch
        {
            null or [] => (UsualOrigin, UsualOrigin),
            [var east, var north] => (east, north),
            var other => throw new CommandFailedException($"--grid-origin has {other.Length} numbers; it needs two: X,Y."),
        };
        return new SquareGrid(x * unitM, y * unitM, side.Value(unitM));
    }
}
