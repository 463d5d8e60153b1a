using System.Globalization;
using System.Text.Json;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Cli.Tests.Import;

public class OsmImportTests(PostGisCluster cluster)
{
    // Corners inside a travelled segment that are also a corner of another one, found by PostGIS.
    private const string JunctionsInside = """
        with corner as (
          select external_id, (dump).geom as at, (dump).geom in (ST_StartPoint(centre_line), ST_EndPoint(centre_line)) as is_end
          from street_segment cross join lateral ST_DumpPoints(centre_line) dump
          where foot or car)
        select from corner a join corner b using (at) where not a.is_end and a.external_id <> b.external_id
        """;

    [Theory]
    // Segments: counted by a script of its own in Python, which walks the XML and cuts at every shared node.
    [InlineData("beijing_wudaokou_2017.osm", "beijing_wudaokou_2017.osm", 32650, 1422)]
    [InlineData("beijing_wudaokou_2017.osm.pbf", "beijing_wudaokou_2017.osm", 32650, 1422)]
    [InlineData("shanghai_baoshan_2021.osm", "shanghai_baoshan_2021.osm", 32651, 456)]
    public async Task Counts_and_kilometres_equal_those_of_an_independent_program(string fileName, string expectedName, int metricSrid, int segments)
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
        Assert.Equal(segments, await bench.CountAsync("street_segment"));
        Assert.Equal(highways, await bench.CountAsync("(select distinct regexp_replace(external_id, '^(way/[0-9]+)/.*', '\\1') from street_segment) ways"));
        // The ellipsoid in PostGIS is a second method for the stored lines.
        var storedKm = (double)(await bench.AskAsync("select sum(ST_Length(centre_line::geography)) / 1000 from street_segment"))!;
        Assert.Equal(km, storedKm, 0.001);

        Assert.Equal(0, await bench.CountAsync($"({JunctionsInside}) junctions"));
        Assert.StartsWith($"streets: {segments} read, 0 new, 0 changed, {segments} unchanged", (await bench.ImportAsync("streets", file)).Succeeded().Output, StringComparison.Ordinal);

        (await bench.ImportAsync("buildings", file)).Succeeded();
        Assert.Equal(expected.GetProperty("closed_building_ways").GetInt32(), await bench.CountAsync("basemap_feature where external_id like 'way/%'"));
    }

    [Fact]
    public async Task Ways_are_cut_where_streets_meet_and_where_they_cross_themselves()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        var run = (await bench.ImportAsync("streets", bench.File("s.osm", Sketch()))).Succeeded();
        Assert.Equal(
            "way/1/1 2, way/1/2 3, way/2 2, way/3/1 2, way/3/2 4, way/4 3, way/5 3, way/6 5, way/7 2",
            await bench.AskAsync("select string_agg(external_id || ' ' || ST_NPoints(centre_line), ', ' order by external_id) from street_segment"));
        Assert.Contains("7 highway ways", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Segments_of_an_earlier_extract_go_when_a_way_is_cut_otherwise()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        (await bench.ImportAsync("streets", bench.File("s.osm", Sketch(without: 2)))).Succeeded();
        Assert.Equal(1, await bench.CountAsync("street_segment where external_id like 'way/1%'"));
        var run = (await bench.ImportAsync("streets", bench.File("s.osm", Sketch()))).Succeeded();
        Assert.Contains("1 stored segments went", run.Error, StringComparison.Ordinal);
        Assert.Equal("way/1/1,way/1/2", await bench.AskAsync("select string_agg(external_id, ',' order by external_id) from street_segment where external_id like 'way/1%'"));
        (await bench.ImportAsync("streets", bench.File("s.osm", Sketch(without: 2)))).Succeeded();
        Assert.Equal("way/1", await bench.AskAsync("select string_agg(external_id, ',') from street_segment where external_id like 'way/1%'"));
    }

    [Fact]
    public async Task A_street_redrawn_in_one_part_loses_its_former_parts()
    {
        await using var bench = await ImportBench.CreateAsync(cluster);
        string Drawn(string type, string coordinates) =>
            $$$"""{"type":"Feature","properties":{"id":"s1"},"geometry":{"type":"{{{type}}}","coordinates":{{{coordinates}}}}}""";
        string[] origin = ["--source", "s", "--accuracy-m", "5"];
        (await bench.ImportAsync("streets", bench.File("s.geojson", Drawn("MultiLineString", "[[[113.61,34.70],[113.62,34.70]],[[113.63,34.70],[113.64,34.70]]]")), origin)).Succeeded();
        (await bench.ImportAsync("streets", bench.File("s.geojson", Drawn("LineString", "[[113.61,34.70],[113.64,34.70]]")), origin)).Succeeded();
        Assert.Equal("s1", await bench.AskAsync("select string_agg(external_id, ',') from street_segment"));
    }

    // 1 is met by 2 in its middle; 3 crosses itself; 4 and 5 meet at their ends; 6 is a closed ring; 7 is a platform on 5.
    private static string Sketch(int without = 0)
    {
        (int Id, string Class, int[] Nodes)[] ways =
        [
            (1, "residential", [1, 2, 3, 4]), (2, "footway", [2, 5]), (3, "service", [6, 7, 8, 9, 7]), (4, "residential", [10, 11, 12]),
            (5, "residential", [12, 13, 14]), (6, "residential", [15, 16, 17, 18, 15]), (7, "platform", [13, 19]),
        ];
        var nodes = string.Concat(Enumerable.Range(1, 19).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"<node id=\"{i}\" lon=\"{113.61 + (i % 5 * 0.001) + (i * 0.0001):F7}\" lat=\"{34.70 + (i / 5 * 0.001):F7}\"/>\n")));
        return $"<osm version=\"0.6\">\n{nodes}" + string.Concat(ways.Where(way => way.Id != without).Select(way =>
            $"<way id=\"{way.Id}\">{string.Concat(way.Nodes.Select(node => $"<nd ref=\"{node}\"/>"))}<tag k=\"highway\" v=\"{way.Class}\"/></way>\n")) + "</osm>";
    }
}
