using System.Text.Json;
using SongshanRoad.Gis.Cli.Analyze;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Analyze.Times;

public sealed class AoristicCommandTests : IDisposable
{
    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    private readonly AnalysisFolder _folder = new();

    [Fact]
    public async Task Burglaries_of_Washington_fill_the_clock_that_the_R_package_ships()
    {
        var expected = AnalysisTable.Read(await File.ReadAllTextAsync(
            ReferenceFiles.InSharedOrSkip("reference/hotspots/aoristic_dc_expected_by_hour_weekday.csv"), TestContext.Current.CancellationToken));
        var run = await CommandRun.OfAsync("analyze", "aoristic", "--incidents", ReferenceFiles.InSharedOrSkip("reference/hotspots/aoristic_dc_burglaries.csv"));
        var answer = AnalysisTable.Read(run.Succeeded().Output);
        Assert.Equal(expected.Headers, answer.Headers);
        Assert.Equal(expected["hour"], answer["hour"]);
        foreach (var day in Days)
        {
            answer.AssertNear(day, expected.Numbers(day), 0.0006);
        }
    }

    [Fact]
    public async Task Rows_without_a_start_are_left_out_and_everything_odd_is_counted()
    {
        var run = (await CommandRun.OfAsync("analyze", "aoristic", "--json", "--incidents", _folder.Write("i.csv", """
            id,start,end
            1,2026-03-02 10:30,2026-03-02 11:30
            2,,2026-03-02 11:30
            3,NA,
            4,2026-03-03 09:00,
            5,2026-03-03 09:00,2026-03-01 09:00
            6,2026-03-03 09:00,2026-03-10 09:00
            """))).Succeeded();
        Assert.Contains("2 incidents without a time left out", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 incidents without an end", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 incidents end before they start", run.Error, StringComparison.Ordinal);
        using var answer = JsonDocument.Parse(run.Output);
        int Of(string name) => answer.RootElement.GetProperty(name).GetInt32();
        Assert.Equal((4, 2, 1, 1, 1), (Of("incidents"), Of("without_start"), Of("without_end"), Of("end_before_start"), Of("week_or_more")));
        Assert.Equal(0.5 + (1.0 / 168), answer.RootElement.GetProperty("hours")[11][0].GetDouble(), 1e-12);
        Assert.Equal(2 + (1.0 / 168), answer.RootElement.GetProperty("hours")[9][1].GetDouble(), 1e-12);
    }

    [Fact]
    public async Task Times_with_a_zone_become_local_and_hours_can_be_weighed()
    {
        // 13:00 to 17:00 UTC on a Friday is 21:00 to 1:00 in Zhengzhou.
        var incidents = _folder.Write("i.csv", "id,start,end\na,2026-03-06T13:00:00Z,2026-03-06T17:00:00Z\nb,2026-03-06 21:59,\n");
        var run = await CommandRun.OfAsync("analyze", "aoristic", "--incidents", incidents, "--hours", "22-2", "--weekdays", "Fri");
        Assert.Equal("id,weight\na,0.75\nb,0\n", run.Succeeded().Output);
        var inUtc = await CommandRun.OfAsync("analyze", "aoristic", "--incidents", incidents, "--hours", "13-15", "--local-offset", "+00:00");
        Assert.Equal("id,weight\na,0.5\nb,0\n", inUtc.Succeeded().Output);
    }

    [Theory]
    [InlineData("id,end\n1,2\n", "no column start")]
    [InlineData("start,end\nyesterday,2026-01-01\n", "start \"yesterday\" is no date or time")]
    [InlineData("start\n2026-01-01\n", "--hours 24-2", "--hours", "24-2")]
    [InlineData("start\n2026-01-01\n", "--weekdays Fr is unknown", "--hours", "22-2", "--weekdays", "Fr")]
    [InlineData("start\n2026-01-01\n", "--local-offset 8", "--local-offset", "8")]
    public async Task A_bad_file_or_argument_is_named(string file, string words, params string[] options)
    {
        var run = await CommandRun.OfAsync(["analyze", "aoristic", "--incidents", _folder.Write("i.csv", file), .. options]);
        Assert.Equal(AnalyzeCommand.BadInput, run.RefusedWith(words).ExitCode);
    }

    public void Dispose() => _folder.Dispose();
}
