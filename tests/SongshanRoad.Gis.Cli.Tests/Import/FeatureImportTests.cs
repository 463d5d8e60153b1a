using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Import;

public class FeatureImportTests(PostGisCluster cluster)
{
    private const string Square = "[[[113.61,34.70],[113.62,34.70],[113.62,34.71],[113.61,34.71],[113.61,34.70]]]";
    private const string Bowtie = "[[[113.61,34.70],[113.62,34.71],[113.62,34.70],[113.61,34.71],[113.61,34.70]]]";

    [Fact]
    public async Task Importing_a_file_twice_changes_nothing()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var file = bench.File("c.geojson", Collection(
            Feature("Polygon", Square, """ "id":"c1","name":"郑航社区","code12":"410103011001","managedBy":"办事处" """)));
        string[] options = ["--source", "测绘队", "--accuracy-m", "5", "--valid-from", "2023-06-30"];

        Assert.StartsWith("communities: 1 read, 1 new, 0 changed, 0 unchanged, 0 repaired, 0 rejected", (await bench.ImportAsync("communities", file, options)).Succeeded().Output, StringComparison.Ordinal);
        var version = await bench.AskAsync("select version from layer_version where layer = 'places'");
        Assert.StartsWith("communities: 1 read, 0 new, 0 changed, 1 unchanged", (await bench.ImportAsync("communities", file, options)).Succeeded().Output, StringComparison.Ordinal);

        Assert.Equal(version, await bench.AskAsync("select version from layer_version where layer = 'places'"));
        Assert.Equal("NBS 410103011001 2023-06-30", await bench.AskAsync("select issuer || ' ' || code || ' ' || valid_from from place_code"));
        Assert.Equal("办事处", await bench.AskAsync("select attributes->>'managedBy' from place"));
    }

    [Fact]
    public async Task A_changed_row_is_updated_and_keeps_its_number()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        string[] options = ["--source", "s", "--accuracy-m", "5", "--valid-from", "2023-06-30"];
        await bench.ImportAsync("communities", bench.File("a.geojson", Collection(
            Feature("Polygon", Square, """ "id":"c1","name":"A","code12":"410103011001" """), Feature("Polygon", Square, """ "id":"c2","name":"B" """))), options);
        var number = await bench.AskAsync("select id from place where external_id = 'c1'");

        var run = await bench.ImportAsync("communities", bench.File("b.geojson", Collection(
            Feature("Polygon", Square, """ "id":"c1","name":"A","codes":[{"issuer":"NBS","code":"410103011001","validFrom":"2023-06-30","validTo":"2024-01-01"},{"issuer":"police","code":"410103011001001","validFrom":"2024-01-01"}] """),
            Feature("Polygon", Square, """ "id":"c2","name":"乙" """), Feature("Polygon", Square, """ "id":"c3","name":"C" """))), options);

        Assert.StartsWith("communities: 3 read, 1 new, 2 changed, 0 unchanged", run.Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(number, await bench.AskAsync("select id from place where external_id = 'c1'"));
        Assert.Equal("NBS 2024-01-01,police -", await bench.AskAsync(
            "select string_agg(issuer || ' ' || coalesce(valid_to::text, '-'), ',' order by issuer) from place_code"));
        Assert.Equal("乙", await bench.AskAsync("select name from place where external_id = 'c2'"));
    }

    [Fact]
    public async Task A_boundary_that_crosses_itself_is_mended_and_the_change_is_told()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var run = await bench.ImportAsync("courtyards", bench.File("c.geojson", Collection(Feature("Polygon", Bowtie, """ "id":"x","name":"甲院" """))),
            "--source", "s", "--accuracy-m", "5");

        Assert.Contains("1 repaired", run.Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("Self-intersection at 113.615", run.Error, StringComparison.Ordinal);
        Assert.Contains("mended, area ", run.Error, StringComparison.Ordinal);
        Assert.Equal(true, await bench.AskAsync("select ST_IsValid(shape) from place"));
    }

    [Fact]
    public async Task Rows_that_cannot_be_used_are_put_aside_with_reason_and_cure()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var file = bench.File("v.geojson", Collection(
            Feature("Point", "[113.61,34.70]", """ "id":"good","name":"a" """),
            Feature("Point", "[113.62,34.70]", """ "id":"good2","name":"a" """),
            Feature("Point", "[113.63,34.70]", """ "id":"good3","name":"a" """),
            Feature("Point", "[113.64,34.70]", """ "id":"good","name":"second with the id" """),
            Feature("Point", "[34.70,13.61]", """ "id":"far","name":"Ethiopia" """),
            Feature("Point", "[34.70,113.61]", """ "id":"swapped","name":"swapped" """)));

        var run = await bench.ImportAsync("venues", file, "--source", "s", "--accuracy-m", "5");

        Assert.StartsWith("venues: 6 read, 3 new, 0 changed, 0 unchanged, 0 repaired, 3 rejected", run.Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(3, await bench.CountAsync("place"));
        var rejects = bench.Rejects();
        Assert.Contains(rejects, line => line.StartsWith("5,outside-area,", StringComparison.Ordinal) && line.Contains("outside the deployment", StringComparison.Ordinal));
        Assert.Contains(rejects, line => line.StartsWith("6,out-of-range,", StringComparison.Ordinal) && line.Contains("swapped", StringComparison.Ordinal));
        Assert.Contains(rejects, line => line.StartsWith("4,duplicate-id,Line 4 has the same id as line 1: good; line 1 was kept.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_of_which_most_rows_are_bad_is_refused_as_a_whole()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var file = bench.File("v.geojson", Collection(
            Feature("Point", "[113.61,34.70]", """ "id":"1","name":"a" """),
            Feature("Point", "[34.70,113.61]", """ "id":"2","name":"b" """),
            Feature("Point", "[34.71,113.61]", """ "id":"3","name":"c" """)));
        string[] options = ["--source", "s", "--accuracy-m", "5"];

        (await bench.ImportAsync("venues", file, options)).RefusedWith("2 of 3 rows", "line 2", "--allow-many-rejects");
        Assert.Equal(0, await bench.CountAsync("place"));

        (await bench.ImportAsync("venues", file, [.. options, "--allow-many-rejects"])).Succeeded();
        Assert.Equal(1, await bench.CountAsync("place"));
    }

    [Fact]
    public async Task Metres_declared_as_degrees_are_refused_with_the_cure()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var file = bench.File("v.geojson", Collection(Feature("Point", "[465381.301,3842607.944]", """ "id":"1","name":"a" """)));
        string[] options = ["--source", "s", "--accuracy-m", "5"];

        (await bench.ImportAsync("venues", file, options)).RefusedWith("looks like metres", "--crs");
        (await bench.ImportAsync("venues", file, [.. options, "--crs", "EPSG:4526"])).RefusedWith("outside the range of EPSG:4526");
        (await bench.ImportAsync("venues", file, [.. options, "--crs", "EPSG:4547"])).Succeeded();
        Assert.Equal("113.6221 34.7111", await bench.AskAsync("select round(ST_X(shape)::numeric, 4) || ' ' || round(ST_Y(shape)::numeric, 4) from place"));
    }

    [Fact]
    public async Task A_code_held_by_another_place_is_refused()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        string[] options = ["--source", "s", "--accuracy-m", "5", "--valid-from", "2023-06-30"];
        await bench.ImportAsync("communities", bench.File("a.geojson", Collection(Feature("Polygon", Square, """ "id":"c1","name":"A","code12":"410103011001" """))), options);

        var run = await bench.ImportAsync("communities", bench.File("b.geojson", Collection(
            Feature("Polygon", Square, """ "id":"c2","name":"B","code12":"410103011001" """),
            Feature("Polygon", Square, """ "id":"c3","name":"C","code12":"410103011002" """))), options);

        Assert.Contains("1 new", run.Succeeded().Output, StringComparison.Ordinal);
        Assert.StartsWith("1,code-taken,Code NBS 410103011001 belongs to another stored place", Assert.Single(bench.Rejects()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_does_not_say_its_origin_needs_it_from_the_command_line()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var run = await bench.ImportAsync("venues", bench.File("v.geojson", Collection(Feature("Point", "[113.61,34.70]", """ "name":"a" """))));
        Assert.Equal(ExitCodes.Usage, run.RefusedWith("--source").ExitCode);
    }

    [Fact]
    public async Task A_file_that_mixes_layers_is_sorted_by_a_column()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var file = bench.File("m.geojson", Collection(
            Feature("Point", "[113.61,34.70]", """ "id":"1","name":"a","kind":"landmark" """),
            Feature("LineString", "[[113.61,34.70],[113.62,34.70]]", """ "id":"2","name":"街","kind":"road" """)));
        string[] options = ["--source", "s", "--accuracy-m", "5"];

        Assert.StartsWith("landmarks: 1 read, 1 new", (await bench.ImportAsync("landmarks", file, [.. options, "--where", "kind=landmark"])).Succeeded().Output, StringComparison.Ordinal);
        Assert.StartsWith("streets: 1 read, 1 new", (await bench.ImportAsync("streets", file, [.. options, "--where", "kind=road"])).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_lead_nowhere_are_refused_and_the_right_ones_named()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var file = bench.File("m.geojson", Collection(
            Feature("Point", "[113.61,34.70]", """ "id":"1","名字":"a","kind":"landmark" """), Feature("Point", "[113.61,34.70]", """ "id":"2","名字":"b","kind":"crossing" """)));
        string[] options = ["--source", "s", "--accuracy-m", "5"];

        (await bench.ImportAsync("landmarks", file, [.. options, "--where", "kind=road"])).RefusedWith("no row has kind=road", "landmark, crossing");
        (await bench.ImportAsync("landmarks", file, [.. options, "--where", "knd=road"])).RefusedWith("no row has a column knd", "id, 名字, kind");
        (await bench.ImportAsync("landmarks", file, [.. options, "--map", "name=名称"])).RefusedWith("no row has the column 名称", "id, 名字, kind");
        Assert.Equal(ExitCodes.Usage, (await bench.ImportAsync("landmarks", file, [.. options, "--map", "nmae=名字"])).RefusedWith("--map nmae is no field of landmarks", "name").ExitCode);
        Assert.Equal(ExitCodes.Usage, (await bench.ImportAsync("landmarks", file, [.. options, "--unit", "car-01"])).RefusedWith("--unit does nothing for landmarks", "tracks").ExitCode);
        Assert.Equal(0, await bench.CountAsync("basemap_feature"));
        (await bench.ImportAsync("landmarks", file, [.. options, "--map", "name=名字"])).Succeeded();
        Assert.Equal("a,b", await bench.AskAsync("select string_agg(name, ',' order by name) from basemap_feature"));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("no json", "x.geojson: Not valid JSON at line 1")]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", "holds nothing for venues")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[113.6,34.7]},"properties":{"id":"1"}},""", "")]
    public async Task An_unreadable_file_leaves_the_database_as_it_was(string content, string word)
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var run = await bench.ImportAsync("venues", bench.File("x.geojson", content), "--source", "s", "--accuracy-m", "5");
        Assert.Equal(ExitCodes.Failed, run.RefusedWith(word).ExitCode);
        Assert.Equal(0, await bench.CountAsync("place"));
    }

    private static string Collection(params string[] features) =>
        "{\"type\":\"FeatureCollection\",\"features\":[" + string.Join(",\n", features) + "]}";

    private static string Feature(string type, string coordinates, string properties) =>
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"" + type + "\",\"coordinates\":" + coordinates + "},\"properties\":{" + properties + "}}";
}
