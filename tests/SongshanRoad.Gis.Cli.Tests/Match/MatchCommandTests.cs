using System.Globalization;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Cli.Tests.Match;

public sealed class MatchCommandTests : IDisposable
{
    // Two streets along 34.7 N, one 0.001 degrees (111 m) north of the other, and a cross street in the east.
    private static readonly string[] Nodes = ["113.610 34.700", "113.615 34.700", "113.610 34.701", "113.615 34.701"];

    private static readonly string[] Arcs = ["0 1", "1 0", "2 3", "3 2", "1 3", "3 1"];

    // 450 m along the southern street, 10 m a second.
    private static readonly string[] Track =
        [.. Enumerable.Range(0, 45).Select(i => string.Create(CultureInfo.InvariantCulture, $"{113.6101 + (i * 0.000105):F6} 34.700010 {i}"))];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("songshan-match-");

    [Fact]
    public async Task A_track_is_printed_as_arc_numbers_one_a_line()
    {
        var run = await Match(Track);

        Assert.Equal("0\n", run.Succeeded().Output.ReplaceLineEndings("\n"));
        Assert.Empty(run.Error);
        Assert.Equal("0\n", (await Match(Track, "--profile", "drive", "--every", "10")).Succeeded().Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Time_that_goes_back_is_sorted_and_said()
    {
        var run = await Match([.. Track.Reverse()]);

        Assert.Equal("0\n", run.Succeeded().Output.ReplaceLineEndings("\n"));
        Assert.Contains("goes back 44 times", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_city_adds_nothing_and_is_said_and_one_lost_fix_costs_one_fix()
    {
        var near = await Match(["113.900 34.900 1", "113.901 34.900 60", "113.902 34.900 120"]);
        Assert.Empty(near.Succeeded().Output);
        Assert.Contains("another city", near.Error, StringComparison.Ordinal);

        var sweden = await Match(["18.34 59.43 1", "18.35 59.43 60"]);
        Assert.Empty(sweden.Succeeded().Output);
        Assert.Contains("another city", sweden.Error, StringComparison.Ordinal);

        var lost = await Match([.. Track[..20], "0 0 19.5", .. Track[20..]]);
        Assert.Equal("0\n", lost.Succeeded().Output.ReplaceLineEndings("\n"));
        Assert.Contains("1 of 46 fixes", lost.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_track_in_the_datum_of_a_web_map_is_refused_with_the_right_word()
    {
        var gcj02 = Track.Select(line => line.Split(' ')).Select(cells =>
        {
            var at = Gcj02.FromWgs84(LonLat.FromDegrees(Number(cells[0]), Number(cells[1])));
            return string.Create(CultureInfo.InvariantCulture, $"{at.LonDeg:F6} {at.LatDeg:F6} {cells[2]}");
        }).ToArray();

        (await Match(gcj02)).RefusedWith("wgs84", "--datum gcj02");
        Assert.Equal("0\n", (await Match(gcj02, "--datum", "gcj02")).Succeeded().Output.ReplaceLineEndings("\n"));

        static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_broken_line_is_named_with_its_number()
    {
        (await Match(["113.61 34.7 1", "113.61 34.7"])).RefusedWith("t.track", "line 2", "2 columns instead of 3");
        (await Match(["113.61 94.7 1"])).RefusedWith("line 1", "94.7");
        (await Match(Track, "--every", "0")).RefusedWith("--every 0");
        (await CommandRun.OfAsync("match", "--nodes", "n")).RefusedWith("--nodes, --arcs and --track");
        (await CommandRun.OfAsync("match", "--modes", Path.Combine(_folder.FullName, "none.csv"))).RefusedWith("no such file");
    }

    [Fact]
    public async Task Modes_are_one_word_a_row_in_the_order_of_the_rows()
    {
        var rows = Enumerable.Range(0, 60).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"1964-01-12 00:{i / 12:00}:{i % 12 * 5:00}.007000208,{(i < 30 ? i * 60 : 1800 + ((i - 30) * 6))},0"));
        var path = Write("m.csv", ["timestamp,x,y", .. rows]);

        var words = (await CommandRun.OfAsync("match", "--modes", path)).Succeeded().Output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

        Assert.Equal(60, words.Length);
        Assert.All(words[..25], word => Assert.Equal("Driving", word));
        Assert.All(words[40..], word => Assert.Equal("OnFoot", word));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<CommandRun> Match(string[] track, params string[] options) => CommandRun.OfAsync(
        ["match", "--nodes", Write("t.nodes", Nodes), "--arcs", Write("t.arcs", Arcs), "--track", Write("t.track", track), .. options]);

    private string Write(string name, string[] lines)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllLines(path, lines);
        return path;
    }
}
