using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Hotspots.Times;

namespace SongshanRoad.Gis.Cli.Analyze.Times;

/// <summary>The columns of a table that say when an incident happened: <c>start</c> (or from, occurredFrom, time, date), and <c>end</c>
/// (or to, occurredTo) where only an interval is known. Counts what is odd.</summary>
internal sealed class IncidentTimeColumns
{
    private readonly TextTable _table;
    private readonly TimeSpan _localOffset;
    private readonly int _start;
    private readonly int _end;

    /// <summary>Finds the columns.</summary>
    /// <param name="table">The table.</param>
    /// <param name="localOffset">Offset of local time.</param>
    /// <exception cref="UnreadableFileException">There is no start.</exception>
    public IncidentTimeColumns(TextTable table, TimeSpan localOffset)
    {
        (_table, _localOffset) = (table, localOffset);
        (_start, _end) = (table.Column("start", "from", "occurredFrom", "time", "date"), table.Find("end", "to", "occurredTo"));
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
        if (_table.IsMissing(_start))
        {
            WithoutStart++;
            return null;
        }

        var hasEnd = _end >= 0 && !_table.IsMissing(_end);
        var time = new IncidentTime(_table.LocalTime(_start, _localOffset), hasEnd ? _table.LocalTime(_end, _localOffset) : null);
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
}
