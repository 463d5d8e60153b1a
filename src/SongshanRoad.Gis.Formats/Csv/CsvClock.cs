using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Formats.Csv;

/// <summary>Reads the time of the current row, which stands in one column or as date and clock in two.</summary>
/// <param name="table">The open file.</param>
/// <param name="zone">Zone of times that name none; null refuses them.</param>
internal sealed class CsvClock(CsvTable table, TimeZoneInfo? zone)
{
    /// <summary>Times so far that named no zone.</summary>
    public long Zoneless { get; private set; }

    /// <summary>Stops the import when the file has neither kind of column.</summary>
    public void Require()
    {
        if (table.IndexOf(CsvColumn.Date) < 0)
        {
            table.Require(CsvColumn.Time, "time", "the time");
        }
    }

    /// <summary>Reads the time.</summary>
    /// <param name="utc">The instant.</param>
    /// <param name="dayOnly">Whether only a day is written; then <paramref name="utc"/> is its beginning.</param>
    public ImportProblem? Read(out DateTimeOffset utc, out bool dayOnly)
    {
        utc = default;
        dayOnly = false;
        var cell = table.Cell(CsvColumn.Time);
        var isTime = TimeText.TryParse(cell, out var time);
        if (!isTime && table.IndexOf(CsvColumn.Date) >= 0)
        {
            var date = table.Cell(CsvColumn.Date);
            if (!TimeText.TryParse(date, out time))
            {
                return BadTime(CsvColumn.Date, date);
            }

            isTime = cell.IsEmpty;
            if (!isTime && TimeText.TryParseClock(cell, out var clock))
            {
                isTime = true;
                time = new TimeText(time.Local.Date + clock, time.Offset, true);
            }
        }

        if (!isTime)
        {
            return BadTime(CsvColumn.Time, cell);
        }

        dayOnly = !time.HasClock;
        return ToUtc(time, CsvColumn.Time, cell, out utc);
    }

    /// <summary>Reads the time in a column of its own.</summary>
    public ImportProblem? Read(CsvColumn column, out DateTimeOffset utc)
    {
        utc = default;
        var cell = table.Cell(column);
        return TimeText.TryParse(cell, out var time) ? ToUtc(time, column, cell, out utc) : BadTime(column, cell);
    }

    private ImportProblem? ToUtc(TimeText time, CsvColumn column, ReadOnlySpan<char> cell, out DateTimeOffset utc)
    {
        utc = default;
        if (time.Offset is null && zone is null)
        {
            return new ImportProblem(table.Text.Line, ProblemCodes.BadTime, $"{Header(column)} \"{CsvTable.Shorten(cell)}\" names no zone.",
                "Declare the zone of the recorder, e.g. --zone +08:00 or --zone Asia/Shanghai.");
        }

        Zoneless += time.Offset is null ? 1 : 0;
        utc = time.ToUtc(zone ?? TimeZoneInfo.Utc);
        return null;
    }

    private ImportProblem BadTime(CsvColumn column, ReadOnlySpan<char> cell) => cell.IsEmpty
        ? new ImportProblem(table.Text.Line, ProblemCodes.BadTime, $"{Header(column)} is empty.", "Fill it in.")
        : new ImportProblem(table.Text.Line, ProblemCodes.BadTime, $"{Header(column)} \"{CsvTable.Shorten(cell)}\" is not a time.",
            "Write yyyy-MM-dd HH:mm[:ss], yyyy/M/d H:mm, ISO 8601 or an Excel date.");

    private string Header(CsvColumn column) => table.IndexOf(column) is >= 0 and var index ? table.Headers[index] : table.Headers[table.IndexOf(CsvColumn.Date)];
}
