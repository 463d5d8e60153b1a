using System.Text.Json;
using SongshanRoad.Gis.Cli.Analyze;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Analyze.Trends;

public sealed class TrendCommandTests : IDisposable
{
    private static readonly string[] Columns = ["name", "S", "var_S", "tau_b", "z_plain", "p_plain", "z_cont", "p_cont", "sen_slope"];

    private readonly AnalysisFolder _folder = new();

    [Fact]
    public async Task The_command_finds_R_s_and_SciPy_s_figures()
    {
        var file = ReferenceFiles.InRepository("hotspots/mann_kendall.json");
        var run = (await CommandRun.OfAsync("analyze", "trend", "--series", file, "--json")).Succeeded();
        var slopes = Read(ReferenceFiles.InRepository("hotspots/sen_slope.json")).ToDictionary(series => series.GetProperty("name").GetString()!, series => series.GetProperty("slope").GetDouble());
        var answers = JsonDocument.Parse(run.Output).RootElement.EnumerateArray().ToList();
        var expected = Read(file);
        Assert.Equal(expected.Count, answers.Count);
        foreach (var (series, answer) in expected.Zip(answers))
        {
            Assert.Equal(Columns, answer.EnumerateObject().Select(member => member.Name));
            Assert.Equal(series.GetProperty("name").GetString(), answer.GetProperty("name").GetString());
            foreach (var column in Columns.Skip(1).SkipLast(1).Where(column => series.TryGetProperty(column, out _)))
            {
                Assert.Equal(series.GetProperty(column).GetDouble(), answer.GetProperty(column).GetDouble(), 1e-9);
            }

            Assert.Equal(slopes[series.GetProperty("name").GetString()!], answer.GetProperty("sen_slope").GetDouble(), 1e-9);
        }

        Assert.Contains("all equal: all values are equal: no trend, z = 0 and p = 1", run.Error, StringComparison.Ordinal);
        Assert.Contains("short 4: 4 values without ties: p is approximate", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fewer_than_four_values_are_not_tested()
    {
        var run = (await CommandRun.OfAsync("analyze", "trend", "--series", _folder.Write("s.json", """[{"name":"a, b","values":[1,2,4]},{"name":"none","values":[]}]"""))).Succeeded();
        Assert.Equal(["name,S,var_S,tau_b,z_plain,p_plain,z_cont,p_cont,sen_slope", "\"a, b\",3,3.6666666666666665,1,NA,NA,NA,NA,1.5", "none,0,0,0,NA,NA,NA,NA,NA"],
            run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Contains("none: 0 values are fewer than 4: not tested", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interval_exact_p_and_block_bootstrap_are_added_when_asked_for_and_repeat_with_the_seed()
    {
        string[] command = ["analyze", "trend", "--series", _folder.Write("s.json", """[{"name":"a","values":[3,1,4,2,7,5,6]},{"name":"b","values":[3,1,4,2,7,5,6]}]"""), "--interval", "--exact", "--bootstrap", "199"];
        var output = (await CommandRun.OfAsync(command)).Succeeded().Output;
        var answer = AnalysisTable.Read(output);
        Assert.Equal([.. Columns, "sen_low", "sen_high", "p_exact", "p_bootstrap", "block_length"], answer.Headers);
        answer.AssertNear("p_exact", [0.1361111111111111, 0.1361111111111111], 1e-12);
        answer.AssertNear("sen_low", [-0.5, -0.5], 1e-12);
        Assert.Equal(output, (await CommandRun.OfAsync(command)).Output);
        Assert.NotEqual(output, (await CommandRun.OfAsync([.. command, "--seed", "2"])).Output);
    }

    [Theory]
    [InlineData("""[{"name":"a","values":[1,null,3]}]""", "value 2 of series \"a\", null, is no finite number")]
    [InlineData("""[{"name":"a","values":[1,1e999]}]""", "value 2 of series \"a\"")]
    [InlineData("""[{"values":[1,2]}]""", "series 1 lacks its name or its values")]
    [InlineData("""{"name":"a"}""", "is no array of series")]
    [InlineData("[1,", "is not JSON")]
    public async Task A_bad_file_is_named(string content, string words)
    {
        var run = await CommandRun.OfAsync("analyze", "trend", "--series", _folder.Write("s.json", content));
        Assert.Equal(AnalyzeCommand.BadInput, run.RefusedWith(words, "s.json").ExitCode);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task An_interval_needs_a_level_that_is_one() =>
        (await CommandRun.OfAsync("analyze", "trend", "--series", "s.json", "--level", "1.5")).RefusedWith("--level 1.5 is not a number above 0 and below 1");

    public void Dispose() => _folder.Dispose();

    private static List<JsonElement> Read(string path) => [.. JsonDocument.Parse(File.ReadAllText(path)).RootElement.EnumerateArray()];
}
