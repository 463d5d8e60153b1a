using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Hotspots.Times;

namespace SongshanRoad.Gis.Cli.Analyze.Times;

/// <summary>The columns of a table that say when an incident happened, for every command that reads times: <c>start</c> (or from,
/// occurredFrom), and <c>end</c> (or to, occurredTo) where only an interval is known; else <c>time</c> (or datetime) or <c>date</c>, or a
/// date with its clock time beside it in <c>time</c>. A date alone is midnight, when that day begins. Counts what is odd.</summary>
internal sealed class IncidentTimeColumns
{
    private readonly TextTable _table;
    private readonly TimeSpan _localOffset;
    private readonly int _start;
    private readonly int _end;
    private readonly int _date;

    /// <summary>Finds the columns.</summary>
    /// <param name="table">The table.</param>
    /// <param name="localOffset">Offset of local time; a time that names a zone is turned into it, one that names none is local already.</param>
    /// <exception cref="UnreadableFileException">There is no start.</exception>
    public IncidentTimeColumns(TextTable table, TimeSpan localOffset)
    {
        (_table, _localOffset) = (table, localOffset);
        _start = table.Column("start", "from", "occurredFrom", "time", "datetime", "date");
        _end = table.Find("end", "to", "occurredTo");
        _date = table.Headers[_start].Equals("time", StringComparison.OrdinalIgnoreCase) ? table.Find("date") : -1;
    }

    /// <summary>Rows without a start, of those read.</summary>
    public int WithoutStart { get; private set; }

    /// <summary>Rows with a start and no end.</summary>
    public int WithoutEnd { get; private set; }

    /// <summary>Rows whose end is before their start; they count at their start.</summary>
    public int EndBeforeStart { get; private set; }

    /// <summary>When the incident of the current row happened, local time; null when the row has no start.</summary>
    /// <exception cref="UnreadableFileException">A cell is no time.</exception>
    public IncidentTime? Read()
    {
        if (Start() is not { } start)
        {
            WithoutStart++;
            return null;
        }

        var hasEnd = _end >= 0 && !_table.IsMissing(_end);
        var time = new IncidentTime(start, hasEnd ? LocalIn(_end, out _) : null);
        WithoutEnd += hasEnd ? 0 : 1;
        EndBeforeStart += time.EndsBeforeItStarts ? 1 : 0;
        return time;
    }

    /// <summary>Says which rows were left out, and which taken at their start although they have an end.</summary>
    public void Remark(CommandHost host)
    {
        if (WithoutStart > 0)
        {
            host.Error.WriteLine($"{WithoutStart} incidents without a time left out");
        }

        if (EndBeforeStart > 0)
        {
            host.Error.WriteLine($"{EndBeforeStart} incidents end before they start and were counted at their start");
        }
    }

    private DateTime? Start()
    {
        var hasTime = !_table.IsMissing(_start);
        if (_date < 0 || _table.IsMissing(_date))
        {
            return hasTime ? LocalIn(_start, out _) : null;
        }

        var date = LocalIn(_date, out var hasClock);
        return !hasTime || hasClock ? date
            : TableTime.TryReadClock(_table[_start], out var clock) ? date + clock
            : LocalIn(_start, out _);
    }

    private DateTime LocalIn(int column, out bool hasClock) => TableTime.TryRead(_table[column], out var written, out hasClock, out var zone)
        ? zone is { } offset ? written - offset + _localOffset : written
        : throw _table.Unusable(column, "is no date or time", "Write it as 2026-03-01 or 2026-03-01 22:30.");
}
