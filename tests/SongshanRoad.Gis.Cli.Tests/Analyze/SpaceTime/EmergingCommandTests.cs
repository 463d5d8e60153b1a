using System.Globalization;
using System.Text;
using System.Text.Json;
using SongshanRoad.Gis.Cli.Analyze;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Analyze.SpaceTime;

public sealed class EmergingCommandTests : IDisposable
{
    private readonly AnalysisFolder _folder = new();

    [Fact]
    public async Task Known_histories_get_the_categories_derived_by_hand()
    {
        var file = ReferenceFiles.InRepository("hotspots/ehsa_cases.csv");
        var expected = AnalysisTable.Read(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        var answer = AnalysisTable.Read((await CommandRun.OfAsync("analyze", "emerging", "--classify", file)).Succeeded().Output);
        Assert.Equal(["sequence", "trend", "category"], answer.Headers);
        Assert.Equal(expected["sequence"], answer["sequence"]);
        Assert.Equal(expected["trend"], answer["trend"]);
        Assert.Equal(expected["expected"], answer["category"]);

        var explained = (await CommandRun.OfAsync("analyze", "emerging", "--classify", file, "--explain", "--json")).Succeeded();
        foreach (var (row, index) in JsonDocument.Parse(explained.Output).RootElement.EnumerateArray().Select((row, index) => (row, index)))
        {
            var (category, also) = (row.GetProperty("category").GetString()!, row.GetProperty("also_matching").GetString()!);
            Assert.Equal(expected["all_matching_esri3"][index], category == "no pattern" ? also : string.Join(';', also.Length == 0 ? [category] : [category, also]));
            Assert.EndsWith(".", row.GetProperty("rule").GetString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("+0x,none", "sequence \"+0x\" is not made of +, - and 0")]
    [InlineData("+0+,rising", "trend \"rising\" is unknown")]
    public async Task A_history_that_is_none_is_named(string row, string words) =>
        Assert.Equal(AnalyzeCommand.BadInput, (await CommandRun.OfAsync("analyze", "emerging", "--classify", _folder.Write("c.csv", $"sequence,trend\n{row}\n"))).RefusedWith(words, "line 2").ExitCode);

    [Fact]
    public async Task Points_become_a_cube_in_which_planted_histories_are_found()
    {
        // Twelve weeks on 15 x 15 cells: one point in every cell each week, 40 more in one corner all along, 200 in the other in the last week.
        var rows = new StringBuilder("x,y,time\n");
        for (var week = 0; week < 12; week++)
        {
            for (var cell = 0; cell < 225; cell++)
            {
                var count = 1 + (cell == 0 ? 40 : 0) + (cell == 224 && week == 11 ? 200 : 0);
                for (var i = 0; i < count; i++)
                {
                    var day = new DateOnly(2026, 1, 5).AddDays((7 * week) + (i % 7));
                    rows.Append(CultureInfo.InvariantCulture, $"{(cell % 15 * 100) + 50},{(cell / 15 * 100) + 50},{day:yyyy-MM-dd} {8 + (i % 12)}:00\n");
                }
            }
        }

        rows.Append("50,50,\n-1,-1,2026-02-01\n50,50,2025-12-01\n");
        string[] command =
        [
            "analyze", "emerging", "--points", _folder.Write("p.csv", rows.ToString()), "--grid", _folder.Write("g.json", """{"cell":100,"x0":0,"y0":0,"nx":15,"ny":15}"""),
            "--step", "7", "--from", "2026-01-05", "--until", "2026-03-29",
        ];
        var run = (await CommandRun.OfAsync(command)).Succeeded();
        var answer = AnalysisTable.Read(run.Output);
        Assert.Equal(["col", "row", "count", "hot_steps", "cold_steps", "trend_z", "trend_p", "category"], answer.Headers);
        Assert.Equal(225, answer.Count);
        Assert.Equal(("492", "12", "persistent hot"), (answer["count"][0], answer["hot_steps"][0], answer["category"][0]));
        Assert.Equal(("212", "1", "new hot"), (answer["count"][224], answer["hot_steps"][224], answer["category"][224]));
        Assert.Equal("no pattern", answer["category"][112]);
        Assert.Contains("1 incidents without a time left out", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 of 3382 points lie outside the grid and are not counted: data rows 3382", run.Error, StringComparison.Ordinal);
        Assert.Contains("225 places x 12 steps of 7 days from 2026-01-05 00:00 to 2026-03-30 00:00; 1 points lie before or after, 0 in part", run.Error, StringComparison.Ordinal);

        var explained = AnalysisTable.Read((await CommandRun.OfAsync([.. command, "--explain"])).Succeeded().Output);
        Assert.Equal("++++++++++++", explained["sequence"][0]);
        Assert.Equal(answer["category"], explained["category"]);
    }

    [Fact]
    public async Task An_interval_weighs_into_every_step_it_touches()
    {
        var points = _folder.Write("p.csv", "x,y,from,to\n50,50,2026-01-04 12:00,2026-01-05 12:00\n50,50,2026-01-10,2026-01-09\n150,50,2026-01-11 23:00,NA\n");
        var run = (await CommandRun.OfAsync("analyze", "emerging", "--points", points, "--grid", _folder.Write("g.json", """{"cell":100,"x0":0,"y0":0,"nx":6,"ny":6}"""),
            "--step", "0.5", "--from", "2026-01-05", "--until", "2026-01-11")).Succeeded();
        Assert.Equal([1.5, 1], AnalysisTable.Read(run.Output).Numbers("count")[..2]);
        Assert.Contains("1 incidents end before they start", run.Error, StringComparison.Ordinal);
        Assert.Contains("0 points lie before or after, 1 in part", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Street_segments_are_places_too()
    {
        var rows = new StringBuilder("x,y,date\n");
        for (var week = 0; week < 10; week++)
        {
            for (var i = 0; i < 30; i++)
            {
                rows.Append(CultureInfo.InvariantCulture, $"{(i < 20 ? 1_020 : 100 * i)},2,{new DateOnly(2026, 1, 5).AddDays(7 * week):yyyy-MM-dd}\n");
            }
        }

        var vertices = _folder.Write("v.csv", "id,x,y\n" + string.Concat(Enumerable.Range(0, 41).Select(i => $"{i},{50 * i},0\n")));
        var segments = _folder.Write("s.csv", "seg,from,to\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},{i},{i + 1}\n")));
        var run = (await CommandRun.OfAsync("analyze", "emerging", "--points", _folder.Write("p.csv", rows.ToString()), "--vertices", vertices, "--segments", segments,
            "--from", "2026-01-05", "--until", "2026-03-15", "--json")).Succeeded();
        var hot = JsonDocument.Parse(run.Output).RootElement.EnumerateArray().Where(place => place.GetProperty("category").GetString() == "persistent hot").Select(place => place.GetProperty("seg").GetString());
        Assert.Equal(["19", "20", "21"], hot);
    }

    [Theory]
    [InlineData("--classify or --points")]
    [InlineData("cube has 1 time steps; 10 or more are needed", "--points", "p.csv", "--grid", "g.json")]
    [InlineData("--step -7 is not a number above 0", "--points", "p.csv", "--grid", "g.json", "--step", "-7")]
    [InlineData("--from 2026-02-30 is no date", "--points", "p.csv", "--grid", "g.json", "--from", "2026-02-30")]
    [InlineData("is after --until 2025-01-01", "--points", "p.csv", "--grid", "g.json", "--until", "2025-01-01")]
    [InlineData("no point has a time", "--points", "timeless.csv", "--grid", "g.json")]
    [InlineData("is no date or time", "--points", "odd.csv", "--grid", "g.json")]
    [InlineData("number of time steps must be 1 to 100,000", "--points", "p.csv", "--grid", "g.json", "--from", "1990-01-01", "--step", "0.01")]
    public async Task What_cannot_be_answered_is_refused(string words, params string[] options)
    {
        _folder.Write("p.csv", "x,y,time\n1,1,2026-01-05\n1,1,2026-01-11\n");
        _folder.Write("timeless.csv", "x,y,time\n1,1,\n");
        _folder.Write("odd.csv", "x,y,time\n1,1,yesterday\n");
        _folder.Write("g.json", """{"cell":1,"x0":0,"y0":0,"nx":2,"ny":2}""");
        var run = await CommandRun.OfAsync(["analyze", "emerging", .. options.Select(word => word.EndsWith(".csv", StringComparison.Ordinal) || word.EndsWith(".json", StringComparison.Ordinal) ? _folder.PathOf(word) : word)]);
        Assert.Equal(AnalyzeCommand.BadInput, run.RefusedWith(words).ExitCode);
        Assert.Empty(run.Output);
    }

    public void Dispose() => _folder.Dispose();
}
