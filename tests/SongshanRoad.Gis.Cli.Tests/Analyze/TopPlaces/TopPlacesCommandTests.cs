using SongshanRoad.Gis.Cli.Analyze;

namespace SongshanRoad.Gis.Cli.Tests.Analyze.TopPlaces;

public sealed class TopPlacesCommandTests : IDisposable
{
    private readonly AnalysisFolder _folder = new();

    [Fact]
    public async Task Places_come_with_ranks_and_Poisson_intervals()
    {
        var run = (await CommandRun.OfAsync("analyze", "top-places", "--unit-column", "alley", "--top", "2", "--incidents",
            _folder.Write("i.csv", "id,alley\n1,b\n2,b\n3,a\n4,c\n5,\n"))).Succeeded();
        var answer = AnalysisTable.Read(run.Output);
        Assert.Equal(["id", "count", "first_rank", "last_rank", "low", "high"], answer.Headers);
        Assert.Equal(["b", "a"], answer["id"]);
        Assert.Equal(["1", "2"], answer["first_rank"]);
        Assert.Equal(["1", "3"], answer["last_rank"]);
        answer.AssertNear("low", [0.242209278543965, 0.0253178079842899], 1e-12);
        answer.AssertNear("high", [7.224687667723958, 5.5716433909388989], 1e-12);
        Assert.Contains("1 more places have as many", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 incidents without a unit", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("give one of --unit-column, --cell")]
    [InlineData("--top 0", "--unit-column", "id", "--top", "0")]
    [InlineData("--cell 0", "--cell", "0")]
    [InlineData("no column x", "--cell", "5")]
    public async Task A_bad_argument_is_named(string words, params string[] options)
    {
        var run = await CommandRun.OfAsync(["analyze", "top-places", "--incidents", _folder.Write("i.csv", "id\n1\n"), .. options]);
        Assert.Equal(AnalyzeCommand.BadInput, run.RefusedWith(words).ExitCode);
    }

    public void Dispose() => _folder.Dispose();
}
