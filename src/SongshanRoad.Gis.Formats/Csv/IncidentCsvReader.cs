using System.Globalization;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Csv;

/// <summary>Reads incidents from delimited text. Coordinates and a time are needed, the rest may be missing.</summary>
public sealed class IncidentCsvReader : IRowReader<IncidentRow>
{
    private readonly CsvTable _table;
    private readonly CsvOptions _options;
    private readonly WordPool _words = new();
    private long _zoneless;
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
        _options = options ?? CsvOptions.Default;
        _table = new CsvTable(stream, _options);
        _table.Require(CsvColumn.X, "lon", "longitude or easting");
        _table.Require(CsvColumn.Y, "lat", "latitude or northing");
        if (_table.IndexOf(CsvColumn.Date) < 0)
        {
            _table.Require(CsvColumn.Time, "time", "the time");
        }
    }

    /// <inheritdoc/>
    public long BytesRead => _table.BytesRead;

    /// <inheritdoc/>
    public long LengthBytes => _table.LengthBytes;

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => [.. _table.Notes, .. TimeNotes()];

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
        var problem = ReadTime(out fromUtc, out var dayOnly);
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

        if (!TimeText.TryParse(end, out var time))
        {
            return BadTime(CsvColumn.TimeTo, end);
        }

        toUtc = time.ToUtc(_options.ZonelessOffset);
        return toUtc >= fromUtc ? null : new ImportProblem(_table.Text.Line, ProblemCodes.BadTime,
            string.Create(CultureInfo.InvariantCulture, $"The interval ends ({end}) before it begins."), "Exchange the two times.");
    }

    private ImportProblem? ReadTime(out DateTimeOffset utc, out bool dayOnly)
    {
        var cell = _table.Cell(CsvColumn.Time);
        var isTime = TimeText.TryParse(cell, out var time);
        if (!isTime && _table.IndexOf(CsvColumn.Date) >= 0)
        {
            var date = _table.Cell(CsvColumn.Date);
            if (!TimeText.TryParse(date, out time))
            {
                utc = default;
                dayOnly = false;
                return BadTime(CsvColumn.Date, date);
            }

            isTime = cell.IsEmpty;
            if (!isTime && TimeText.TryParseClock(cell, out var clock))
            {
                isTime = true;
                time = new TimeText(time.Local.Date + clock, time.Offset, true);
            }
        }

        dayOnly = isTime && !time.HasClock;
        _zoneless += isTime && time.Offset is null ? 1 : 0;
        utc = isTime ? time.ToUtc(_options.ZonelessOffset) : default;
        return isTime ? null : BadTime(CsvColumn.Time, cell);
    }

    private ImportProblem BadTime(CsvColumn column, ReadOnlySpan<char> cell)
    {
        var header = _table.Headers[_table.IndexOf(column)];
        return cell.IsEmpty
            ? new ImportProblem(_table.Text.Line, ProblemCodes.BadTime, $"{header} is empty.", "Fill it in.")
            : new ImportProblem(_table.Text.Line, ProblemCodes.BadTime, $"{header} \"{CsvTable.Shorten(cell)}\" is not a time.",
                "Write yyyy-MM-dd HH:mm[:ss], yyyy/M/d H:mm, ISO 8601 or an Excel date.");
    }

    private IEnumerable<string> TimeNotes()
    {
        if (_zoneless > 0)
        {
            var offset = _options.ZonelessOffset;
            var zone = offset == TimeSpan.FromHours(8) ? "Asia/Shanghai (UTC+08:00)" : $"UTC{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}";
            yield return string.Create(CultureInfo.InvariantCulture, $"{_zoneless:N0} times name no zone and were taken as {zone}.");
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
