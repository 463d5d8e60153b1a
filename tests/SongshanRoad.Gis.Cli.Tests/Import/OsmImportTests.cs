using System.Globalization;
using System.Text.Json;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Import;

public class OsmImportTests(PostGisCluster cluster)
{
    [Theory]
    [InlineData("beijing_wudaokou_2017.osm", "beijing_wudaokou_2017.osm", 32650)]
    [InlineData("beijing_wudaokou_2017.osm.pbf", "beijing_wudaokou_2017.osm", 32650)]
    [InlineData("shanghai_baoshan_2021.osm", "shanghai_baoshan_2021.osm", 32651)]
    public async Task Counts_and_kilometres_equal_those_of_an_independent_program(string fileName, string expectedName, int metricSrid)
    {
        var file = ReferenceFiles.InSharedOrSkip($"geodata/osm/{fileName}");
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(
            ReferenceFiles.InSharedOrSkip("geodata/expected_part1.json"), TestContext.Current.CancellationToken));
        var expected = document.RootElement.GetProperty("osm").GetProperty(expectedName);
        await using var bench = await ImportBench.CreateAsync(cluster, metricSrid);

        var run = (await bench.ImportAsync("streets", file)).Succeeded();

        var (nodes, ways, relations) = (expected.GetProperty("nodes").GetInt32(), expected.GetProperty("ways").GetInt32(), expected.GetProperty("relations").GetInt32());
        var highways = expected.GetProperty("highway_ways").GetInt32();
        var km = expected.GetProperty("highway_km_total_unclipped").GetDouble();
        Assert.Contains(string.Create(CultureInfo.InvariantCulture,
            $"{nodes} nodes, {ways} ways, {relations} relations; {highways} highway ways, {km:F3} km"), run.Error, StringComparison.Ordinal);
        Assert.Equal(highways, await bench.CountAsync("street_segment"));
        // The ellipsoid in PostGIS is a second method for the stored lines.
        var storedKm = (double)(await bench.AskAsync("select sum(ST_Length(centre_line::geography)) / 1000 from street_segment"))!;
        Assert.Equal(km, storedKm, 0.001);

        (await bench.ImportAsync("buildings", file)).Succeeded();
        Assert.Equal(expected.GetProperty("closed_building_ways").GetInt32(), await bench.CountAsync("basemap_feature where external_id like 'way/%'"));
    }
}
