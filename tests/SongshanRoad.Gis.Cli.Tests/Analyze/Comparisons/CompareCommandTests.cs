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
            2026-01-31 23:59,99,0
            2026-02-01,5,5
            2026-02-10,100,0
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
    [InlineData("--before-days 0", "--counts", "BAD", "--before-days", "0")]
    [InlineData("give --before and --after", "--incidents", "FILE", "--cell", "9")]
    [InlineData("overlap", "--incidents", "FILE", "--cell", "9", "--before", "2026-01-01..2026-01-09", "--after", "2026-01-09..2026-01-10")]
    [InlineData("--before 2026-02-30..2026-03-01", "--incidents", "FILE", "--before", "2026-02-30..2026-03-01")]
    [InlineData("give --unit-column or --cell", "--incidents", "FILE", "--before", "2026-01-01..2026-01-02", "--after", "2026-01-09..2026-01-10")]
    [InlineData("no column ward", "--incidents", "FILE", "--unit-column", "ward", "--before", "2026-01-01..2026-01-02", "--after", "2026-01-09..2026-01-10")]
    [InlineData("--level 95", "--counts", "BAD", "--level", "95")]
    public async Task A_bad_file_or_argument_is_named(string words, params string[] options)
    {
        var (bad, file) = (_folder.Write("bad.csv", "id,before,after\na,-1,2\n"), _folder.Write("i.csv", "date,x,y\n2026-01-01,1,1\n"));
        var run = await CommandRun.OfAsync(["analyze", "compare", .. options.Select(option => option switch { "BAD" => bad, "FILE" => file, _ => option })]);
        Assert.Equal(AnalyzeCommand.BadInput, run.RefusedWith(words).ExitCode);
        Assert.Empty(run.Output);
    }

    public void Dispose() => _folder.Dispose();
}
