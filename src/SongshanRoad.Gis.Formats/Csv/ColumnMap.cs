namespace SongshanRoad.Gis.Formats.Csv;

/// <summary>Columns named by hand: <c>lon=经度,lat=纬度,time=报警时间</c>.</summary>
public sealed class ColumnMap
{
    private static readonly Dictionary<string, CsvColumn> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["lon"] = CsvColumn.X,
        ["x"] = CsvColumn.X,
        ["easting"] = CsvColumn.X,
        ["lat"] = CsvColumn.Y,
        ["y"] = CsvColumn.Y,
        ["northing"] = CsvColumn.Y,
        ["time"] = CsvColumn.Time,
        ["from"] = CsvColumn.Time,
        ["to"] = CsvColumn.TimeTo,
        ["date"] = CsvColumn.Date,
        ["category"] = CsvColumn.Category,
        ["id"] = CsvColumn.Id,
        ["reported-by"] = CsvColumn.ReportedBy,
        ["progress"] = CsvColumn.Progress,
        ["status"] = CsvColumn.Progress,
        ["track"] = CsvColumn.Track,
        ["speed"] = CsvColumn.Speed,
        ["heading"] = CsvColumn.Heading,
        ["elevation"] = CsvColumn.Elevation,
    };

    private readonly Dictionary<CsvColumn, string> _headers;

    private ColumnMap(Dictionary<CsvColumn, string> headers) => _headers = headers;

    /// <summary>Nothing named by hand.</summary>
    public static ColumnMap None { get; } = new([]);

    /// <summary>The words that may stand before <c>=</c>, for messages.</summary>
    public static string Allowed => string.Join(", ", Words.Keys);

    /// <summary>Whether a word may stand before <c>=</c>.</summary>
    public static bool IsWord(string word) => Words.ContainsKey(word);

    /// <summary>Named columns and their headers in the file; a header may also be a column number from 1.</summary>
    public IReadOnlyDictionary<CsvColumn, string> Headers => _headers;

    /// <summary>Reads <c>word=header</c> pairs separated by commas.</summary>
    /// <param name="text">The pairs.</param>
    /// <param name="refusal">One line on what is wrong, or null.</param>
    /// <returns>The map, or null.</returns>
    public static ColumnMap? Parse(string text, out string? refusal)
    {
        var headers = new Dictionary<CsvColumn, string>();
        foreach (var pair in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split('=', 2, StringSplitOptions.TrimEntries) is not [var word, { Length: > 0 } header])
            {
                refusal = $"--map \"{pair}\" is not word=header, e.g. lon=经度.";
                return null;
            }

            if (!Words.TryGetValue(word, out var column))
            {
                refusal = $"--map word \"{word}\" is unknown; allowed: {Allowed}.";
                return null;
            }

            headers[column] = header;
        }

        refusal = null;
        return new ColumnMap(headers);
    }
}
