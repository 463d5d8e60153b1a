using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Formats.Tracks;
using SongshanRoad.Gis.Patrols.Coverage;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Projections;

namespace SongshanRoad.Gis.Cli.Coverage;

/// <summary>Tracks read from files as walked lines.</summary>
/// <param name="Lines">Walked lines, cut where nobody knows what was between.</param>
/// <param name="Files">How many files were read.</param>
/// <param name="Points">How many usable points they hold.</param>
/// <param name="Remarks">What was left out, one line per file and kind.</param>
internal sealed record RecordedTracks(IReadOnlyList<WalkedLine> Lines, int Files, int Points, IReadOnlyList<string> Remarks)
{
    private static readonly string[] Extensions = [".plt", ".gpx"];

    /// <summary>Reads tracks.</summary>
    /// <param name="paths">Files, and folders that are searched with all below them.</param>
    /// <param name="projection">The metric CRS.</param>
    /// <param name="rule">Where to cut.</param>
    /// <exception cref="CommandFailedException">There is no such file, or none holds a usable point.</exception>
    /// <exception cref="UnreadableFileException">A file cannot be read.</exception>
    public static RecordedTracks Read(IReadOnlyList<string> paths, IProjection projection, CoverageRule rule)
    {
        // A file named twice, or named and found in a folder, is one walk.
        var files = paths.SelectMany(FilesOf).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal).ToList();
        var lines = new List<WalkedLine>();
        var remarks = new List<string>();
        var points = 0;
        foreach (var file in files)
        {
            var rows = NamedFile.Read(file, stream => RowsOf(file, stream, remarks));
            var usable = rows.ConvertAll(row => LonLat.TryFromDegrees(row.LonDeg, row.LatDeg, out var at)
                && projection.AreaWgs84.Contains(new Coordinate(at.LonDeg, at.LatDeg)));
            if (usable.Count(use => !use) is > 0 and var far)
            {
                remarks.Add($"{file}: {far} points lie outside the area of {projection} and were left out.");
            }

            points += usable.Count(use => use);
            lines.AddRange(Spans(rows, usable).Select(span => WalkedLine.Of(FixesOf(span, projection), rule)));
        }

        return points > 0
            ? new RecordedTracks(lines, files.Count, points, remarks)
            : throw new CommandFailedException($"{string.Join(", ", paths)}: no track holds a usable point.");
    }

    private static IReadOnlyList<string> FilesOf(string path)
    {
        if (!Directory.Exists(path))
        {
            return IsTrack(path) || !File.Exists(path) ? [path]
                : throw new CommandFailedException($"{path} is no track: give .plt or .gpx files, or a folder with such files.");
        }

        string[] found = [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(IsTrack).Order(StringComparer.Ordinal)];
        return found.Length > 0 ? found : throw new CommandFailedException($"{path} holds no .plt or .gpx file.");
    }

    private static bool IsTrack(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static List<TrackRow> RowsOf(string file, Stream stream, List<string> remarks)
    {
        using IRowReader<TrackRow> reader = Path.GetExtension(file).Equals(".gpx", StringComparison.OrdinalIgnoreCase)
            ? new GpxReader(stream)
            : new GeoLifeReader(stream);
        var rows = new List<TrackRow>();
        var (refused, first) = (0, (ImportProblem?)null);
        foreach (var read in reader.ReadRows())
        {
            if (read.Row is { } row)
            {
                rows.Add(row);
            }
            else
            {
                refused++;
                first ??= read.Problem;
            }
        }

        if (first is not null)
        {
            remarks.Add($"{file}: {refused} rows were left out, the first at line {first.Line}: {first.Sentence}");
        }

        remarks.AddRange(reader.Notes.Select(note => $"{file}: {note}"));
        return rows;
    }

    /// <summary>Unbroken spans: never across two segments of the file, nor past a point that is left out.</summary>
    private static IEnumerable<List<TrackRow>> Spans(List<TrackRow> rows, List<bool> usable)
    {
        var open = new List<TrackRow>();
        for (var i = 0; i < rows.Count; i++)
        {
            if (open.Count > 0 && (!usable[i] || open[^1].Segment != rows[i].Segment))
            {
                yield return open;
                open = [];
            }

            if (usable[i])
            {
                open.Add(rows[i]);
            }
        }

        yield return open;
    }

    /// <summary>Without all times only the order in the file is known; then the line is cut by distance alone.</summary>
    private static IEnumerable<MetricFix> FixesOf(List<TrackRow> span, IProjection projection)
    {
        var timed = span.All(row => row.TimeUtc is not null);
        return span.Select((row, i) => new MetricFix(
            timed ? row.TimeUtc!.Value : DateTimeOffset.UnixEpoch, i, projection.ToMetric(LonLat.FromDegrees(row.LonDeg, row.LatDeg))));
    }
}
