using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.Reading;

namespace SongshanRoad.Gis.Cli.Analyze.SpaceTime;

/// <summary>A history to be classified.</summary>
/// <param name="Sequence">A sign per step, oldest first: + hot, - cold, 0 neither.</param>
/// <param name="States">The same as numbers.</param>
/// <param name="TrendWord">The trend as it is written.</param>
/// <param name="Trend">1 up, -1 down, 0 none.</param>
internal sealed record Case(string Sequence, sbyte[] States, string TrendWord, int Trend);

/// <summary>A file of histories: <c>sequence</c> and <c>trend</c> (up, down or none).</summary>
internal static class CaseFile
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="UnreadableFileException">The file is unusable, or holds another sign or word.</exception>
    public static List<Case> Read(string path)
    {
        using var table = TextTable.Open(path, needsRow: true);
        var (sequence, trend) = (table.Column("sequence"), table.Column("trend"));
        var cases = new List<Case>();
        while (table.Read())
        {
            var (signs, word) = (table[sequence].ToString(), table[trend].ToString());
            if (signs.Length == 0 || signs.AsSpan().IndexOfAnyExcept("+-0") >= 0)
            {
                throw table.Unusable(sequence, "is not made of +, - and 0", "Write one sign for each step, oldest first.");
            }

            cases.Add(new Case(signs, [.. signs.Select(sign => (sbyte)(sign == '+' ? 1 : sign == '-' ? -1 : 0))], word, word switch
            {
                "up" => 1,
                "down" => -1,
                "none" => 0,
                _ => throw table.Unusable(trend, "is unknown", "Allowed: up, down, none."),
            }));
        }

        return cases;
    }
}
