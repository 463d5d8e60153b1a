using System.Globalization;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Csv;

/// <summary>A delimited file (comma, semicolon, tab or bar; UTF-8 or GBK; byte order mark or not) with a header row, read row by row
/// with columns by their name. For files whose columns have a meaning the caller knows; office exports with headers of any kind go
/// through the readers for features, incidents and tracks.</summary>
public sealed class TextTable : IDisposable
{
    /// <summary>The largest count: up to it exact tests take a second at most.</summary>
    public const long MostCounted = 1_000_000_000_000;

    private readonly CsvTable _table;
    private readonly string _name;

    /// <summary>Whether the end may come now.</summary>
    private bool _mayEnd;

    private TextTable(Stream stream, string name, bool needsRow)
    {
        _table = new CsvTable(stream, CsvOptions.Default);
        (_name, _mayEnd) = (name, !needsRow);
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="needsRow">Whether a header without a row is an error: nobody analyses nothing on purpose.</param>
    /// <exception cref="UnreadableFileException">It is missing, empty, binary or not in one encoding.</exception>
    public static TextTable Open(string path, bool needsRow = false)
    {
        var stream = InputFile.Open(path);
        try
        {
            return new TextTable(stream, path, needsRow);
        }
        catch (UnreadableFileException wrong)
        {
            stream.Dispose();
            throw new UnreadableFileException(wrong.Code, $"{path}: {wrong.Sentence}", wrong.Cure, wrong.Line, wrong);
        }
    }

    /// <summary>The header row.</summary>
    public IReadOnlyList<string> Headers => _table.Headers;

    /// <summary>Line of the current row, from 1.</summary>
    public long Line => _table.Text.Line;

    /// <summary>A cell of the current row without surrounding white space; valid until the next call.</summary>
    public ReadOnlySpan<char> this[int column] => _table.Text[column];

    /// <summary>Index of the first of these columns that the file has (any case), or -1.</summary>
    public int Find(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Array.FindIndex(_table.Headers, header => header.Equals(name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Index of the first of these columns that the file has (any case).</summary>
    /// <exception cref="UnreadableFileException">It has none of them, or one twice.</exception>
    public int Column(params ReadOnlySpan<string> names) => Find(names) is >= 0 and var index
        ? Once(index)
        : throw new UnreadableFileException(ProblemCodes.MissingColumn,
            $"{_name} has no column {string.Join(" or ", names.ToArray())}; it has: {string.Join(", ", Headers.Take(30))}.", "Rename the column.", 1);

    /// <summary>Moves to the next row; false at the end.</summary>
    /// <exception cref="UnreadableFileException">The row has not as many cells as the header, or broken quotes, or there is none although one is needed.</exception>
    public bool Read()
    {
        if (!_table.Read(out var problem))
        {
            return _mayEnd ? false : throw new UnreadableFileException(ProblemCodes.EmptyFile, $"{_name} has a header and no row.", "Check what wrote it.", 1);
        }

        _mayEnd = true;
        return problem is null ? true : throw new UnreadableFileException(problem.Code, $"{_name}: {problem.Sentence}", problem.Cure, problem.Line);
    }

    /// <summary>Whether a cell of the current row is empty, or <c>NA</c> as R writes it.</summary>
    public bool IsMissing(int column) => this[column] is "" or "NA";

    /// <summary>A finite number of the current row.</summary>
    /// <exception cref="UnreadableFileException">The cell is empty or no finite number.</exception>
    public double Number(int column) => double.TryParse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
        ? value
        : throw Unusable(column, "is no finite number", "Correct the cell, or take the row out.");

    /// <summary>A finite number of 0 or above of the current row: how much the row counts.</summary>
    /// <exception cref="UnreadableFileException">The cell is empty, or no such number.</exception>
    public double Weight(int column) => Number(column) is >= 0 and var value ? value : throw Unusable(column, "is negative", "Weights are 0 or more.");

    /// <summary>A whole number of the current row.</summary>
    /// <exception cref="UnreadableFileException">The cell is empty, no whole number, or beyond +-9,223,372,036,854,775,807.</exception>
    public long Whole(int column) => long.TryParse(this[column], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw Unusable(column, "is no whole number, or beyond 19 digits", "Correct the cell, or take the row out.");

    /// <summary>A whole number of 0 or above of the current row, such as a count.</summary>
    /// <param name="column">The column.</param>
    /// <param name="most">The largest that the caller can work with.</param>
    /// <exception cref="UnreadableFileException">The cell is empty, or no such number.</exception>
    public long Amount(int column, long most = MostCounted) => Whole(column) switch
    {
        < 0 => throw Unusable(column, "is below 0", "A count is 0 or above."),
        var value when value > most => throw Unusable(column, string.Create(CultureInfo.InvariantCulture, $"is above {most:N0}"), "Correct the cell; counts that high are not for exact tests."),
        var value => value,
    };

    /// <summary>An error about a cell of the current row.</summary>
    /// <param name="column">The cell's column.</param>
    /// <param name="fault">What is wrong, after the value: <c>is no finite number</c>.</param>
    /// <param name="cure">How to mend it.</param>
    public UnreadableFileException Unusable(int column, string fault, string cure) =>
        new(ProblemCodes.BadValue, $"{_name}: {Headers[column]} \"{CsvTable.Shorten(this[column])}\" {fault}.", cure, Line);

    /// <inheritdoc/>
    public void Dispose() => _table.Dispose();

    private int Once(int column) => Headers.Count(header => header.Equals(Headers[column], StringComparison.OrdinalIgnoreCase)) == 1
        ? column
        : throw new UnreadableFileException(ProblemCodes.BadValue, $"{_name} has the column {Headers[column]} twice.", "Rename or remove one of them.", 1);
}
