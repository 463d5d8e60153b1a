using System.Text.Json;
using SongshanRoad.Gis.Cli.Analyze;

namespace SongshanRoad.Gis.Cli.Tests.Analyze.Comparisons;

public sealed class CompareCommandTests : IDisposable
{
    private readonly AnalysisFolder _folder = new();

    [Fact]
    public async Task Counts_are_compared_as_R_does()
    {
        // poisson.test of R 4.2.2; the first is its manual's example.
        var run = (await CommandRun.OfAsync("analyze", "compare", "--counts", _folder.Write("c.csv", "id,before,after\na,21,11\nb,0,0\nc,0,4\n"),
            "--before-days", "3011", "--after-days", "800")).Succeeded();
        var answer = AnalysisTable.Read(run.Output);
        Assert.Equal(["id", "before", "after", "rate_before", "rate_after", "rate_ratio", "ratio_low", "ratio_high", "p_two_sided", "p_bh"], answer.Headers);
        Assert.Equal(1.971488095238095, answer.Numbers("rate_ratio")[0], 1e-12);
        Assert.Equal(0.8584264033916392, answer.Numbers("ratio_low")[0], 1e-9);
        Assert.Equal(4.277265943654071, answer.Numbers("ratio_high")[0], 1e-9);
        Assert.Equal(0.07966863303333, answer.Numbers("p_two_sided")[0], 1e-12);
        Assert.Equal(["NA", "NA", "NA"], new[] { "rate_ratio", "p_two_sided", "p_bh" }.Select(column => answer[column][1]));
        Assert.Equal("Infinity", answer["rate_ratio"][2]);
        Assert.Contains("2 units tested; 1 had no incident in either window", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Incidents_are_counted_by_cell_and_window_and_the_rest_is_said()
    {
        var run = (await CommandRun.OfAsync("analyze", "compare", "--json", "--incidents", _folder.Write("i.csv", """
            date,x,y
            2026-01-01,5,5
            2026-01-31 23:59,99,1
            2026-02-01,5,5
            2026-02-10,101,1
            2026-03-01,5,5
            ,5,5
            """), "--cell", "100", "--before", "2026-01-01..2026-01-31", "--after", "2026-02-01..2026-02-10")).Succeeded();
        Assert.Contains("1 incidents without time, 1 in neither window and 0 without a unit left out", run.Error, StringComparison.Ordinal);
        using var answer = JsonDocument.Parse(run.Output);
        Assert.Equal((31.0, 10.0), (answer.RootElement.GetProperty("before_days").GetDouble(), answer.RootElement.GetProperty("after_days").GetDouble()));
        var units = answer.RootElement.GetProperty("units").EnumerateArray().Select(unit =>
            (unit.GetProperty("id").GetString(), unit.GetProperty("before").GetInt32(), unit.GetProperty("after").GetInt32()));
        Assert.Equal([("0:0", 2, 1), ("1:0", 0, 1)], units);
        Assert.Equal(JsonValueKind.Null, answer.RootElement.GetProperty("units")[1].GetProperty("rate_ratio").ValueKind);
        Assert.Equal(2, answer.RootElement.GetProperty("overall").GetProperty("after").GetInt32());
    }

    [Theory]
    [InlineData("100:1,1:-1", "--cell", "0.01km", "--grid-origin", "0,0")]
    [InlineData("100:1,1:-1", "--cell", "32.808398950131235ft", "--grid-origin", "0,0")]
    [InlineData("1:1", "--grid", "GRID")]
    [InlineData("1:-1", "--cell", "10", "--grid-origin", "0,0", "--window", "WINDOW")]
    [InlineData("left", "--vertices", "VERTICES", "--segments", "SEGMENTS", "--snap", "0.5km")]
    [InlineData("left,right", "--vertices", "VERTICES", "--segments", "SEGMENTS", "--snap", "2km")]
    public async Task Units_are_named_as_for_gi_star(string expected, params string[] units)
    {
        var files = new Dictionary<string, string>
        {
            ["GRID"] = _folder.Write("g.json", """{"cell":10,"x0":10,"y0":-10,"nx":2,"ny":1}"""),
            ["WINDOW"] = _folder.Write("w.csv", "x,y\n9,-11\n22,-11\n22,1\n9,1\n"),
            ["VERTICES"] = _folder.Write("v.csv", "id,x,y\na,0,0\nb,15,0\nc,30,0\n"),
            ["SEGMENTS"] = _folder.Write("s.csv", "seg,from,to\nleft,a,b\nright,b,c\n"),
        };
        var run = (await CommandRun.OfAsync(["analyze", "compare", "--incidents", _folder.Write("i.csv", "date,x,y\n2026-01-01,12,-3\n2026-01-02,1000,12\n"),
            "--before", "2026-01-01..2026-01-01", "--after", "2026-01-02..2026-01-02", .. units.Select(word => files.GetValueOrDefault(word, word))])).Succeeded();
        Assert.Equal(expected.Split(','), AnalysisTable.Read(run.Output)["id"]);
        Assert.Contains($"{2 - expected.Split(',').Length} without a unit", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_above_two_thousand_million_are_compared_too()
    {
        var answer = AnalysisTable.Read((await CommandRun.OfAsync("analyze", "compare", "--counts",
            _folder.Write("c.csv", "id,before,after\na,4000000000,4000100000\nb,1000000000000,1000000000000\n"))).Succeeded().Output);
        Assert.Equal("4000100000", answer["after"][0]);
        // So many are normal: z = 100,000 / sqrt(8,000,100,000).
        Assert.Equal(2 * SongshanRoad.Gis.Hotspots.Statistics.NormalTail.Below(-100_000 / Math.Sqrt(8_000_100_000)), answer.Numbers("p_two_sided")[0], 1e-5);
        Assert.Equal(1, answer.Numbers("p_two_sided")[1]);
    }

    [Fact]
    public async Task A_column_can_name_the_unit()
    {
        var run = await CommandRun.OfAsync("analyze", "compare", "--incidents", _folder.Write("i.csv", "date,segment\n2026-01-01,s1\n2026-01-03,s1\n2026-01-03,\n"),
            "--unit-column", "segment", "--before", "2026-01-01..2026-01-02", "--after", "2026-01-03..2026-01-04");
        var answer = AnalysisTable.Read(run.Succeeded().Output);
        Assert.Equal(["s1"], answer["id"]);
        Assert.Contains("1 without a unit", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("give --counts or --incidents")]
    [InlineData("before \"-1\" is below 0", "--counts", "BAD")]
    [InlineData("after \"1000000000001\" is above 1,000,000,000,000", "--counts", "HUGE")]
    [InlineData("--before-days 0", "--counts", "BAD", "--before-days", "0")]
    [InlineData("give --before and --after", "--incidents", "FILE", "--cell", "9")]
    [InlineData("overlap", "--incidents", "FILE", "--cell", "9", "--before", "2026-01-01..2026-01-09", "--after", "2026-01-09..2026-01-10")]
    [InlineData("--before 2026-02-30..2026-03-01", "--incidents", "FILE", "--before", "2026-02-30..2026-03-01")]
    [InlineData("give one of --unit-column, --cell", "--incidents", "FILE", "--before", "2026-01-01..2026-01-02", "--after", "2026-01-09..2026-01-10")]
    [InlineData("no column ward", "--incidents", "FILE", "--unit-column", "ward", "--before", "2026-01-01..2026-01-02", "--after", "2026-01-09..2026-01-10")]
    [InlineData("--level 95", "--counts", "BAD", "--level", "95")]
    public async Task A_bad_file_or_argument_is_named(string words, params string[] options)
    {
        var (bad, file) = (_folder.Write("bad.csv", "id,before,after\na,-1,2\n"), _folder.Write("i.csv", "date,x,y\n2026-01-01,1,1\n"));
        var huge = _folder.Write("huge.csv", "id,before,after\na,1,1000000000001\n");
        var run = await CommandRun.OfAsync(["analyze", "compare", .. options.Select(option => option switch { "BAD" => bad, "HUGE" => huge, "FILE" => file, _ => option })]);
        Assert.Equal(AnalyzeCommand.BadInput, run.RefusedWith(words).ExitCode);
        Assert.Empty(run.Output);
    }

    public void Dispose() => _folder.Dispose();
}
