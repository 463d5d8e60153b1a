using System.Globalization;
using System.Text.Json;
using SongshanRoad.Gis.Cli.Analyze;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Analyze.Density;

public sealed class KdeCommandTests : IDisposable
{
    private const string Square = "x,y\n0,0\n1000,0\n1000,1000\n0,1000\n";

    private readonly AnalysisFolder _folder = new();

    [Theory]
    [InlineData("kde_chicago_sigma100", "100", "gaussian", "none", "gaussian_noedge", 1e-9, 0)]
    [InlineData("kde_chicago_sigma100", "100", "quartic", "none", "quartic_noedge", 1e-9, 1e-15)]
    [InlineData("kde_chicago_sigma100", "100", "gaussian", "uniform", "gaussian_edge_uniform_exact", 1e-9, 0)]
    [InlineData("kde_chicago_sigma100", "100", "gaussian", "diggle", "gaussian_edge_diggle_exact", 1e-9, 0)]
    [InlineData("kde_chicago_sigma100", "100", "quartic", "diggle", "quartic_edge_diggle_spatstat", 0, 0.005)]
    [InlineData("kde_gorillas_polywindow_sigma300", "300", "gaussian", "none", "gaussian_noedge", 1e-9, 0)]
    [InlineData("kde_gorillas_polywindow_sigma300", "300", "quartic", "none", "quartic_noedge", 1e-9, 1e-15)]
    [InlineData("kde_gorillas_polywindow_sigma300", "300", "quartic", "uniform", "quartic_edge_uniform_spatstat", 0, 0.005)]
    [InlineData("kde_gorillas_polywindow_sigma300", "300", "gaussian", "diggle", "gaussian_edge_diggle_spatstat", 0, 0.005)]
    public async Task The_command_reads_spatstat_s_windows_and_finds_its_densities(
        string name, string sigma, string kernel, string edge, string column, double relative, double ofLargest)
    {
        string Fixture(string part) => ReferenceFiles.InSharedOrSkip($"reference/hotspots/{name}_{part}.csv");
        var expected = AnalysisTable.Read(await File.ReadAllTextAsync(Fixture("expected"), TestContext.Current.CancellationToken));

        var run = await CommandRun.OfAsync("analyze", "kde", "--points", Fixture("points"), "--window", Fixture("window"), "--kernel", kernel,
            "--sigma", sigma, "--edge", edge, "--at", Fixture("expected"));

        var answer = AnalysisTable.Read(run.Succeeded().Output);
        Assert.Equal(["x", "y", "density"], answer.Headers);
        Assert.Equal(expected.Numbers("x"), answer.Numbers("x"));
        Assert.Equal(expected.Numbers("y"), answer.Numbers("y"));
        var (wanted, found, inside) = (expected.Numbers(column), answer.Numbers("density"), expected.Numbers("inside_window"));
        var floor = ofLargest * wanted.Where(double.IsFinite).Max();
        for (var i = 0; i < wanted.Length; i++)
        {
            var known = edge == "none" || inside[i] == 1;
            Assert.Equal(known, !double.IsNaN(found[i]));
            // A place on the rim may lie in a raster pixel that the peer leaves empty.
            if (known && !double.IsNaN(wanted[i]))
            {
                Assert.Equal(wanted[i], found[i], (relative * wanted[i]) + floor);
            }
        }
    }

    [Theory]
    [InlineData("quartic", 3)]
    [InlineData("epanechnikov", 2)]
    public async Task A_radius_may_be_given_weights_count_and_the_grid_gives_the_places(string kernel, double peak)
    {
        var run = await CommandRun.OfAsync("analyze", "kde", "--points", _folder.Write("p.csv", "x,y,n\n500,500,2.5\n"), "--weight-column", "n", "--kernel", kernel,
            "--radius", "200", "--edge", "none", "--grid", _folder.Write("g.json", """{"cell":200,"x0":400,"y0":400,"nx":2,"ny":1,"crs":"none"}"""));
        var answer = AnalysisTable.Read(run.Succeeded().Output);
        Assert.Equal([500, 700], answer.Numbers("x"));
        Assert.Equal([500, 500], answer.Numbers("y"));
        answer.AssertNear("density", [2.5 * peak / (Math.PI * 200 * 200), 0], 1e-15);
    }

    [Fact]
    public async Task A_theft_over_night_weighs_into_the_density_of_the_hours_it_may_have_happened_in()
    {
        // A quarter of the first lies in Friday 22:00 to Saturday 2:00, half of its weight 3; all of the second; nothing of the third; the fourth has no time.
        var points = _folder.Write("p.csv", """
            x,y,start,end,n
            500,500,2026-03-06 13:00,2026-03-07 05:00,3
            500,500,2026-03-06T15:30:00Z,,1
            500,500,2026-03-05 23:00,2026-03-06 01:00,1
            500,500,NA,NA,1
            """);
        string[] command = ["analyze", "kde", "--points", points, "--edge", "none", "--sigma", "50", "--at", _folder.Write("at.csv", "x,y\n500,500\n"), "--hours", "22-2", "--weekdays", "Fri"];
        var run = (await CommandRun.OfAsync(command)).Succeeded();
        AnalysisTable.Read(run.Output).AssertNear("density", [1.25 / (2 * Math.PI * 2_500)], 1e-15);
        Assert.Contains("1 incidents without a time left out", run.Error, StringComparison.Ordinal);
        Assert.Contains("1.25 incidents in the hours chosen; 1 have no part in them and are left out", run.Error, StringComparison.Ordinal);
        AnalysisTable.Read((await CommandRun.OfAsync([.. command, "--weight-column", "n"])).Succeeded().Output).AssertNear("density", [1.75 / (2 * Math.PI * 2_500)], 1e-15);
    }

    [Fact]
    public async Task Points_outside_the_window_are_left_out_and_counted_and_places_there_are_NA()
    {
        var run = await CommandRun.OfAsync("analyze", "kde", "--points", _folder.Write("p.csv", "x,y\n500,500\n1200,500\n1000,500\n"), "--window", Window(),
            "--sigma", "50", "--at", _folder.Write("at.csv", "x,y\n500,500\n1200,500\n"));
        // 1 / (2 pi 50²) from the point itself; half of the kernel of the one on the rim is outside, and it is ten deviations away.
        AnalysisTable.Read(run.Succeeded().Output).AssertNear("density", [1 / (2 * Math.PI * 2_500), double.NaN], 1e-15);
        Assert.Contains("1 of 3 points lie outside the window and are left out", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hole_in_the_window_is_outside()
    {
        var window = _folder.Write("ring.csv", "ring,x,y\n1,0,0\n1,1000,0\n1,1000,1000\n1,0,1000\n2,400,400\n2,600,400\n2,600,600\n2,400,600\n");
        var run = await CommandRun.OfAsync("analyze", "kde", "--points", _folder.Write("p.csv", "x,y\n300,500\n"), "--window", window, "--sigma", "50",
            "--at", _folder.Write("at.csv", "x,y\n500,500\n300,500\n"));
        Assert.Equal([true, false], AnalysisTable.Read(run.Succeeded().Output).Numbers("density").Select(double.IsNaN));
    }

    [Fact]
    public async Task Cross_validation_shows_its_reason_and_Diggle_keeps_the_number_of_points()
    {
        var random = new Random(6);
        var rows = string.Concat(Enumerable.Range(0, 200).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"{200 + (300 * (i % 3)) + (90 * random.NextDouble())},{200 + (300 * (i / 3 % 3)) + (90 * random.NextDouble())}\n")));
        var run = await CommandRun.OfAsync("analyze", "kde", "--points", _folder.Write("p.csv", "x,y\n" + rows), "--window", Window(), "--cross-validate",
            "--kernel", "quartic", "--grid", _folder.Write("g.json", """{"cell":5,"x0":0,"y0":0,"nx":200,"ny":200}"""), "--json");
        Assert.StartsWith("bandwidth: radius ", run.Succeeded().Error, StringComparison.Ordinal);
        using var answer = JsonDocument.Parse(run.Output);
        Assert.Equal("quartic", answer.RootElement.GetProperty("kernel").GetString());
        Assert.True(answer.RootElement.GetProperty("choice").GetProperty("tried").GetArrayLength() > 20);
        Assert.Equal(200, answer.RootElement.GetProperty("places").EnumerateArray().Sum(place => place.GetProperty("density").GetDouble()) * 25, 0.5);
    }

    [Fact]
    public async Task One_core_and_four_print_the_same_digits()
    {
        var random = new Random(5);
        var rows = string.Concat(Enumerable.Range(0, 3_000).Select(_ => string.Create(CultureInfo.InvariantCulture, $"{1000 * random.NextDouble()},{1000 * random.NextDouble()}\n")));
        string[] command = ["analyze", "kde", "--points", _folder.Write("p.csv", "x,y\n" + rows), "--window", Window(), "--sigma", "40", "--at", _folder.PathOf("p.csv")];
        Assert.Equal(await CoresRun.OutputOfAsync(1, command), await CoresRun.OutputOfAsync(4, command));
    }

    [Theory]
    [InlineData("--sigma 0", "--sigma 0 is not a number above 0")]
    [InlineData("--sigma -3", "--sigma -3 is not a number above 0")]
    [InlineData("--sigma NaN", "--sigma NaN")]
    [InlineData("--sigma 1e9", "The bandwidth must be above 0 m")]
    [InlineData("--kernel gaussian --radius 5", "--radius is for quartic and epanechnikov")]
    [InlineData("--sigma 5 --radius 5", "The bandwidth is given twice")]
    [InlineData("", "The bandwidth is missing")]
    [InlineData("--sigma 5 --edge toroidal", "--edge toroidal is unknown; allowed: diggle, uniform, none.")]
    [InlineData("--sigma 5 --weight-column people", "has no column people")]
    [InlineData("--sigma 5 --hours 22-2", "has no column start or from")]
    [InlineData("--sigma 5 --weekdays Freitag", "--weekdays Freitag is unknown; allowed: Mon, Tue")]
    public async Task A_bad_argument_is_named(string arguments, string words)
    {
        var run = await CommandRun.OfAsync(["analyze", "kde", "--points", _folder.Write("p.csv", "x,y\n1,2\n"), "--window", Window(),
            "--at", _folder.Write("at.csv", "x,y\n1,2\n"), .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(AnalyzeCommand.BadInput, run.RefusedWith(words).ExitCode);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("x,y\nNaN,2\n", Square, "x \"NaN\" is no finite number")]
    [InlineData("x,y\n1\n", Square, "p.csv")]
    [InlineData("x,y\n", Square, "p.csv has a header and no row")]
    [InlineData("x,X,y\n1,2,3\n", Square, "p.csv has the column x twice")]
    [InlineData("x,y\n1e300,2\n", null, "songshan: --points: Incident 0 lies at 1E+300, 2; finite metres below 1e12 are needed.")]
    [InlineData("a,b\n1,2\n", Square, "has no column x")]
    [InlineData("x,y\n1,2\n", "x,y\n0,0\n1,1\n", "needs three corners")]
    [InlineData("x,y\n1,2\n", "x,y\n0,0\n1,1\n1,0\n0,1\n", "crosses itself")]
    [InlineData("x,y\n1,2\n", "x,y\n", "has no corner")]
    public async Task A_bad_file_is_named(string points, string? window, string words)
    {
        string[] rim = window is null ? ["--edge", "none"] : ["--window", _folder.Write("w.csv", window)];
        var run = await CommandRun.OfAsync(["analyze", "kde", "--points", _folder.Write("p.csv", points), "--sigma", "5", "--at", _folder.Write("at.csv", "x,y\n1,2\n"), .. rim]);
        Assert.Equal(AnalyzeCommand.BadInput, run.RefusedWith(words).ExitCode);
    }

    [Theory]
    [InlineData("""{"cell":1e-3,"x0":0,"y0":0,"nx":1000000,"ny":1000000}""", "songshan: --grid: rows ('1000000000000') must be less than or equal to '50000000'.")]
    [InlineData("""{"cell":0,"x0":0,"y0":0,"nx":1,"ny":1}""", "songshan: --grid: The cell side must be above 0 m. It is 0.")]
    [InlineData("""{"cell":5,"x0":0,"y0":0,"nx":1}""", "no number \"ny\"")]
    [InlineData("""{"cell":5,"x0":0,"y0":0,"nx":1.5,"ny":1}""", "\"nx\" 1.5 is not a whole number")]
    [InlineData("cell=5", "is not JSON")]
    public async Task A_bad_grid_is_named(string grid, string words)
    {
        var run = await CommandRun.OfAsync("analyze", "kde", "--points", _folder.Write("p.csv", "x,y\n1,2\n"), "--edge", "none", "--sigma", "5",
            "--grid", _folder.Write("g.json", grid));
        Assert.Equal(AnalyzeCommand.BadInput, run.RefusedWith(words).ExitCode);
    }

    [Fact]
    public async Task A_column_weight_that_is_not_used_is_said()
    {
        var points = _folder.Write("p.csv", "x,y,weight\n1,2,3\n");
        string[] command = ["analyze", "kde", "--points", points, "--edge", "none", "--sigma", "5", "--at", _folder.Write("at.csv", "x,y\n1,2\n")];
        Assert.Contains("the column weight is not used", (await CommandRun.OfAsync(command)).Succeeded().Error, StringComparison.Ordinal);
        Assert.DoesNotContain("weight", (await CommandRun.OfAsync([.. command, "--weight-column", "weight"])).Succeeded().Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Window() => _folder.Write("w.csv", Square);
}
