using System.Globalization;
using System.Text;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Csv;

/// <summary>An open delimited file whose encoding, delimiter and columns are known; the three CSV readers stand on it.</summary>
internal sealed class CsvTable : IDisposable
{
    private const int MaxColumns = 1_000;

    private readonly CountingStream _stream;
    private readonly StreamReader _reader;
    private readonly int[] _columnOf;
    private readonly List<string> _notes = [];
    private readonly int _filterColumn;

    public CsvTable(Stream stream, CsvOptions options)
    {
        if (!stream.CanSeek)
        {
            throw new ArgumentException("The encoding is found by reading ahead: the stream must be seekable.", nameof(stream));
        }

        var encoding = options.Encoding ?? TextEncodings.Detect(stream);
        _stream = new CountingStream(stream);
        _reader = new StreamReader(_stream, encoding, detectEncodingFromByteOrderMarks: true, 1 << 16);
        var delimiter = options.Delimiter ?? DetectDelimiter(stream, encoding);
        Text = new DelimitedText(_reader, delimiter);
        if (!Text.Read())
        {
            throw new UnreadableFileException(ProblemCodes.EmptyFile, "The file has no rows.", "Export it again, with a header row.");
        }

        if (Text.Count > MaxColumns)
        {
            throw new UnreadableFileException(ProblemCodes.TooLarge, string.Create(CultureInfo.InvariantCulture,
                $"The first line has {Text.Count} cells, at most {MaxColumns} are read."), "Check that it is a table with a header row.", 1);
        }

        Headers = [.. Enumerable.Range(0, Text.Count).Select(i => Text[i].ToString())];
        if (Headers.Any(header => header.Contains('\0', StringComparison.Ordinal)))
        {
            throw new UnreadableFileException(ProblemCodes.NotThisFormat, "The file is binary, not text.", "In Excel, save it as CSV (UTF-8).", 1);
        }

        _columnOf = FindColumns(options);
        if (options.Where is var (column, value))
        {
            _filterColumn = FindHeader(column, "--where");
            Filter = new RowFilter(column, value);
        }

        _notes.Add(string.Create(CultureInfo.InvariantCulture, $"Read as {encoding.WebName}, delimiter {Name(delimiter)}."));
    }

    public DelimitedText Text { get; }

    public string[] Headers { get; }

    public RowFilter? Filter { get; }

    public IReadOnlyList<string> Notes => Filter?.Remark is { } remark ? [.. _notes, remark] : _notes;

    public long BytesRead => _stream.BytesRead;

    public long LengthBytes => _stream.Length;

    /// <summary>What the header of the coordinates says of their CRS, or null when it says nothing.</summary>
    public FileCrs? FileCrs => IndexOf(CsvColumn.X) is >= 0 and var index && HeaderNames.Datum(Headers[index]) is { } datum ? new FileCrs(datum, Headers[index]) : null;

    /// <summary>Index of a column, or -1 when the file has none.</summary>
    public int IndexOf(CsvColumn column) => _columnOf[(int)column];

    /// <summary>The cell of a column in the current row; empty when the file has no such column.</summary>
    public ReadOnlySpan<char> Cell(CsvColumn column) => _columnOf[(int)column] is >= 0 and var index ? Text[index] : default;

    /// <summary>Stops the import when a column that it cannot do without was not found.</summary>
    public void Require(CsvColumn column, string mapWord, string meaning)
    {
        if (IndexOf(column) < 0)
        {
            throw new UnreadableFileException(ProblemCodes.MissingColumn,
                $"No column for {meaning} among: {string.Join(", ", Headers.Take(30))}.", $"Name it, e.g. --map {mapWord}=<header>.", 1);
        }
    }

    /// <summary>Moves to the next row; false at the end.</summary>
    /// <param name="problem">What is wrong with the row as a whole, or null.</param>
    public bool Read(out ImportProblem? problem)
    {
        problem = null;
        while (Text.Read())
        {
            problem = Fault();
            if (problem is not null || Filter is null || Filter.Accepts(Text[_filterColumn]))
            {
                return true;
            }
        }

        return false;
    }

    private ImportProblem? Fault()
    {
        if (Text.Fault is { } fault)
        {
            return new ImportProblem(Text.Line, ProblemCodes.BadRow, $"Broken quotes: {fault}.", "Double quotation marks inside a quoted cell, or remove them.");
        }

        return Text.Count == Headers.Length || OnlyEmptyCellsTooMany() ? null
            : new ImportProblem(Text.Line, ProblemCodes.BadRow, $"The row has {Text.Count} cells, the header {Headers.Length}.",
                "Quote cells that contain the delimiter or a line break.");
    }

    /// <summary>Reads the coordinates of the current row.</summary>
    public ImportProblem? ReadCoordinates(out double x, out double y)
    {
        y = 0;
        var problem = ReadCoordinate(CsvColumn.X, out x) ?? ReadCoordinate(CsvColumn.Y, out y);
        return problem is null && x == 0 && y == 0
            ? new ImportProblem(Text.Line, ProblemCodes.MissingValue, "The coordinates are 0, 0, which means the place was not found.", "Locate it, then import again.")
            : problem;
    }

    public void Dispose() => _reader.Dispose();

    private ImportProblem? ReadCoordinate(CsvColumn column, out double value)
    {
        var cell = Cell(column);
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value))
        {
            return null;
        }

        var header = Headers[IndexOf(column)];
        return cell.IsEmpty
            ? new ImportProblem(Text.Line, ProblemCodes.MissingValue, $"{header} is empty.", "Locate the place, then import again.")
            : new ImportProblem(Text.Line, ProblemCodes.BadCoordinate, $"{header} \"{Shorten(cell)}\" is not a number.", "Write decimal degrees or metres, e.g. 113.6221.");
    }

    public static string Shorten(ReadOnlySpan<char> text) => text.Length <= 60 ? text.ToString() : $"{text[..57]}...";

    private bool OnlyEmptyCellsTooMany()
    {
        for (var i = Headers.Length; i < Text.Count; i++)
        {
            if (!Text[i].IsEmpty)
            {
                return false;
            }
        }

        return Text.Count > Headers.Length;
    }

    private int[] FindColumns(CsvOptions options)
    {
        var columnOf = new int[Enum.GetValues<CsvColumn>().Length];
        Array.Fill(columnOf, -1);
        for (var i = 0; i < Headers.Length; i++)
        {
            if (HeaderNames.Find(Headers[i]) is { } column
                && (columnOf[(int)column] < 0 || Preference(Headers[i], options.Crs) < Preference(Headers[columnOf[(int)column]], options.Crs)))
            {
                columnOf[(int)column] = i;
            }
        }

        foreach (var (column, header) in options.Map.Headers)
        {
            columnOf[(int)column] = FindHeader(header, "--map");
        }

        return columnOf;
    }

    // Of several columns of coordinates: those of the declared CRS, else those that name none, else WGS-84.
    private static int Preference(string header, SourceCrs? declared) => HeaderNames.Datum(header) switch
    {
        { } datum when datum == declared => 0,
        null => 1,
        { } datum when datum == SourceCrs.Wgs84 => 2,
        _ => 3,
    };

    private int FindHeader(string header, string option)
    {
        var index = Array.FindIndex(Headers, h => h.Equals(header, StringComparison.OrdinalIgnoreCase));
        if (index < 0 && int.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= Headers.Length)
        {
            index = number - 1;
        }

        return index >= 0 ? index : throw new UnreadableFileException(ProblemCodes.MissingColumn,
            $"The file has no column \"{header}\"; it has: {string.Join(", ", Headers.Take(30))}.", $"Correct {option}.", 1);
    }

    // The delimiter that occurs most often in the first line outside quotes; comma when none does.
    private static char DetectDelimiter(Stream stream, Encoding encoding)
    {
        var head = new byte[1 << 14];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Seek(0, SeekOrigin.Begin);
        Span<int> counts = stackalloc int[4];
        const string candidates = ",;\t|";
        var quoted = false;
        foreach (var c in encoding.GetString(head, 0, length).AsSpan().TrimStart("\uFEFF\r\n"))
        {
            quoted ^= c == '"';
            if (!quoted && c is '\r' or '\n')
            {
                break;
            }

            if (!quoted && candidates.IndexOf(c, StringComparison.Ordinal) is >= 0 and var which)
            {
                counts[which]++;
            }
        }

        var best = 0;
        for (var i = 1; i < counts.Length; i++)
        {
            best = counts[i] > counts[best] ? i : best;
        }

        return candidates[best];
    }

    private static string Name(char delimiter) => delimiter switch
    {
        ',' => "comma",
        ';' => "semicolon",
        '\t' => "tab",
        _ => delimiter.ToString(),
    };
}
