using System.Globalization;
using System.Text.Json;
using SongshanRoad.Gis.Cli.Analyze;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Analyze.Clustering;

public sealed class GiStarCommandTests : IDisposable
{
    private readonly AnalysisFolder _folder = new();

    [Theory]
    [InlineData("gistar_columbus_crime_queen")]
    [InlineData("gistar_ncsids_sid74_cr85")]
    [InlineData("gistar_bei_grid40x20_queen")]
    public async Task The_command_reads_spdep_s_files_and_finds_its_figures(string name)
    {
        var expected = AnalysisTable.Read(await File.ReadAllTextAsync(Fixture($"{name}_expected.csv"), TestContext.Current.CancellationToken));
        string[] command = ["analyze", "gi-star", "--values", Fixture($"{name}_expected.csv"), "--value-column", "x", "--neighbours", Fixture($"{name}_neighbours.csv")];

        var answer = AnalysisTable.Read((await CommandRun.OfAsync(command)).Succeeded().Output);
        Assert.Equal(["id", "gistar_z", "p_two_sided", "p_bh", "p_bonferroni"], answer.Headers);
        Assert.Equal(expected["id"], answer["id"]);
        foreach (var column in answer.Headers.Skip(1))
        {
            answer.AssertNear(column, expected.Numbers(column), 1e-9);
        }

        var without = AnalysisTable.Read((await CommandRun.OfAsync([.. command, "--statistic", "gi"])).Succeeded().Output);
        Assert.Equal(["id", "gi_z", "p_two_sided", "p_bh", "p_bonferroni"], without.Headers);
        without.AssertNear("gi_z", expected.Numbers("gi_z_nonstar"), 1e-9);
    }

    [Fact]
    public async Task Queen_neighbours_come_from_columns_and_rows_as_well()
    {
        var file = Fixture("gistar_bei_grid40x20_queen_expected.csv");
        var expected = AnalysisTable.Read(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        AnalysisTable.Read((await CommandRun.OfAsync("analyze", "gi-star", "--values", file, "--contiguity", "queen")).Succeeded().Output)
            .AssertNear("gistar_z", expected.Numbers("gistar_z"), 1e-9);
    }

    [Fact]
    public async Task Squares_without_a_file_are_those_of_a_grid_file_around_the_points()
    {
        var points = _folder.Write("around.csv", "x,y\n12,3\n18,9\n55,44\n91,2\n");
        var grid = _folder.Write("around.json", """{"cell":10,"x0":10,"y0":0,"nx":9,"ny":5}""");
        var byFile = AnalysisTable.Read((await CommandRun.OfAsync("analyze", "gi-star", "--points", points, "--grid", grid)).Succeeded().Output);
        foreach (var more in new[] { [], new[] { "--sparse" } })
        {
            var bySide = AnalysisTable.Read((await CommandRun.OfAsync(["analyze", "gi-star", "--points", points, "--cell", "10m", "--grid-origin", "0,0", .. more])).Succeeded().Output);
            // Columns count from that at the origin, in the file from its first.
            var z = byFile["col"].Zip(byFile["row"]).Zip(byFile["gistar_z"]).ToDictionary(cell => cell.First, cell => cell.Second);
            Assert.All(bySide["col"].Zip(bySide["row"]).Zip(bySide["gistar_z"]), cell =>
                Assert.Equal(z[($"{int.Parse(cell.First.First, CultureInfo.InvariantCulture)}", $"{int.Parse(cell.First.Second, CultureInfo.InvariantCulture) + 1}")], cell.Second));
            Assert.True(more.Length > 0 || bySide.Count == byFile.Count);
        }
    }

    [Theory]
    [InlineData()]
    [InlineData("--contiguity", "queen")]
    [InlineData("--sparse")]
    public async Task Memphis_robberies_give_the_cells_of_the_reference_pipeline(params string[] more)
    {
        var expected = AnalysisTable.Read(await File.ReadAllTextAsync(Fixture("pipeline_memphis_grid500_expected.csv"), TestContext.Current.CancellationToken));
        var run = (await CommandRun.OfAsync([.. Memphis, .. more])).Succeeded();
        var answer = AnalysisTable.Read(run.Output);
        Assert.Equal(["col", "row", "count", "gistar_z", "p_two_sided", "p_bh"], answer.Headers);

        var rowOf = expected["col"].Zip(expected["row"]).Index().ToDictionary(cell => cell.Item, cell => cell.Index);
        int[] rows = [.. answer["col"].Zip(answer["row"]).Select(cell => rowOf[cell])];
        foreach (var (column, tolerance) in (ReadOnlySpan<(string, double)>)[("count", 0), ("gistar_z", 1e-9), ("p_two_sided", 1e-9), ("p_bh", 1e-9)])
        {
            var all = expected.Numbers(column);
            answer.AssertNear(column, [.. rows.Select(row => all[row])], tolerance);
        }

        Assert.Equal(380, answer.Numbers("gistar_z").Zip(answer.Numbers("p_bh")).Count(cell => cell.First > 0 && cell.Second <= 0.05));
        if (more.Contains("--sparse"))
        {
            var quiet = run.Error.Split('\n').Where(line => line.Contains("without a point in reach", StringComparison.Ordinal)).Sum(line => long.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture));
            Assert.Equal(expected.Count, answer.Count + quiet);
        }
        else
        {
            Assert.Equal(expected["col"], answer["col"]);
            Assert.Equal(expected["row"], answer["row"]);
            Assert.Contains("--permutations 999 is better", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Neither_order_of_rows_nor_number_of_cores_changes_a_digit_with_permutations()
    {
        string[] permuted = ["--permutations", "199", "--seed", "7"];
        var lines = await File.ReadAllLinesAsync(Fixture("gistar_columbus_crime_queen_expected.csv"), TestContext.Current.CancellationToken);
        var turned = _folder.Write("turned.csv", string.Join('\n', [lines[0], .. lines.Skip(1).Reverse()]));
        string[] Command(string values) => ["analyze", "gi-star", "--values", values, "--neighbours", Fixture("gistar_columbus_crime_queen_neighbours.csv"), .. permuted];

        var forth = AnalysisTable.Read((await CommandRun.OfAsync(Command(Fixture("gistar_columbus_crime_queen_expected.csv")))).Succeeded().Output);
        var back = AnalysisTable.Read((await CommandRun.OfAsync(Command(turned))).Succeeded().Output);
        Assert.Equal(["id", "gistar_z", "p_two_sided", "p_bh", "p_bonferroni", "p_sim_high", "p_sim_low", "p_sim", "p_sim_bh"], forth.Headers);
        foreach (var column in forth.Headers)
        {
            Assert.Equal(forth[column], back[column].Reverse());
        }

        var one = await CoresRun.OutputOfAsync(1, [.. Memphis, .. permuted]);
        Assert.Equal(one, await CoresRun.OutputOfAsync(2, [.. Memphis, .. permuted]));
    }

    [Fact]
    public async Task P_by_permutation_is_near_that_of_the_normal_curve_for_Gi_whose_own_value_is_kept_as_well()
    {
        var answer = AnalysisTable.Read((await CommandRun.OfAsync("analyze", "gi-star", "--values", Fixture("gistar_columbus_crime_queen_expected.csv"),
            "--neighbours", Fixture("gistar_columbus_crime_queen_neighbours.csv"), "--statistic", "gi", "--permutations", "9999")).Succeeded().Output);
        answer.AssertNear("p_sim", answer.Numbers("p_two_sided"), 0.06);
    }

    [Fact]
    public async Task Hexagons_have_six_neighbours_and_a_hot_one_warms_them()
    {
        var points = _folder.Write("p.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{500 + (i % 5)},{433 + (i % 3)}\n")) + "5,5\n-900,0\n");
        var grid = _folder.Write("g.json", """{"cell":100,"x0":0,"y0":0,"nx":10,"ny":10,"shape":"hex","top":"pointy"}""");
        var run = (await CommandRun.OfAsync("analyze", "gi-star", "--points", points, "--grid", grid, "--contiguity", "hex", "--classes", "--json")).Succeeded();
        var cells = JsonDocument.Parse(run.Output).RootElement.EnumerateArray().ToList();
        Assert.Equal(100, cells.Count);
        Assert.Equal([40, 1], cells.Where(cell => cell.GetProperty("count").GetDouble() > 0).Select(cell => cell.GetProperty("count").GetDouble()).OrderDescending());
        // Row 6 (5 from 0) is shifted by half a cell: the point at 500 lies in its sixth column, whose centre is at 550, or the fifth.
        Assert.Equal(7, cells.Count(cell => cell.GetProperty("class").GetInt32() > 0));
        Assert.Contains("1 of 42 points lie outside the grid and are not counted: data rows 42", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Street_segments_are_units_and_points_far_from_any_are_listed()
    {
        var vertices = _folder.Write("v.csv", "id,x,y\n" + string.Concat(Enumerable.Range(0, 41).Select(i => $"v{i},{50 * i},0\n")));
        var segments = _folder.Write("s.csv", "seg,from,to\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"alley {i},v{i},v{i + 1}\n")));
        var points = _folder.Write("p.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{1_000 + (5 * i)},3\n")) + "100,31\n100,-29\n");
        var uncounted = _folder.PathOf("uncounted.csv");
        var run = (await CommandRun.OfAsync("analyze", "gi-star", "--points", points, "--vertices", vertices, "--segments", segments, "--classes", "--uncounted", uncounted)).Succeeded();
        var answer = AnalysisTable.Read(run.Output);
        Assert.Equal(["seg", "count", "gistar_z", "p_two_sided", "p_bh", "class"], answer.Headers);
        Assert.Equal(["alley 20", "alley 21", "alley 22"], answer["seg"].Zip(answer["class"]).Where(unit => unit.Second is "1" or "2" or "3").Select(unit => unit.First));
        Assert.Contains("1 of 32 points are further than 30 from any segment and are not counted: data rows 31", run.Error, StringComparison.Ordinal);
        Assert.Equal(["data_row", "31"], await File.ReadAllLinesAsync(uncounted, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_window_decides_which_cells_are_tested()
    {
        var window = _folder.Write("w.csv", "x,y\n0,0\n700,0\n0,700\n");
        var grid = _folder.Write("g.json", """{"cell":100,"x0":0,"y0":0}""");
        var points = _folder.Write("p.csv", "x,y\n50,50\n650,650\n");
        var answer = AnalysisTable.Read((await CommandRun.OfAsync("analyze", "gi-star", "--points", points, "--grid", grid, "--window", window)).Succeeded().Output);
        // Centres below the diagonal: 6 + 5 + 4 + 3 + 2 + 1, and none of the seven on it, which the half-open rule leaves out.
        Assert.Equal(21, answer.Count);
        Assert.Equal(1, answer.Numbers("count").Sum());
    }

    [Fact]
    public async Task Distance_bands_and_nearest_units_come_from_coordinates()
    {
        var values = _folder.Write("v.csv", "id,x,cx,cy,e,n\n" + string.Concat(Enumerable.Range(0, 36).Select(i => $"u{i},{i % 7},{100 * (i % 6)},{100 * (i / 6)},{100 * (i % 6)},{100 * (i / 6)}\n")));
        async Task<double[]> Z(params string[] how) =>
            AnalysisTable.Read((await CommandRun.OfAsync(["analyze", "gi-star", "--values", values, .. how])).Succeeded().Output).Numbers("gistar_z");
        var cells = _folder.Write("c.csv", "id,x,col,row\n" + string.Concat(Enumerable.Range(0, 36).Select(i => $"u{i},{i % 7},{i % 6},{i / 6}\n")));
        var rook = AnalysisTable.Read((await CommandRun.OfAsync("analyze", "gi-star", "--values", cells, "--contiguity", "rook")).Succeeded().Output).Numbers("gistar_z");
        Assert.Equal(rook, await Z("--distance-band", "100"));
        Assert.Equal(rook, await Z("--distance-band", "100", "--coordinates", "e,n"));
        Assert.Equal(await Z("--k-nearest", "5"), await Z("--k-nearest", "5", "--coordinates", "e,n"));
        Assert.NotEqual(rook, await Z("--k-nearest", "4"));
    }

    [Fact]
    public async Task Islands_equal_values_and_few_units_are_said()
    {
        var island = await Values("a,1\nb,2\nc,9\n", "a,b\nb,a\n");
        Assert.Contains("1 of 3 units have no neighbours and are compared by themselves", island.Succeeded().Error, StringComparison.Ordinal);
        Assert.Contains("3 units are fewer than 30", island.Error, StringComparison.Ordinal);

        var equal = await Values("a,0.1\nb,0.1\nc,0.1\n", "a,b\nb,a\n");
        Assert.Contains("z is 0/0 for 3 of 3 units", equal.Succeeded().Error, StringComparison.Ordinal);
        Assert.Equal(["0", "0", "0"], AnalysisTable.Read(equal.Output)["gistar_z"]);
        Assert.Equal(["1", "1", "1"], AnalysisTable.Read(equal.Output)["p_bh"]);

        // No pair at all is a legal list of neighbours, no unit is not.
        Assert.Contains("2 of 2 units have no neighbours", (await Values("a,1\nb,2\n", "")).Succeeded().Error, StringComparison.Ordinal);
        Assert.Equal(AnalyzeCommand.BadInput, (await Values("", "")).RefusedWith("v.csv has a header and no row").ExitCode);
    }

    [Theory]
    [InlineData("a,1\nb,NaN\n", "a,b\n", "x \"NaN\" is no finite number")]
    [InlineData("a,1\nb,1e200\n", "a,b\n", "x \"1e200\" is larger than")]
    [InlineData("a,1\na,2\n", "a,a\n", "id \"a\" stands there twice")]
    [InlineData("a,1\nb,2\n", "a,c\n", "j \"c\" has no x in")]
    public async Task A_bad_row_is_named_with_its_line(string values, string pairs, string words)
    {
        var run = await Values(values, pairs);
        Assert.Equal(AnalyzeCommand.BadInput, run.RefusedWith(words, "line").ExitCode);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("who neighbours whom is not said", "--values", "v.csv")]
    [InlineData("said twice", "--values", "v.csv", "--neighbours", "n.csv", "--k-nearest", "1")]
    [InlineData("give --values or --points")]
    [InlineData("--k-nearest 0 is not a whole number", "--values", "v.csv", "--k-nearest", "0")]
    [InlineData("--distance-band -5 is not a number of 0 or above", "--values", "v.csv", "--distance-band", "-5")]
    [InlineData("number of nearest units must be 1 to 1", "--values", "v.csv", "--k-nearest", "2")]
    [InlineData("has no column z", "--values", "v.csv", "--value-column", "z", "--neighbours", "n.csv")]
    [InlineData("--contiguity triangle is unknown; allowed: by-shape, queen, rook, hex", "--values", "v.csv", "--contiguity", "triangle")]
    [InlineData("has no column col", "--values", "v.csv", "--contiguity", "queen")]
    [InlineData("what to count in is not said", "--points", "p.csv")]
    [InlineData("cell side must be above 0", "--points", "p.csv", "--grid", "zero.json")]
    [InlineData("no number \"cell\"", "--points", "p.csv", "--grid", "empty.json")]
    [InlineData("Squares touch as queen or rook", "--points", "p.csv", "--grid", "square.json", "--contiguity", "hex")]
    [InlineData("10,000,000,000 cells, more than 50,000,000", "--points", "p.csv", "--grid", "huge.json")]
    [InlineData("--permutations 0 is not a whole number", "--values", "v.csv", "--neighbours", "n.csv", "--permutations", "0")]
    [InlineData("--sparse is for --points with --cell or --grid", "--points", "p.csv", "--grid", "square.json", "--sparse", "--k-nearest", "2")]
    [InlineData("--sparse goes with --statistic gi-star only", "--points", "p.csv", "--grid", "square.json", "--sparse", "--permutations", "9")]
    [InlineData("are for --points, not for --values", "--values", "v.csv", "--neighbours", "n.csv", "--grid", "square.json")]
    [InlineData("street segments are neighbours where they share a vertex", "--points", "p.csv", "--vertices", "v.csv", "--segments", "n.csv", "--k-nearest", "2")]
    [InlineData("no such file", "--values", "gone.csv", "--neighbours", "n.csv")]
    public async Task What_cannot_be_answered_is_refused_with_the_argument_s_name(string words, params string[] options)
    {
        _folder.Write("v.csv", "id,x,cx,cy\na,1,0,0\nb,2,5,5\n");
        _folder.Write("n.csv", "i,j\na,b\n");
        _folder.Write("p.csv", "x,y\n1,1\n");
        _folder.Write("zero.json", """{"cell":0,"x0":0,"y0":0,"nx":2,"ny":2}""");
        _folder.Write("empty.json", "{}");
        _folder.Write("square.json", """{"cell":1,"x0":0,"y0":0,"nx":2,"ny":2,"shape":"square"}""");
        _folder.Write("huge.json", """{"cell":1,"x0":0,"y0":0,"nx":100000,"ny":100000}""");
        string[] command = ["analyze", "gi-star", .. options.Select(word => word.Contains('.', StringComparison.Ordinal) ? _folder.PathOf(word) : word)];
        var run = await CommandRun.OfAsync(command);
        Assert.Equal(AnalyzeCommand.BadInput, run.RefusedWith(words).ExitCode);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Ten_thousand_million_cells_are_no_trouble_when_only_those_near_points_are_held()
    {
        var grid = _folder.Write("huge.json", """{"cell":1,"x0":0,"y0":0,"nx":100000,"ny":100000}""");
        var run = (await CommandRun.OfAsync("analyze", "gi-star", "--points", _folder.Write("p.csv", "x,y\n500.5,500.5\n500.6,500.6\n"), "--grid", grid, "--sparse")).Succeeded();
        Assert.Equal(9, AnalysisTable.Read(run.Output).Count);
        Assert.Contains("9999599995 cells without a point in reach that have 8 neighbours", run.Error.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string[] Memphis =>
        ["analyze", "gi-star", "--points", Fixture("pipeline_memphis_points_epsg32616.csv"), "--grid", Fixture("pipeline_memphis_params.json")];

    private static string Fixture(string name) => name.Contains("bei", StringComparison.Ordinal)
        ? ReferenceFiles.InSharedOrSkip($"reference/hotspots/{name}")
        : ReferenceFiles.InRepository($"hotspots/{name}");

    private Task<CommandRun> Values(string rows, string pairs) => CommandRun.OfAsync(
        "analyze", "gi-star", "--values", _folder.Write("v.csv", $"id,x\n{rows}"), "--value-column", "x", "--neighbours", _folder.Write("n.csv", $"i,j\n{pairs}"));
}
