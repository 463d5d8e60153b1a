using System.CommandLine;
using System.Globalization;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Hotspots.Grids;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Cli.Analyze.Comparisons;

/// <summary>What the incidents of a file are counted by: a column that names segment, community or any other unit, or square cells.</summary>
internal sealed class UnitOptions
{
    private readonly Option<string?> _column = new("--unit-column") { Description = "Column that names the unit of each incident: segment, cell, community.", HelpName = "NAME" };
    private readonly Option<double?> _cell = AnalysisOptions.Positive("--cell", "LENGTH", "In place of a column: count by square cells of this side, from columns x and y. A cell is named column:row.");
    private readonly Option<double[]?> _origin = AnalysisOptions.Numbers("--origin", "X,Y", "South-west corner of cell 0:0. Default 0,0.");

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_column);
        command.Add(_cell);
        command.Add(_origin);
    }

    /// <summary>What tells the unit of a table's current row; null where the row names none.</summary>
    /// <exception cref="CommandFailedException">Not exactly one way is given.</exception>
    /// <exception cref="SongshanRoad.Gis.Formats.Reading.UnreadableFileException">The table lacks a column.</exception>
    public Func<string?> UnitOf(ParseResult parsed, TextTable table)
    {
        if (parsed.GetValue(_column) is { } name && parsed.GetValue(_cell) is null)
        {
            var column = table.Column(name);
            return () => table.IsMissing(column) ? null : table[column].ToString();
        }

        if (parsed.GetValue(_cell) is not { } side || parsed.GetValue(_column) is not null)
        {
            throw new CommandFailedException("what to count by is not said, or said twice: give --unit-column or --cell.");
        }

        var (x, y) = (table.Column("x"), table.Column("y"));
        var grid = parsed.GetValue(_origin) switch
        {
            null or [] => new SquareGrid(0, 0, side),
            [var east, var north] => new SquareGrid(east, north, side),
            _ => throw new CommandFailedException("--origin needs two numbers: X,Y."),
        };
        return () =>
        {
            var cell = grid.CellOf(new MetricPoint(table.Number(x), table.Number(y)));
            return string.Create(CultureInfo.InvariantCulture, $"{cell.Column}:{cell.Row}");
        };
    }
}
