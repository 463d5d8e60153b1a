using SongshanRoad.Gis.Cli.Analyze.Times;
using SongshanRoad.Gis.Formats.Csv;

namespace SongshanRoad.Gis.Cli.Analyze.NearRepeat;

/// <summary>A file of events with place and time: a column <c>t</c> in days, or those of <see cref="IncidentTimeColumns"/>, of
/// which only the calendar day of the start counts.</summary>
/// <typeparam name="T">What a place is.</typeparam>
internal sealed class TimedPlaces<T>
{
    private readonly List<T> _places = [];
    private readonly List<double> _days = [];

    private TimedPlaces()
    {
    }

    /// <summary>Where the events were.</summary>
    public List<T> Places => _places;

    /// <summary>When, days from the same origin.</summary>
    public List<double> Days => _days;

    /// <summary>Rows left out because they have no time.</summary>
    public int WithoutTime { get; private set; }

    /// <summary>Rows whose date came with a time of day that was not used.</summary>
    public int ClocksUnused { get; private set; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="localOffset">Offset of local time.</param>
    /// <param name="place">Makes a reader of places out of a table's columns.</param>
    /// <exception cref="SongshanRoad.Gis.Formats.Reading.UnreadableFileException">The file is unusable.</exception>
    public static TimedPlaces<T> Read(string path, TimeSpan localOffset, Func<TextTable, Func<T>> place)
    {
        using var table = TextTable.Open(path, needsRow: true);
        var placeOf = place(table);
        var days = table.Find("t");
        var times = days >= 0 ? null : new IncidentTimeColumns(table, localOffset);
        var read = new TimedPlaces<T>();
        while (table.Read())
        {
            var day = times is null ? table.IsMissing(days) ? (double?)null : table.Number(days) : times.Read() is { } time ? read.DayOf(time.Start) : null;
            if (day is { } known)
            {
                read._places.Add(placeOf());
                read._days.Add(known);
            }
            else
            {
                read.WithoutTime++;
            }
        }

        return read;
    }

    private double DayOf(DateTime time)
    {
        ClocksUnused += time.TimeOfDay > TimeSpan.Zero ? 1 : 0;
        return DateOnly.FromDateTime(time).DayNumber;
    }
}
