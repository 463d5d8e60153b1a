using System.Globalization;
using System.Text;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Patrols.Matching;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Formats.Matching;

/// <summary>The files of a map-matching case: <c>ID.nodes</c>, <c>ID.arcs</c>, <c>ID.track</c>, <c>ID.route</c>; numbers in columns
/// divided by blanks or tabs, without a header.</summary>
/// <remarks>M. Kubička et al., "Dataset for testing and training of map-matching algorithms", IEEE IV 2015.</remarks>
public static class MatchFiles
{
    /// <summary>Reads nodes: <c>lon lat</c>, degrees; the line's number less one is the node's.</summary>
    /// <exception cref="UnreadableFileException">The file or a line is unusable; the message names both.</exception>
    public static IReadOnlyList<LonLat> ReadNodes(string path) => Read(path, 2, "lon lat", static cells => Position(cells));

    /// <summary>Reads arcs: <c>from to</c>, node numbers from 0; one line per direction. The line's number less one is the arc's.</summary>
    /// <param name="path">The file.</param>
    /// <param name="nodes">How many nodes there are.</param>
    /// <exception cref="UnreadableFileException">The file or a line is unusable; the message names both.</exception>
    public static IReadOnlyList<StreetArc> ReadArcs(string path, int nodes) =>
        Read(path, 2, "from to", cells => new StreetArc(Number(cells[0], nodes, "node"), Number(cells[1], nodes, "node")));

    /// <summary>Reads a track: <c>lon lat seconds</c>, in the order of the file.</summary>
    /// <exception cref="UnreadableFileException">The file or a line is unusable; the message names both.</exception>
    public static IReadOnlyList<(LonLat At, double TimeS)> ReadTrack(string path) =>
        Read(path, 3, "lon lat seconds", static cells => (Position(cells), Real(cells[2])));

    /// <summary>Reads a route: arc numbers in order, one a line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="arcs">How many arcs there are.</param>
    /// <exception cref="UnreadableFileException">The file or a line is unusable; the message names both.</exception>
    public static IReadOnlyList<int> ReadRoute(string path, int arcs) => Read(path, 1, "arc", cells => Number(cells[0], arcs, "arc"));

    private static List<T> Read<T>(string path, int columns, string header, Func<string[], T> of)
    {
        using var reader = new StreamReader(InputFile.Open(path), new UTF8Encoding(false, throwOnInvalidBytes: true));
        var rows = new List<T>();
        var line = 0L;
        try
        {
            while (reader.ReadLine() is { } text)
            {
                line++;
                if (string.IsNullOrWhiteSpace(text) && reader.Peek() < 0)
                {
                    break;
                }

                var cells = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                rows.Add(cells.Length == columns
                    ? of(cells)
                    : throw new FormatException($"has {cells.Length} columns instead of {columns}"));
            }
        }
        catch (FormatException wrong)
        {
            throw new UnreadableFileException(ProblemCodes.BadRow, $"{path}: line {line} {wrong.Message}.",
                $"Each line is \"{header}\", divided by blanks or tabs, without a header.", line, wrong);
        }
        catch (DecoderFallbackException wrong)
        {
            throw new UnreadableFileException(ProblemCodes.NotThisFormat, $"{path} is no text.", $"Each line is \"{header}\".", line + 1, wrong);
        }

        return rows;
    }

    private static LonLat Position(string[] cells) => LonLat.TryFromDegrees(Real(cells[0]), Real(cells[1]), out var at)
        ? at
        : throw new FormatException($"({cells[0]}, {cells[1]}) is no longitude and latitude in degrees");

    private static double Real(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new FormatException($"\"{(cell.Length > 40 ? cell[..40] : cell)}\" is no finite number");

    private static int Number(string cell, int count, string what) =>
        int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value < count
            ? value
            : throw new FormatException($"\"{(cell.Length > 40 ? cell[..40] : cell)}\" is no {what} number; there are 0 to {count - 1}");
}
