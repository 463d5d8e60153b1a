using System.Globalization;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Patrols.Matching;
using SongshanRoad.Gis.Patrols.Matching.Modes;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Cli.Match;

/// <summary><c>songshan match --modes</c>: walking or driving, one word for each row of a track in metres.</summary>
internal static class ModesRun
{
    /// <summary>Ticks of .NET are 100 ns; files may have finer fractions.</summary>
    private const int MostFractionDigits = 7;

    /// <summary>Reads the file and prints a word per row, in the order of the rows.</summary>
    /// <exception cref="UnreadableFileException">The file is unusable.</exception>
    public static int Print(CommandHost host, string path)
    {
        using var table = TextTable.Open(path, needsRow: true);
        var (time, x, y) = (table.Column("timestamp"), table.Column("x"), table.Column("y"));
        var fixes = new List<TrackFix>();
        while (table.Read())
        {
            var seconds = TryTime(table[time], out var at)
                ? at
                : throw table.Unusable(time, "is no time", "Write it like 2026-11-28 20:15:05.5.");
            fixes.Add(new TrackFix(seconds, new MetricPoint(table.Number(x), table.Number(y))));
        }

        // Rows may come in any order; each keeps its place in the answer.
        int[] order = [.. Enumerable.Range(0, fixes.Count).OrderBy(row => fixes[row].TimeS)];
        var modes = ModeClassifier.Classify([.. order.Select(row => fixes[row])]);
        var words = new string[fixes.Count];
        foreach (var (place, row) in order.Index())
        {
            words[row] = modes[place].ToString();
        }

        foreach (var word in words)
        {
            host.Output.WriteLine(word);
        }

        return ExitCodes.Done;
    }

    private static bool TryTime(ReadOnlySpan<char> cell, out double seconds)
    {
        seconds = 0;
        var point = cell.LastIndexOf('.');
        var text = point >= 0 && cell.Length - point - 1 > MostFractionDigits && !cell[(point + 1)..].ContainsAnyExceptInRange('0', '9')
            ? cell[..(point + 1 + MostFractionDigits)]
            : cell;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return false;
        }

        seconds = (at - DateTimeOffset.UnixEpoch).TotalSeconds;
        return true;
    }
}
