using System.Text.Json;
using SongshanRoad.Gis.Cli.Analyze;

namespace SongshanRoad.Gis.Cli.Tests.Analyze.Comparisons;

public sealed class BeforeAfterCommandTests : IDisposable
{
    private const string Places = """
        id,group,before,after
        t1,treated,12,7
        t2,treated,30,18
        t3,treated,5,6
        t4,treated,22,11
        c1,control,15,14
        c2,control,28,31
        c3,control,9,5
        c4,control,17,20
        c5,control,40,33

        """;

    private readonly AnalysisFolder _folder = new();

    [Fact]
    public async Task Effects_of_places_are_those_of_a_Poisson_regression_in_R()
    {
        var answer = AnalysisTable.Read((await CommandRun.OfAsync("analyze", "before-after", "--counts", _folder.Write("p.csv", Places))).Succeeded().Output);
        Assert.Equal(["measure", "estimate", "standard_error", "low", "high", "p"], answer.Headers);
        Assert.Equal(["effect_by_chance", "effect_by_place", "wdq", "wdd_local", "wdd_displaced", "wdd_total"], answer["measure"]);
        Assert.Equal(0.644153651329675, answer.Numbers("estimate")[0], 1e-12);
        Assert.Equal(0.40312319293433, answer.Numbers("low")[0], 1e-10);
        Assert.Equal(0.895943192605435, answer.Numbers("high")[1], 1e-10);
        Assert.Equal(0.0161047124867668, answer.Numbers("p")[1], 1e-10);
        // (42 - 69) - (103 - 109), and the root of the sum of all four.
        Assert.Equal((-21, Math.Sqrt(323)), (answer.Numbers("estimate")[5], answer.Numbers("standard_error")[5]));
        Assert.Equal(["NA", "NA"], [answer["estimate"][2], answer["estimate"][4]]);
    }

    [Fact]
    public async Task Places_around_tell_displacement()
    {
        var run = await CommandRun.OfAsync("analyze", "before-after", "--json", "--counts",
            _folder.Write("p.csv", "id,group,before,after\nt,treated,100,50\nc,control,100,100\nb,buffer,100,150\nd,buffer-control,100,100\n"));
        using var answer = JsonDocument.Parse(run.Succeeded().Output);
        Assert.Equal("displacement", answer.RootElement.GetProperty("wdq_reading").GetString());
        Assert.Contains("the places around lost, but less", run.Error, StringComparison.Ordinal);
        var measures = answer.RootElement.GetProperty("measures").EnumerateArray().ToDictionary(row => row.GetProperty("measure").GetString()!);
        Assert.Equal(-1, measures["wdq"].GetProperty("estimate").GetDouble(), 1e-12);
        Assert.Equal((-50.0, 50.0, 0.0), (Estimate("wdd_local"), Estimate("wdd_displaced"), Estimate("wdd_total")));
        Assert.Equal(JsonValueKind.Null, measures["effect_by_place"].GetProperty("estimate").ValueKind);

        double Estimate(string measure) => measures[measure].GetProperty("estimate").GetDouble();
    }

    [Fact]
    public async Task Groups_can_stand_in_a_file_of_their_own_beside_incidents()
    {
        var run = (await CommandRun.OfAsync("analyze", "before-after", "--incidents",
            _folder.Write("i.csv", "date,place\n2026-01-01,t\n2026-01-02,t\n2026-01-01,c\n2026-01-05,c\n2026-01-05,t\n2026-01-05,elsewhere\n"),
            "--unit-column", "place", "--before", "2026-01-01..2026-01-04", "--after", "2026-01-05..2026-01-08",
            "--places", _folder.Write("g.csv", "id,group\nt,treated\nc,control\nquiet,control\n"))).Succeeded();
        Assert.Equal(0.5, AnalysisTable.Read(run.Output).Numbers("estimate")[0], 1e-12);
        Assert.Contains("1 incidents at units of no group left out", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id,group,before,after\nt,treated,1,1\n", "nothing to compare")]
    [InlineData("id,group,before,after\nt,treated,1,1\nc,other,1,1\n", "group \"other\" is no group")]
    [InlineData("id,before,after\nt,1,1\n", "no column group")]
    [InlineData("id,group,before,after\nt,treated,1,1\nt,treated,1,1\n", "stands there twice")]
    [InlineData("id,group,before,after\nt,treated,1.5,1\n", "before \"1.5\" is no whole number")]
    public async Task A_bad_file_is_named(string file, string words)
    {
        var run = await CommandRun.OfAsync("analyze", "before-after", "--counts", _folder.Write("p.csv", file));
        Assert.Equal(AnalyzeCommand.BadInput, run.RefusedWith(words).ExitCode);
        Assert.Empty(run.Output);
    }

    public void Dispose() => _folder.Dispose();
}
