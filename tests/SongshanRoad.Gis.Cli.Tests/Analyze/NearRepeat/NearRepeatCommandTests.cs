using System.Text.Json;
using SongshanRoad.Gis.Cli.Analyze;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Analyze.NearRepeat;

public sealed class NearRepeatCommandTests : IDisposable
{
    private readonly AnalysisFolder _folder = new();

    [Fact]
    public async Task Bands_of_the_arson_file_come_as_tables_of_JSON()
    {
        var points = ReferenceFiles.InSharedOrSkip("reference/hotspots/knox_chicago_arson_points.csv");
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(
            ReferenceFiles.InSharedOrSkip("reference/hotspots/knox_chicago_arson_expected.json"), TestContext.Current.CancellationToken));

        var run = await CommandRun.OfAsync("analyze", "near-repeat", "--points", points, "--space", "0,1,200,400,600", "--days", "0,1,2,3",
            "--distance", "manhattan", "--permutations", "999", "--seed", "5", "--json");

        using var answer = JsonDocument.Parse(run.Succeeded().Output);
        Assert.Equal(Cells(expected, "observed_pairs"), Cells(answer, "observed_pairs"));
        foreach (var (theirs, ours) in Cells(expected, "expected_pairs_exact").Zip(Cells(answer, "expected_pairs_exact")))
        {
            Assert.Equal(theirs, ours, 1e-9 * theirs);
        }

        foreach (var (theirs, ours) in Cells(expected, "nrc13_p_99runs").Zip(Cells(answer, "p")).Skip(2).Take(14))
        {
            Assert.Equal(theirs, ours, 0.05);
        }

        Assert.Equal(expected.RootElement.GetProperty("space_intervals").ToString(), JsonSerializer.Serialize(answer.RootElement.GetProperty("space_intervals")).Replace(",\"", ", \"", StringComparison.Ordinal));
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData(0, "manhattan", "200", "1")]
    [InlineData(1, "euclidean", "400", "14")]
    public async Task Two_limits_give_one_count(int number, string distance, string withinSpace, string withinTime)
    {
        var points = ReferenceFiles.InSharedOrSkip("reference/hotspots/knox_chicago_arson_points.csv");
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(
            ReferenceFiles.InSharedOrSkip("reference/hotspots/knox_chicago_arson_expected.json"), TestContext.Current.CancellationToken));
        var theirs = expected.RootElement.GetProperty("surveillance_knox")[number];

        var run = await CommandRun.OfAsync("analyze", "near-repeat", "--points", points, "--within-space", withinSpace, "--within-time", withinTime,
            "--distance", distance, "--permutations", "999", "--seed", "5", "--json");

        using var answer = JsonDocument.Parse(run.Succeeded().Output);
        var ours = answer.RootElement;
        Assert.Equal((522, 135_981), (ours.GetProperty("n").GetInt32(), ours.GetProperty("pairs_total").GetInt32()));
        Assert.Equal(theirs.GetProperty("observed").GetInt32(), ours.GetProperty("observed").GetInt32());
        Assert.Equal(theirs.GetProperty("expected").GetDouble(), ours.GetProperty("expected").GetDouble(), 1e-9);
        Assert.Equal(ours.GetProperty("pairs_close_space").GetDouble() * ours.GetProperty("pairs_close_time").GetDouble() / 135_981,
            ours.GetProperty("expected").GetDouble(), 1e-9);
        Assert.Equal(0.001, ours.GetProperty("p").GetDouble());
    }

    [Fact]
    public async Task Fractions_of_days_count_and_the_same_seed_gives_the_same_answer()
    {
        string[] command = ["analyze", "near-repeat", "--points", _folder.Write("t.csv", "x,y,t\n0,0,0.25\n3,4,1.75\n0,0,1.76\n9,9,40\n"),
            "--within-space", "5", "--within-time", "1.5", "--seed", "3"];
        var answer = AnalysisTable.Read((await CommandRun.OfAsync(command)).Succeeded().Output);
        Assert.Equal(["n", "pairs_total", "pairs_close_space", "pairs_close_time", "observed", "expected", "ratio", "p", "effective"], answer.Headers);
        Assert.Equal(["4", "6", "3", "2", "2"], answer.Headers[..5].Select(header => answer[header][0]));
        Assert.Equal((await CommandRun.OfAsync(command)).Output, (await CommandRun.OfAsync(command)).Output);
    }

    [Fact]
    public async Task Along_streets_the_network_is_read()
    {
        string[] command = ["analyze", "near-repeat", "--points", _folder.Write("e.csv", "seg,tp,date\n1,0.1,2026-01-01\n3,0.9,2026-01-01\n"),
            "--within-time", "0", "--distance", "network", "--permutations", "999"];
        string[] streets = ["--vertices", _folder.Write("v.csv", "id,x,y\na,0,0\nb,100,0\nc,100,10\nd,0,10\n"),
            "--segments", _folder.Write("s.csv", "seg,from,to\n1,a,b\n2,b,c\n3,c,d\n")];
        Assert.Equal("1", AnalysisTable.Read((await CommandRun.OfAsync([.. command, .. streets, "--within-space", "0.19km"])).Succeeded().Output)["observed"][0]);
        Assert.Equal("0", AnalysisTable.Read((await CommandRun.OfAsync([.. command, .. streets, "--within-space", "189"])).Succeeded().Output)["observed"][0]);
        var run = await CommandRun.OfAsync([.. command, "--within-space", "9"]);
        Assert.Equal(AnalyzeCommand.BadInput, run.RefusedWith("--vertices and --segments").ExitCode);
    }

    [Fact]
    public async Task What_is_left_out_or_not_used_is_said()
    {
        var points = _folder.Write("p.csv", "x,y,date\n0,0,2026-01-01 23:00\n1,1,\n1,1,2026-01-02\n");
        var run = (await CommandRun.OfAsync("analyze", "near-repeat", "--points", points, "--space", "0,10", "--days", "0,2", "--permutations", "9")).Succeeded();
        Assert.Contains("1 events without time left out", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 dates have a time of day", run.Error, StringComparison.Ordinal);
        Assert.Contains("9 permutations is coarse", run.Error, StringComparison.Ordinal);
        var answer = AnalysisTable.Read(run.Output.Replace("\"[0,10)\"", "near", StringComparison.Ordinal).Replace("\"[0,2)\"", "soon", StringComparison.Ordinal)
            .Replace("\"[10,inf)\"", "far", StringComparison.Ordinal).Replace("\"[2,inf)\"", "late", StringComparison.Ordinal));
        Assert.Equal(["near", "near", "far", "far"], answer["space"]);
        Assert.Equal(["1", "0", "0", "0"], answer["observed"]);
    }

    [Theory]
    [InlineData("x,y,date\n0,0,2026-01-01\n", "at least 2 are needed", "--within-space", "5", "--within-time", "5")]
    [InlineData("x,y,date\n", "p.csv has a header and no row", "--within-space", "5", "--within-time", "5")]
    [InlineData("x,y\n0,0\n", "or time or datetime or date", "--within-space", "5", "--within-time", "5")]
    [InlineData("x,y,time\n0,0,soon\n", "time \"soon\" is no date or time", "--within-space", "5", "--within-time", "5")]
    [InlineData("x,y,date\n0,0,soon\n", "date \"soon\" is no date or time", "--within-space", "5", "--within-time", "5")]
    [InlineData("x,y,date\nNaN,0,2026-01-01\n", "x \"NaN\" is no finite number", "--within-space", "5", "--within-time", "5")]
    [InlineData("x,y,date\n1,0,2026-01-01\n", "give --space and --days", "--within-space", "5")]
    [InlineData("x,y,date\n1,0,2026-01-01\n", "give --space and --days", "--within-space", "5", "--within-time", "5", "--space", "0,1", "--days", "0,1")]
    [InlineData("x,y,date\n1,0,2026-01-01\n", "begin with 0", "--space", "1,2", "--days", "0,1")]
    [InlineData("x,y,date\n1,0,2026-01-01\n", "starts must ascend", "--space", "0,2,2", "--days", "0,1")]
    [InlineData("x,y,date\n1,0,2026-01-01\n", "--space two is not a number of 0 or above", "--space", "0,two", "--days", "0,1")]
    [InlineData("x,y,date\n1,0,2026-01-01\n", "--within-space -5", "--within-space", "-5", "--within-time", "5")]
    [InlineData("x,y,date\n1,0,2026-01-01\n", "--permutations 0", "--within-space", "5", "--within-time", "5", "--permutations", "0")]
    public async Task A_bad_file_or_argument_is_named(string file, string words, params string[] options)
    {
        var run = await CommandRun.OfAsync(["analyze", "near-repeat", "--points", _folder.Write("p.csv", file), .. options]);
        Assert.Equal(AnalyzeCommand.BadInput, run.RefusedWith(words).ExitCode);
        Assert.Empty(run.Output);
    }

    public void Dispose() => _folder.Dispose();

    private static double[] Cells(JsonDocument document, string name) =>
        [.. document.RootElement.GetProperty(name).EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(cell => cell.GetDouble())];
}
