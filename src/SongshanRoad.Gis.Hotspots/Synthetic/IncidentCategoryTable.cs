using System.Globalization;
using System.Text.RegularExpressions;

namespace SongshanRoad.Gis.Hotspots.Synthetic;

/// <summary>Reads the editable category list, <c>geodata/incident-categories.csv</c>: comma-separated, no quotes, a header row,
/// profiles as numbers separated by spaces.</summary>
public static partial class IncidentCategoryTable
{
    /// <summary>The header the list must have.</summary>
    public const string Header = "code,parent,nameZh,nameEn,sort,weight,hourProfile,weekdayProfile,street,alley,venue,school,repeats,intervalHours,patrolShare";

    /// <summary>Parses the list.</summary>
    /// <param name="csv">The whole file.</param>
    /// <exception cref="FormatException">A line cannot be used; the message names line, column, value and what is allowed.</exception>
    public static IReadOnlyList<IncidentCategory> Parse(string csv)
    {
        ArgumentNullException.ThrowIfNull(csv);
        var lines = csv.TrimStart('\uFEFF').Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        if (lines[0] != Header)
        {
            throw new FormatException($"Line 1 of the category list must be '{Header}', not '{lines[0]}'.");
        }

        var categories = new List<IncidentCategory>();
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length > 0)
            {
                var category = new Line(i + 1, lines[i].Split(',')).ToCategory();
                if (categories.Exists(known => known.Code == category.Code))
                {
                    throw new FormatException($"Line {i + 1} of the category list: the code '{category.Code}' is there already.");
                }

                categories.Add(category);
            }
        }

        if (categories.Find(category => category.ParentCode is { } parent && !categories.Exists(known => known.Code == parent)) is { } orphan)
        {
            throw new FormatException($"The category '{orphan.Code}' names the parent '{orphan.ParentCode}', which is not in the list.");
        }

        return categories;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$")]
    private static partial Regex CodePattern();

    private sealed class Line
    {
        private static readonly string[] Names = Header.Split(',');
        private readonly int _number;
        private readonly string[] _cells;

        public Line(int number, string[] cells)
        {
            _number = number;
            _cells = cells.Length == Names.Length ? cells
                : throw new FormatException($"Line {number} of the category list has {cells.Length} columns; {Names.Length} are needed.");
        }

        public IncidentCategory ToCategory() => new(
            Code(0) ?? throw Wrong(0, "a code"), Code(1), Text(2), Text(3), (int)Number(4, int.MaxValue), Number(5, 1e9),
            Profile(6, 24), Profile(7, 7), Number(8, 1e9), Number(9, 1e9), Number(10, 1e9), Number(11, 1e9),
            Number(12, 0.95), Number(13, 240), Number(14, 1));

        private string? Code(int column) => _cells[column].Length == 0 ? null
            : CodePattern().IsMatch(_cells[column]) ? _cells[column] : throw Wrong(column, "lower case letters, digits and hyphens");

        private string Text(int column) => string.IsNullOrWhiteSpace(_cells[column]) ? throw Wrong(column, "a name") : _cells[column];

        private double Number(int column, double most) => NumberOf(_cells[column]) is { } value && value <= most
            ? value : throw Wrong(column, $"a number from 0 to {most.ToString(CultureInfo.InvariantCulture)}");

        private double[] Profile(int column, int count)
        {
            var numbers = _cells[column].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(NumberOf).OfType<double>().ToArray();
            return numbers.Length == count && numbers.Sum() > 0 ? numbers : throw Wrong(column, $"{count} numbers, not all 0, separated by spaces");
        }

        private static double? NumberOf(string text) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= 0 && double.IsFinite(value) ? value : null;

        private FormatException Wrong(int column, string allowed) =>
            new($"Line {_number} of the category list, column {Names[column]}: '{_cells[column]}' should be {allowed}.");
    }
}
