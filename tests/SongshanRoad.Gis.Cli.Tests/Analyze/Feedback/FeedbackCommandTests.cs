using System.Globalization;
using System.Text;
using System.Text.Json;
using SongshanRoad.Gis.Cli.Analyze;

namespace SongshanRoad.Gis.Cli.Tests.Analyze.Feedback;

public sealed class FeedbackCommandTests : IDisposable
{
    private readonly AnalysisFolder _folder = new();

    [Fact]
    public async Task A_loop_is_warned_of()
    {
        var run = await CommandRun.OfAsync("analyze", "feedback", "--periods", _folder.Write("w.csv", Weeks(found: minutes => minutes / 10)), "--json");
        using var answer = JsonDocument.Parse(run.Succeeded().Output);
        Assert.Equal("follows_patrols", answer.RootElement.GetProperty("verdict").GetString());
        // Found in proportion to the minutes, called in not at all.
        Assert.InRange(answer.RootElement.GetProperty("found").GetProperty("estimate").GetDouble(), 0.9, 1.1);
        Assert.InRange(answer.RootElement.GetProperty("called_in").GetProperty("estimate").GetDouble(), -0.2, 0.2);
        Assert.True(answer.RootElement.GetProperty("excess").GetProperty("low").GetDouble() > 0);
        Assert.Contains("WARNING", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_loop_nothing_is_warned_of()
    {
        var run = (await CommandRun.OfAsync("analyze", "feedback", "--periods", _folder.Write("w.csv", Weeks(found: _ => 5)))).Succeeded();
        var answer = AnalysisTable.Read(run.Output);
        Assert.Equal(["not_shown"], answer["verdict"]);
        Assert.Equal(["12", "9"], [answer["units"][0], answer["periods"][0]]);
        Assert.DoesNotContain("WARNING", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_little_to_tell_and_missing_minutes_are_said()
    {
        var run = (await CommandRun.OfAsync("analyze", "feedback", "--periods", _folder.Write("w.csv", "unit,period,called_in,found,minutes\na,1,3,2,0\na,2,3,1,40\n"))).Succeeded();
        Assert.Equal(["cannot_tell"], AnalysisTable.Read(run.Output)["verdict"]);
        Assert.Contains("2 incidents were found by patrols where no patrol minutes are recorded", run.Error, StringComparison.Ordinal);
        Assert.Contains("cannot tell", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unit,period,called_in,found\na,1,3,2\n", "no column minutes")]
    [InlineData("unit,period,called_in,found,minutes\na,1,3,2,-1\n", "minutes \"-1\" is below 0")]
    [InlineData("unit,period,called_in,found,minutes\na,1,3,-2,1\n", "found \"-2\" is below 0")]
    [InlineData("unit,period,called_in,found,minutes\na,1,3,2,1\na,1,3,2,1\n", "stands there twice")]
    public async Task A_bad_file_is_named(string file, string words)
    {
        var run = await CommandRun.OfAsync("analyze", "feedback", "--periods", _folder.Write("w.csv", file));
        Assert.Equal(AnalyzeCommand.BadInput, run.RefusedWith(words).ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    private static string Weeks(Func<int, int> found)
    {
        var rows = new StringBuilder("unit,period,called_in,found,minutes\n");
        for (var unit = 0; unit < 12; unit++)
        {
            for (var week = 0; week < 9; week++)
            {
                // A latin pattern: minutes go with neither unit nor week.
                var minutes = 30 + (20 * ((unit * 5 + week * 7) % 9));
                rows.Append(CultureInfo.InvariantCulture, $"u{unit},w{week},{3 + ((unit * 3 + week * 5) % 4)},{found(minutes)},{minutes}\n");
            }
        }

        return rows.ToString();
    }
}
