using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Hotspots.Times;

namespace SongshanRoad.Gis.Cli.Analyze.Times;

/// <summary>A file of incidents with a start and, where the moment is not known, an end.</summary>
/// <param name="Ids">Ids, or line numbers where the file has none.</param>
/// <param name="Times">When they happened, local time.</param>
/// <param name="WithoutStart">Rows left out because they have no start.</param>
/// <param name="WithoutEnd">Rows read that have no end.</param>
internal sealed record IncidentTimesFile(List<string> Ids, List<IncidentTime> Times, int WithoutStart, int WithoutEnd)
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="localOffset">Offset of local time.</param>
    /// <exception cref="SongshanRoad.Gis.Formats.Reading.UnreadableFileException">The file is unusable.</exception>
    public static IncidentTimesFile Read(string path, TimeSpan localOffset)
    {
        using var table = TextTable.Open(path);
        var (start, end, id) = (table.Column("start", "from", "occurredFrom"), table.Find("end", "to", "occurredTo"), table.Find("id", "externalId"));
        var (ids, times) = (new List<string>(), new List<IncidentTime>());
        var (withoutStart, withoutEnd) = (0, 0);
        while (table.Read())
        {
            if (IsMissing(table[start]))
            {
                withoutStart++;
                continue;
            }

            var hasEnd = end >= 0 && !IsMissing(table[end]);
            withoutEnd += hasEnd ? 0 : 1;
            ids.Add(id >= 0 ? table[id].ToString() : table.Line.ToString(System.Globalization.CultureInfo.InvariantCulture));
            times.Add(new IncidentTime(table.LocalTime(start, localOffset), hasEnd ? table.LocalTime(end, localOffset) : null));
        }

        return new IncidentTimesFile(ids, times, withoutStart, withoutEnd);
    }

    private static bool IsMissing(ReadOnlySpan<char> cell) => cell.IsEmpty || cell is "NA";
}
