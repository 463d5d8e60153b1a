using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Import;

public class DistrictImportTests(PostGisCluster cluster)
{
    private const string West = "[[[113.60,34.68],[113.62,34.68],[113.62,34.72],[113.60,34.72],[113.60,34.68]]]";
    private const string East = "[[[113.62,34.68],[113.64,34.68],[113.64,34.72],[113.62,34.72],[113.62,34.68]]]";
    private static readonly string[] Origin = ["--source", "测绘队", "--accuracy-m", "5", "--valid-from", "2023-06-30"];

    [Fact]
    public async Task The_same_district_is_updated()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        (await bench.ImportAsync("district", bench.File("d.geojson", One("d1", "嵩山路街道", West)), Origin)).Succeeded();
        Assert.StartsWith("district: 1 read, 0 new, 1 changed, 0 unchanged",
            (await bench.ImportAsync("district", bench.File("d.geojson", One("d1", "嵩山路街道", East)), Origin)).Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(1, await bench.CountAsync("place"));
    }

    [Fact]
    public async Task A_second_district_is_refused_with_the_word_that_would_replace_the_first()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        (await bench.ImportAsync("district", bench.File("d.geojson", One("d1", "嵩山路街道", West)), Origin)).Succeeded();
        var run = await bench.ImportAsync("district", bench.File("e.geojson", One("d2", "淮河路街道", East)), Origin);
        Assert.Equal(ExitCodes.Failed, run.RefusedWith("e.geojson", "嵩山路街道 (id d1", "测绘队", "--replace", "淮河路街道", "Nothing was imported").ExitCode);
        Assert.Equal("d1 113.62", await bench.AskAsync("select external_id || ' ' || ST_XMax(shape) from place"));
    }

    [Fact]
    public async Task The_offices_outline_replaces_the_drawn_one_and_keeps_the_codes_of_the_same_district()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var drawn = Path.Combine(ReferenceFiles.RepositoryRoot, "geodata", "district.geojson");
        (await bench.ImportAsync("district", drawn, "--valid-from", "2023-06-30")).Succeeded();
        (await bench.ImportAsync("landmarks", Path.Combine(ReferenceFiles.RepositoryRoot, "geodata", "landmarks.geojson"))).Succeeded();
        (await bench.ImportAsync("venues", Path.Combine(ReferenceFiles.RepositoryRoot, "geodata", "venues.geojson"))).Succeeded();
        var number = await bench.AskAsync("select id from place where kind = 'district'");
        var office = bench.File("office.geojson", One("office-1", "嵩山路街道", West));

        var run = (await bench.ImportAsync("district", office, [.. Origin, "--replace"])).Succeeded();

        Assert.StartsWith("district: 1 read, 0 new, 1 changed, 0 unchanged", run.Output, StringComparison.Ordinal);
        Assert.Contains("嵩山路街道 (id district-410103011", run.Error, StringComparison.Ordinal);
        var outside = await bench.CountAsync("place v where kind = 'venue' and not ST_Intersects(shape, (select shape from place where kind = 'district'))");
        Assert.InRange(outside, 1, 134);
        Assert.Contains($"{outside} stored places and 0 street segments lie outside", run.Error, StringComparison.Ordinal);
        Assert.Equal(number, await bench.AskAsync("select id from place where kind = 'district' and external_id = 'office-1'"));
        Assert.Equal("410103011", await bench.AskAsync("select code from place_code"));
        Assert.StartsWith("district: 1 read, 0 new, 0 changed, 1 unchanged", (await bench.ImportAsync("district", office, [.. Origin, "--replace"])).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_district_does_not_inherit_the_codes_of_the_one_it_replaces()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        (await bench.ImportAsync("district", bench.File("d.geojson", One("d1", "嵩山路街道", West, "\"code\":\"410103011\"")), Origin)).Succeeded();
        (await bench.ImportAsync("district", bench.File("e.geojson", One("d2", "淮河路街道", East, "\"code\":\"410103001\"")), [.. Origin, "--replace"])).Succeeded();
        Assert.Equal("淮河路街道 410103001", await bench.AskAsync("select string_agg(name || ' ' || code, ',') from place join place_code on place_id = id"));
    }

    [Fact]
    public async Task A_file_of_several_districts_is_refused_until_one_is_chosen()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var file = bench.File("d.geojson", $$"""{"type":"FeatureCollection","features":[{{One("d1", "甲", West)}},{{One("d2", "乙", East)}}]}""");
        (await bench.ImportAsync("district", file, Origin)).RefusedWith("2 districts", "甲, 乙", "--where");
        Assert.Equal(0, await bench.CountAsync("place"));
        (await bench.ImportAsync("district", file, [.. Origin, "--where", "name=乙"])).Succeeded();
        Assert.Equal("乙", await bench.AskAsync("select name from place"));
    }

    [Fact]
    public async Task Two_districts_of_an_earlier_version_become_one_again()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        (await bench.ImportAsync("district", bench.File("d.geojson", One("d1", "甲", West)), Origin)).Succeeded();
        await bench.AskAsync("insert into place (kind, external_id, name, shape, source, accuracy_m, reality) select kind, 'd2', '乙', shape, source, accuracy_m, reality from place");
        (await bench.ImportAsync("district", bench.File("d.geojson", One("d2", "乙", East)), Origin)).RefusedWith("甲 (id d1", "--replace");
        (await bench.ImportAsync("district", bench.File("d.geojson", One("d2", "乙", East)), [.. Origin, "--replace"])).Succeeded();
        Assert.Equal("d2", await bench.AskAsync("select string_agg(external_id, ',') from place"));
    }

    [Fact]
    public async Task Only_a_district_is_replaced()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var run = await bench.ImportAsync("communities", bench.File("d.geojson", One("d1", "甲", West)), [.. Origin, "--replace"]);
        Assert.Equal(ExitCodes.Usage, run.RefusedWith("--replace", "communities").ExitCode);
    }

    private static string One(string id, string name, string coordinates, string? more = null) =>
        $$$"""{"type":"Feature","geometry":{"type":"Polygon","coordinates":{{{coordinates}}}},"properties":{"id":"{{{id}}}","name":"{{{name}}}"{{{(more is null ? "" : "," + more)}}}}}""";
}
