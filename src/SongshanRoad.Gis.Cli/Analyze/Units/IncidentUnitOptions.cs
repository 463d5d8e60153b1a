using System.CommandLine;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Cli.Analyze.Units;

/// <summary>What the incidents of a file are counted by: a column that names segment, community or any other unit, or where they lie.</summary>
internal sealed class IncidentUnitOptions
{
    private readonly Option<string?> _column = new("--unit-column") { Description = "Count by the unit that this column names: segment, cell, community.", HelpName = "COLUMN" };
    private readonly UnitOptions _units = new();

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_column);
        _units.AddTo(command);
    }

    /// <summary>What tells the unit of a table's current row; null where the row names none or lies in none.</summary>
    /// <exception cref="CommandFailedException">Not exactly one way is given.</exception>
    /// <exception cref="SongshanRoad.Gis.Formats.Reading.UnreadableFileException">The table lacks a column.</exception>
    public Func<string?> UnitOf(ParseResult parsed, TextTable table)
    {
        var name = parsed.GetValue(_column);
        if ((name is null) != _units.AreGiven(parsed))
        {
            throw new CommandFailedException("what to count by is not said, or said twice: give one of --unit-column, --cell, --grid, and --vertices with --segments.");
        }

        if (name is not null)
        {
            var column = table.Column(name);
            return () => table.IsMissing(column) ? null : table[column].ToString();
        }

        var (x, y) = (table.Column("x"), table.Column("y"));
        var nameOf = _units.ReadNames(parsed);
        return () => nameOf(new MetricPoint(table.Number(x), table.Number(y)));
    }
}
