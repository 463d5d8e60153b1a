using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Csv;

/// <summary>One row of a table without places.</summary>
/// <param name="Line">Line on which it begins, from 1.</param>
/// <param name="Cells">Text by header; null where a cell is empty.</param>
public sealed record CsvRecord(long Line, IReadOnlyDictionary<string, string?> Cells);

/// <summary>Reads delimited text as it stands, for lists of codes and categories.</summary>
public sealed class CsvRecordReader : IRowReader<CsvRecord>
{
    private readonly CsvTable _table;

    /// <summary>Reads a file.</summary>
    /// <exception cref="UnreadableFileException">The file cannot be opened, is empty or lacks the column of the filter.</exception>
    public CsvRecordReader(string path, CsvOptions? options = null)
        : this(InputFile.Open(path), options)
    {
    }

    /// <summary>Reads a seekable stream, closed with this reader.</summary>
    /// <exception cref="UnreadableFileException">The file is empty or lacks the column of the filter.</exception>
    public CsvRecordReader(Stream stream, CsvOptions? options = null) => _table = new CsvTable(stream, options ?? CsvOptions.Default);

    /// <summary>The headers, in file order.</summary>
    public IReadOnlyList<string> Headers => _table.Headers;

    /// <summary>The current row as it stands in the file, for the reject file; valid while a row is being handled.</summary>
    public string RawRow => _table.Text.Raw.ToString();

    /// <inheritdoc/>
    public long BytesRead => _table.BytesRead;

    /// <inheritdoc/>
    public long LengthBytes => _table.LengthBytes;

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => _table.Notes;

    /// <inheritdoc/>
    public RowFilter? Filter => _table.Filter;

    /// <inheritdoc/>
    public IEnumerable<Read<CsvRecord>> ReadRows()
    {
        while (_table.Read(out var problem))
        {
            yield return problem is null ? Convert() : new Read<CsvRecord>(null, problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _table.Dispose();

    private Read<CsvRecord> Convert()
    {
        var cells = new Dictionary<string, string?>(_table.Headers.Length, StringComparer.Ordinal);
        for (var i = 0; i < _table.Headers.Length; i++)
        {
            var cell = _table.Text[i];
            // Of two columns with one header the first counts, as everywhere.
            cells.TryAdd(_table.Headers[i], cell.IsEmpty ? null : cell.ToString());
        }

        return Read.Row(new CsvRecord(_table.Text.Line, cells));
    }
}
