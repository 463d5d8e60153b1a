using SongshanRoad.Gis.Cli.Analyze;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Analyze.Networks;

public sealed class NkdeCommandTests : IDisposable
{
    private readonly AnalysisFolder _folder = new();

    [Theory]
    [InlineData("nkde_chicago_esc_epan_h150", "esc", "epanechnikov", "150")]
    [InlineData("nkde_chicago_esc_quartic_h150", "esc", "quartic", "150")]
    [InlineData("nkde_chicago_esd_epan_h150", "esd", "epanechnikov", "150")]
    [InlineData("nkde_chicago_esd_quartic_h90", "esd", "quartic", "90")]
    public async Task The_command_reads_spatstat_s_network_and_finds_its_densities(string name, string method, string kernel, string bandwidth)
    {
        static string Fixture(string file) => ReferenceFiles.InSharedOrSkip($"reference/hotspots/{file}.csv");
        var expected = AnalysisTable.Read(await File.ReadAllTextAsync(Fixture(name), TestContext.Current.CancellationToken));

        var run = await CommandRun.OfAsync("analyze", "nkde", "--vertices", Fixture("nkde_chicago_vertices"), "--segments", Fixture("nkde_chicago_segments"),
            "--events", Fixture("nkde_chicago_events"), "--method", method, "--kernel", kernel, "--bandwidth", bandwidth, "--at", Fixture(name));

        var answer = AnalysisTable.Read(run.Succeeded().Output);
        Assert.Equal(["seg", "tp", "density"], answer.Headers);
        Assert.Equal(expected["seg"], answer["seg"]);
        answer.AssertNear("density", expected.Numbers("density"), 1e-9);
    }

    [Fact]
    public async Task Dead_ends_lose_or_reflect_and_weights_are_read()
    {
        var files = Alley("1,0.9,2");
        string[] command = ["analyze", "nkde", .. files, "--bandwidth", "50", "--method", "esd", "--kernel", "epanechnikov", "--at", _folder.Write("at.csv", "seg,tp\n1,1\n")];
        // 10 from the end of 100: 2 k(10), and reflected as much again.
        Assert.Equal(2 * 0.0144, AnalysisTable.Read((await CommandRun.OfAsync(command)).Succeeded().Output).Numbers("density")[0], 1e-12);
        Assert.Contains("a dead end is lost", (await CommandRun.OfAsync(command)).Succeeded().Error, StringComparison.Ordinal);
        var reflected = (await CommandRun.OfAsync([.. command, "--dead-ends", "reflect"])).Succeeded();
        Assert.Equal(4 * 0.0144, AnalysisTable.Read(reflected.Output).Numbers("density")[0], 1e-12);
        Assert.Empty(reflected.Error);
    }

    [Fact]
    public async Task An_event_counts_by_how_much_of_its_time_lies_in_the_hours_chosen()
    {
        // Two hours of four, and one event at noon that has no part in them.
        var events = _folder.Write("timed.csv", "seg,tp,from,to\n1,0.5,2026-03-06 20:00,2026-03-07 00:00\n1,0.5,2026-03-06 12:00,\n");
        var run = (await CommandRun.OfAsync(["analyze", "nkde", .. Alley("1,0.5,1")[..4], "--events", events, "--bandwidth", "0.04km", "--kernel", "epanechnikov", "--hours", "22-24",
            "--at", _folder.Write("at.csv", "seg,tp\n1,0.5\n")])).Succeeded();
        Assert.Equal(0.5 * 0.75 / 40, AnalysisTable.Read(run.Output).Numbers("density")[0], 1e-15);
        Assert.Contains("0.5 incidents in the hours chosen; 1 have no part in them", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,0.9,2", "0", "--bandwidth 0")]
    [InlineData("7,0.9,2", "50", "seg \"7\" is no segment")]
    [InlineData("1,1.9,2", "50", "tp \"1.9\" is not a share from 0 to 1")]
    [InlineData("1,NaN,2", "50", "tp \"NaN\" is no finite number")]
    [InlineData("1,0.9,-2", "50", "weight \"-2\" is negative")]
    public async Task A_bad_file_or_argument_is_named_and_the_exit_code_says_so(string row, string bandwidth, string words)
    {
        var run = await CommandRun.OfAsync(["analyze", "nkde", .. Alley(row), "--bandwidth", bandwidth]);
        Assert.Equal(AnalyzeCommand.BadInput, run.RefusedWith(words).ExitCode);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task A_word_that_is_none_of_the_allowed_is_answered_with_those()
    {
        var run = await CommandRun.OfAsync(["analyze", "nkde", .. Alley("1,0.9,2"), "--bandwidth", "50", "--kernel", "triangle"]);
        Assert.Equal(AnalyzeCommand.BadInput, run.RefusedWith("--kernel triangle is unknown; allowed: quartic, epanechnikov.").ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    private string[] Alley(string eventRow) =>
    [
        "--vertices", _folder.Write("v.csv", "id,x,y\na,0,0\nb,100,0\n"), "--segments", _folder.Write("s.csv", "seg,from,to\n1,a,b\n"),
        "--events", _folder.Write("e.csv", $"seg,tp,weight\n{eventRow}\n"),
    ];
}
