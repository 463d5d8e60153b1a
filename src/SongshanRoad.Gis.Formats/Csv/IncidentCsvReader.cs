using System.Globalization;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Csv;

/// <summary>Reads incidents from delimited text. Coordinates and a time are needed, the rest may be missing.</summary>
public sealed class IncidentCsvReader : IRowReader<IncidentRow>
{
    private readonly CsvTable _table;
    private readonly TimeZoneInfo _zone;
    private readonly CsvClock _clock;
    private readonly WordPool _words = new();
    private long _dateOnly;

    /// <summary>Reads a file.</summary>
    /// <exception cref="UnreadableFileException">The file cannot be opened, is empty or lacks a needed column.</exception>
    public IncidentCsvReader(string path, CsvOptions? options = null)
        : this(InputFile.Open(path), options)
    {
    }

    /// <summary>Reads a seekable stream, closed with this reader.</summary>
    /// <exception cref="UnreadableFileException">The file is empty or lacks a needed column.</exception>
    public IncidentCsvReader(Stream stream, CsvOptions? options = null)
    {
        options ??= CsvOptions.Default;
        _table = new CsvTable(stream, options);
        _table.Require(CsvColumn.X, "lon", "longitude or easting");
        _table.Require(CsvColumn.Y, "lat", "latitude or northing");
        _zone = options.Zone ?? ZoneText.China;
        _clock = new CsvClock(_table, _zone);
        _clock.Require();
    }

    /// <inheritdoc/>
    public long BytesRead => _table.BytesRead;

    /// <inheritdoc/>
    public long LengthBytes => _table.LengthBytes;

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => [.. _table.Notes, .. TimeNotes()];

    /// <inheritdoc/>
    public RowFilter? Filter => _table.Filter;

    /// <summary>What the header of the coordinates says of their CRS (<c>lon_gcj02</c>); null when it says nothing.</summary>
    public FileCrs? FileCrs => _table.FileCrs;

    /// <summary>The current row as it stands in the file, for the reject file; valid while a row is being handled.</summary>
    public string RawRow => _table.Text.Raw.ToString();

    /// <inheritdoc/>
    public IEnumerable<Read<IncidentRow>> ReadRows()
    {
        while (_table.Read(out var problem))
        {
            yield return problem is null ? Convert() : new Read<IncidentRow>(null, problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _table.Dispose();

    private Read<IncidentRow> Convert()
    {
        var id = _table.Cell(CsvColumn.Id);
        if (LostItsDigits(id))
        {
            return Read.Refused<IncidentRow>(_table.Text.Line, ProblemCodes.BadRow, $"The id \"{id}\" lost its digits in a spreadsheet.",
                "Format that column as text and export again.");
        }

        var externalId = id.IsEmpty ? null : id.ToString();
        if (_table.ReadCoordinates(out var x, out var y) is { } misplaced)
        {
            return new Read<IncidentRow>(null, misplaced);
        }

        var problem = ReadTimes(out var fromUtc, out var toUtc);
        return problem is not null ? new Read<IncidentRow>(null, problem) : Read.Row(new IncidentRow(
            _table.Text.Line, externalId, x, y, fromUtc, toUtc, _words.Take(_table.Cell(CsvColumn.Category)),
            _words.Take(_table.Cell(CsvColumn.ReportedBy)), _words.Take(_table.Cell(CsvColumn.Progress))));
    }

    private ImportProblem? ReadTimes(out DateTimeOffset fromUtc, out DateTimeOffset? toUtc)
    {
        toUtc = null;
        var problem = _clock.Read(out fromUtc, out var dayOnly);
        if (problem is not null)
        {
            return problem;
        }

        if (dayOnly)
        {
            _dateOnly++;
            toUtc = fromUtc.AddDays(1);
        }

        var end = _table.Cell(CsvColumn.TimeTo);
        if (end.IsEmpty)
        {
            return null;
        }

        if (_clock.Read(CsvColumn.TimeTo, out var to) is { } unreadable)
        {
            return unreadable;
        }

        toUtc = to;
        return toUtc >= fromUtc ? null : new ImportProblem(_table.Text.Line, ProblemCodes.BadTime,
            string.Create(CultureInfo.InvariantCulture, $"The interval ends ({end}) before it begins."), "Exchange the two times.");
    }

    private IEnumerable<string> TimeNotes()
    {
        if (_clock.Zoneless > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{_clock.Zoneless:N0} times name no zone and were taken as {_zone.Id}.");
        }

        if (_dateOnly > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{_dateOnly:N0} rows have a date without time of day and count for the whole day.");
        }
    }

    // 1.23457E+11: different ids have become the same.
    private static bool LostItsDigits(ReadOnlySpan<char> id) =>
        id.Length >= 5 && char.IsAsciiDigit(id[0]) && id.Contains('.') && id.Contains("E+", StringComparison.OrdinalIgnoreCase)
        && double.TryParse(id, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
