using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Cli.Analyze.SpaceTime;

/// <summary>Points with times: <c>x,y</c> and <c>time</c> (or <c>date</c>), or <c>from</c> and <c>to</c> where only an interval is known.</summary>
internal sealed class TimedPointFile
{
    private TimedPointFile()
    {
    }

    /// <summary>Where they are, without those that have no time.</summary>
    public List<MetricPoint> Places { get; } = [];

    /// <summary>The data row each stands in, from 1.</summary>
    public List<int> Rows { get; } = [];

    /// <summary>When they happened, or the earliest they can have; local time.</summary>
    public List<DateTimeOffset> From { get; } = [];

    /// <summary>The latest they can have.</summary>
    public List<DateTimeOffset> To { get; } = [];

    /// <summary>Rows left out because they have no time.</summary>
    public int WithoutTime { get; private set; }

    /// <summary>Rows whose end lies before their beginning, taken at their beginning.</summary>
    public int EndsBeforeBeginning { get; private set; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="localOffset">Offset of local time.</param>
    /// <exception cref="SongshanRoad.Gis.Formats.Reading.UnreadableFileException">The file is unusable.</exception>
    public static TimedPointFile Read(string path, TimeSpan localOffset)
    {
        using var table = TextTable.Open(path);
        var (x, y) = (table.Column("x"), table.Column("y"));
        var (from, to) = (table.Column("time", "date", "from", "start"), table.Find("to", "end"));
        var read = new TimedPointFile();
        while (table.Read())
        {
            if (IsMissing(table[from]))
            {
                read.WithoutTime++;
                continue;
            }

            var begins = Instant(table.LocalTime(from, localOffset));
            var ends = to < 0 || IsMissing(table[to]) ? begins : Instant(table.LocalTime(to, localOffset));
            if (ends < begins)
            {
                read.EndsBeforeBeginning++;
                ends = begins;
            }

            read.Rows.Add(read.Places.Count + read.WithoutTime + 1);
            read.Places.Add(new MetricPoint(table.Number(x), table.Number(y)));
            read.From.Add(begins);
            read.To.Add(ends);
        }

        return read;
    }

    /// <summary>Clock time as an instant: steps of a cube do not know zones.</summary>
    public static DateTimeOffset Instant(DateTime local) => new(DateTime.SpecifyKind(local, DateTimeKind.Utc));

    private static bool IsMissing(ReadOnlySpan<char> cell) => cell.IsEmpty || cell is "NA";
}
