using SongshanRoad.Gis.Cli.Analyze.Times;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Hotspots.Times;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Cli.Analyze.SpaceTime;

/// <summary>Points with times: <c>x,y</c> and the columns of <see cref="IncidentTimeColumns"/>.</summary>
/// <param name="Places">Where they are, without those that have no time.</param>
/// <param name="Times">When they happened, local time.</param>
/// <param name="Rows">The data row each stands in, from 1.</param>
/// <param name="Columns">What was odd.</param>
internal sealed record TimedPointFile(List<MetricPoint> Places, List<IncidentTime> Times, List<int> Rows, IncidentTimeColumns Columns)
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="localOffset">Offset of local time.</param>
    /// <exception cref="SongshanRoad.Gis.Formats.Reading.UnreadableFileException">The file is unusable.</exception>
    public static TimedPointFile Read(string path, TimeSpan localOffset)
    {
        using var table = TextTable.Open(path, needsRow: true);
        var (x, y) = (table.Column("x"), table.Column("y"));
        var read = new TimedPointFile([], [], [], new IncidentTimeColumns(table, localOffset));
        for (var row = 1; table.Read(); row++)
        {
            if (read.Columns.Read() is { } time)
            {
                read.Rows.Add(row);
                read.Places.Add(new MetricPoint(table.Number(x), table.Number(y)));
                read.Times.Add(time);
            }
        }

        return read;
    }
}
