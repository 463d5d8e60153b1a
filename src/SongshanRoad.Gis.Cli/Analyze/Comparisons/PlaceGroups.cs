using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Hotspots.Comparisons;

namespace SongshanRoad.Gis.Cli.Analyze.Comparisons;

/// <summary>The places of an evaluation by group.</summary>
/// <param name="Treated">Places where the measure was taken.</param>
/// <param name="Control">Places like them where it was not.</param>
/// <param name="Buffer">Places around the treated ones, to which incidents may have moved.</param>
/// <param name="BufferControl">Places like those.</param>
/// <param name="Elsewhere">Incidents, in either window, at units of no group.</param>
internal sealed record PlaceGroups(
    PlaceCounts[] Treated, PlaceCounts[] Control, PlaceCounts[] Buffer, PlaceCounts[] BufferControl, long Elsewhere)
{
    private static readonly string[] Names = ["treated", "control", "buffer", "buffer-control"];

    /// <summary>Reads the groups and gives each its counts; a place without incidents counts as 0 and 0.</summary>
    /// <param name="path">A file with columns id and group.</param>
    /// <param name="counts">Counts by id.</param>
    /// <exception cref="SongshanRoad.Gis.Formats.Reading.UnreadableFileException">The file is unusable, or a group unknown.</exception>
    public static PlaceGroups Read(string path, SortedDictionary<string, PlaceCounts> counts)
    {
        using var table = TextTable.Open(path);
        var (id, group) = (table.Column("id", "unit"), table.Column("group"));
        var groups = new SortedDictionary<string, int>(StringComparer.Ordinal);
        while (table.Read())
        {
            var number = Array.IndexOf(Names, table[group].ToString());
            if (number < 0)
            {
                throw table.Unusable(group, "is no group", $"Allowed: {string.Join(", ", Names)}.");
            }

            if (!groups.TryAdd(table[id].ToString(), number))
            {
                throw table.Unusable(id, "stands there twice", "Give each place one row.");
            }
        }

        PlaceCounts[] Of(int number) => [.. groups.Where(place => place.Value == number).Select(place => counts.GetValueOrDefault(place.Key))];
        return new PlaceGroups(Of(0), Of(1), Of(2), Of(3), counts.Where(unit => !groups.ContainsKey(unit.Key)).Sum(unit => unit.Value.Both));
    }
}
