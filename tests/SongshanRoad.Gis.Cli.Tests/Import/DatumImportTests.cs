using System.Globalization;
using System.Text;
using System.Text.Json;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Import;

public class DatumImportTests(PostGisCluster cluster)
{
    private static readonly string Geodata = Path.Combine(ReferenceFiles.RepositoryRoot, "geodata");

    [Fact]
    public async Task Incidents_in_GCJ_02_declared_as_WGS_84_are_stopped_with_the_word_that_fits()
    {
        await using var bench = await WithDistrictAsync();
        var file = bench.File("i.csv", Incidents(Gcj02.FromWgs84));

        (await bench.ImportAsync("incidents", file, "--crs", "WGS84")).RefusedWith("fit GCJ02, not WGS84", "--crs GCJ02", "--force-crs");
        Assert.Equal(0, await bench.CountAsync("incident"));

        (await bench.ImportAsync("incidents", file, "--crs", "GCJ02")).Succeeded();
        Assert.True(await bench.CountAsync("incident") > 500);
    }

    [Fact]
    public async Task Baidu_coordinates_are_told_from_WGS_84()
    {
        await using var bench = await WithDistrictAsync();
        (await bench.ImportAsync("incidents", bench.File("i.csv", Incidents(Bd09.FromWgs84)))).RefusedWith("--crs BD09");
    }

    [Fact]
    public async Task Right_coordinates_pass()
    {
        await using var bench = await WithDistrictAsync();
        (await bench.ImportAsync("incidents", bench.File("i.csv", Incidents(position => position)))).Succeeded();
    }

    [Fact]
    public async Task Swapped_columns_are_named()
    {
        await using var bench = await WithDistrictAsync();
        var file = bench.File("i.csv", Incidents(position => position));
        (await bench.ImportAsync("incidents", file, "--map", "lon=lat,lat=lon")).RefusedWith("exchanged", "longitude first");
        Assert.Equal(0, await bench.CountAsync("incident"));
    }

    [Fact]
    public async Task A_zone_prefix_is_named()
    {
        await using var bench = await WithDistrictAsync();
        var text = new StringBuilder("id,x,y,time,category\n");
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"Z{i},{38_465_000 + random.Next(-600, 600)},{3_842_000 + random.Next(-1500, 800)},2026-01-02 22:15,theft\n");
        }

        var file = bench.File("z.csv", text.ToString());
        (await bench.ImportAsync("incidents", file, "--crs", "EPSG:4547")).RefusedWith("EPSG:4526");
        (await bench.ImportAsync("incidents", file, "--crs", "EPSG:4526")).Succeeded();
    }

    private async Task<ImportBench> WithDistrictAsync()
    {
        var bench = await ImportBench.CreateAsync(cluster);
        (await bench.ImportAsync("district", Path.Combine(Geodata, "district.geojson"), "--valid-from", "2023-06-30")).Succeeded();
        (await bench.ImportAsync("streets", Path.Combine(Geodata, "streets.geojson"))).Succeeded();
        (await bench.ImportAsync("categories", Path.Combine(Geodata, "incident-categories.csv"))).Succeeded();
        return bench;
    }

    // Incidents on the district's streets, as a street-bound file has them.
    private static string Incidents(Func<LonLat, LonLat> convert)
    {
        using var streets = JsonDocument.Parse(File.ReadAllText(Path.Combine(Geodata, "streets.geojson")));
        var text = new StringBuilder("id,lon,lat,time,category\n");
        var number = 0;
        foreach (var coordinate in streets.RootElement.GetProperty("features").EnumerateArray()
            .SelectMany(feature => feature.GetProperty("geometry").GetProperty("coordinates").EnumerateArray()))
        {
            var position = convert(LonLat.FromDegrees(coordinate[0].GetDouble(), coordinate[1].GetDouble()));
            text.Append(CultureInfo.InvariantCulture, $"J{number++},{position.LonDeg:F7},{position.LatDeg:F7},2026-01-02 22:15,theft\n");
        }

        return text.ToString();
    }
}
