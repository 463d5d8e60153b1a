using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Import;

/// <summary>Files from real life, each imported as its description says.</summary>
public class RealFileImportTests(PostGisCluster cluster)
{
    private static readonly string[] Origin = ["--source", "test", "--accuracy-m", "50"];

    [Theory]
    [InlineData("erqi_410103_wgs84_derived.geojson", "WGS84")]
    [InlineData("erqi_410103_gcj02_asis.geojson", "GCJ02")]
    public async Task Both_forms_of_the_district_boundary_give_the_published_area(string fileName, string crs)
    {
        var file = ReferenceFiles.InSharedOrSkip($"geodata/zhengzhou/{fileName}");
        await using var bench = await ImportBench.CreateAsync(cluster);
        (await bench.ImportAsync("district", file, [.. Origin, "--crs", crs])).Succeeded();
        // Published: 156.2 km2.
        Assert.InRange((double)(await bench.AskAsync("select ST_Area(shape_metric) / 1e6 from place"))!, 156.0, 157.0);
    }

    [Fact]
    public async Task One_of_the_districts_of_the_city_is_chosen()
    {
        var file = ReferenceFiles.InSharedOrSkip("geodata/zhengzhou/zhengzhou_410100_districts_gcj02_asis.geojson");
        await using var bench = await ImportBench.CreateAsync(cluster);
        (await bench.ImportAsync("district", file, [.. Origin, "--crs", "GCJ02"])).RefusedWith("12 districts", "--where");
        (await bench.ImportAsync("district", file, [.. Origin, "--crs", "GCJ02", "--where", "adcode=410103"])).Succeeded();
        Assert.Equal("二七区", await bench.AskAsync("select string_agg(name, ',') from place"));
    }

    [Theory]
    [InlineData("streets", "road_centreline", 24)]
    [InlineData("landmarks", "landmark", 19)]
    [InlineData("landmarks", "crossing", 16)]
    [InlineData("district", "subdistrict_frame", 1)]
    public async Task The_frame_of_the_sub_district_is_sorted_by_kind(string layer, string kind, int features)
    {
        var file = ReferenceFiles.InSharedOrSkip("geodata/zhengzhou/songshanlu_frame_approx.geojson");
        await using var bench = await ImportBench.CreateAsync(cluster);
        var run = (await bench.ImportAsync(layer, file, [.. Origin, "--reality", "approximate", "--where", $"kind={kind}"])).Succeeded();
        Assert.StartsWith($"{layer}: {features} read, {features} new", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anchors_without_place_are_put_aside_and_the_others_imported()
    {
        var file = ReferenceFiles.InSharedOrSkip("geodata/zhengzhou/songshanlu_frame_approx.geojson");
        await using var bench = await ImportBench.CreateAsync(cluster);
        var run = (await bench.ImportAsync("landmarks", file, [.. Origin, "--where", "kind=community_anchor"])).Succeeded();
        Assert.StartsWith("landmarks: 18 read, 13 new, 0 changed, 0 unchanged, 0 repaired, 5 rejected", run.Output, StringComparison.Ordinal);
        Assert.All(bench.Rejects(), line => Assert.Contains(",missing-value,", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_Shenzhen_network_keeps_its_length()
    {
        var file = ReferenceFiles.InSharedOrSkip("geodata/osm/shenzhen_futian_2023.geojson");
        await using var bench = await ImportBench.CreateAsync(cluster, 32650);
        (await bench.ImportAsync("streets", file, Origin)).Succeeded();
        // Its description: 4,009 directed edges, 337 km; two edges are given twice.
        Assert.Equal(4007, await bench.CountAsync("street_segment"));
        Assert.InRange((double)(await bench.AskAsync("select sum(ST_Length(centre_line::geography)) / 1000 from street_segment"))!, 335, 339);
    }

    [Fact]
    public async Task A_list_of_eating_places_in_GCJ_02_becomes_venues()
    {
        var file = ReferenceFiles.InSharedOrSkip("geodata/zhengzhou/poi_addresses_part1_gcj02.csv");
        await using var bench = await ImportBench.CreateAsync(cluster);
        var run = (await bench.ImportAsync("venues", file, [.. Origin, "--crs", "GCJ02"])).Succeeded();
        Assert.Contains("0 rejected", run.Output, StringComparison.Ordinal);
        Assert.Equal(316, await bench.CountAsync("place"));
    }
}
