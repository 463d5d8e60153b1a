using System.Globalization;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Hotspots.Times;

namespace SongshanRoad.Gis.Cli.Analyze.Times;

/// <summary>A file of incidents with a start and, where the moment is not known, an end.</summary>
/// <param name="Ids">Ids, or line numbers where the file has none.</param>
/// <param name="Times">When they happened, local time.</param>
/// <param name="Columns">What was odd.</param>
internal sealed record IncidentTimesFile(List<string> Ids, List<IncidentTime> Times, IncidentTimeColumns Columns)
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="localOffset">Offset of local time.</param>
    /// <exception cref="SongshanRoad.Gis.Formats.Reading.UnreadableFileException">The file is unusable.</exception>
    public static IncidentTimesFile Read(string path, TimeSpan localOffset)
    {
        using var table = TextTable.Open(path, needsRow: true);
        var (columns, id) = (new IncidentTimeColumns(table, localOffset), table.Find("id", "externalId"));
        var (ids, times) = (new List<string>(), new List<IncidentTime>());
        while (table.Read())
        {
            if (columns.Read() is { } time)
            {
                ids.Add(id >= 0 ? table[id].ToString() : table.Line.ToString(CultureInfo.InvariantCulture));
                times.Add(time);
            }
        }

        return new IncidentTimesFile(ids, times, columns);
    }
}
