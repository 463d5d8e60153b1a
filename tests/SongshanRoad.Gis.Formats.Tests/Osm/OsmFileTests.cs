using System.IO.Compression;
using System.Text;
using System.Text.Json;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Osm;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Formats.Tests.Osm;

public sealed class OsmFileTests
{
    private static readonly string HandMade = ReferenceFiles.InRepository("formats/school_multipolygon.osm");

    [Theory]
    [InlineData("beijing_wudaokou_2017.osm", "beijing_wudaokou_2017.osm")]
    [InlineData("beijing_wudaokou_2017.osm.pbf", "beijing_wudaokou_2017.osm")]
    [InlineData("shanghai_baoshan_2021.osm", "shanghai_baoshan_2021.osm")]
    public void Counts_and_kilometres_of_a_real_extract_equal_those_of_another_program(string file, string key)
    {
        var extract = OsmFile.Read(ReferenceFiles.InSharedOrSkip($"geodata/osm/{file}"));
        using var all = JsonDocument.Parse(File.ReadAllText(ReferenceFiles.InSharedOrSkip("geodata/expected_part1.json")));
        var expected = all.RootElement.GetProperty("osm").GetProperty(key);
        var summary = OsmSummary.Of(extract);

        int Expected(string name) => expected.GetProperty(name).GetInt32();
        Assert.Equal(Expected("nodes"), summary.Nodes);
        Assert.Equal(Expected("ways"), summary.Ways);
        Assert.Equal(Expected("relations"), summary.Relations);
        Assert.Equal(Expected("ways_with_missing_nodes"), summary.WaysWithMissingNodes);
        Assert.Equal(Expected("highway_ways"), summary.HighwayWays);
        Assert.Equal(Expected("distinct_street_names"), summary.DistinctStreetNames);
        Assert.Equal(Expected("closed_building_ways"), summary.ClosedBuildingWays);
        Assert.Equal(Expected("multipolygon_relations"), summary.MultipolygonRelations);
        Assert.Equal(expected.GetProperty("highway_km_total_unclipped").GetDouble(), summary.HighwayKm, 0.0006);
        var classes = expected.GetProperty("highway_ways_by_class").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt32());
        Assert.Equal(classes, summary.Highways.ToDictionary(h => h.Key, h => h.Value.Ways));
        foreach (var km in expected.GetProperty("highway_km_by_class_unclipped").EnumerateObject())
        {
            Assert.Equal(km.Value.GetDouble(), summary.Highways[km.Name].LengthKm, 0.0006);
        }

        var bounds = expected.GetProperty("bounds");
        Assert.Equal(
            new Envelope(bounds.GetProperty("minlon").GetDouble(), bounds.GetProperty("maxlon").GetDouble(),
                bounds.GetProperty("minlat").GetDouble(), bounds.GetProperty("maxlat").GetDouble()),
            extract.BoundsWgs84);
        Assert.Empty(extract.Problems);
    }

    [Fact]
    public void A_real_extract_is_the_same_from_pbf_as_from_xml()
    {
        var xml = OsmFile.Read(ReferenceFiles.InSharedOrSkip("geodata/osm/beijing_wudaokou_2017.osm"));
        var pbf = OsmFile.Read(ReferenceFiles.InSharedOrSkip("geodata/osm/beijing_wudaokou_2017.osm.pbf"));
        AssertSame(xml, pbf);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Plain_and_dense_nodes_raw_and_packed_blobs_read_the_same(bool dense, bool zlib)
    {
        var xml = OsmFile.Read(HandMade);
        var pbf = TinyPbf.Write(xml, [.. Enumerable.Range(1, 12).Select(id => (long)id)], dense, zlib);
        AssertSame(xml, OsmFile.Read(new MemoryStream(pbf)));
    }

    [Fact]
    public void A_gzipped_extract_is_read_as_it_is()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(File.ReadAllBytes(HandMade));
        }

        packed.Position = 0;
        AssertSame(OsmFile.Read(HandMade), OsmFile.Read(packed));
    }

    [Fact]
    public void A_node_that_is_not_on_Earth_is_left_out_and_reported_with_its_line()
    {
        var extract = OsmFile.Read(HandMade);
        Assert.Equal(12, extract.NodeCount);
        var problem = Assert.Single(extract.Problems);
        Assert.Equal((19, ProblemCodes.OutOfRange), (problem.Line, problem.Code));
        Assert.Contains("node/13", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_ends_at_the_length_of_the_file()
    {
        (long Read, long All) last = default;
        OsmFile.Read(HandMade, (read, all) => last = (read, all));
        Assert.Equal((new FileInfo(HandMade).Length, new FileInfo(HandMade).Length), last);
    }

    [Theory]
    [InlineData("<?xml version='1.0'?><gpx></gpx>", ProblemCodes.NotThisFormat)]
    [InlineData("<osm><node id='1'", ProblemCodes.Truncated)]
    [InlineData("<!DOCTYPE osm [<!ENTITY a 'aaaa'>]><osm>&a;</osm>", ProblemCodes.NotThisFormat)]
    [InlineData("BZh91AY", ProblemCodes.NotThisFormat)]
    [InlineData("\0\0\0\u000dno pbf at all", ProblemCodes.NotThisFormat)]
    [InlineData("", ProblemCodes.EmptyFile)]
    public void What_is_no_extract_is_refused_with_code_and_cure(string content, string code)
    {
        var refusal = Assert.Throws<UnreadableFileException>(() => OsmFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(content))));
        Assert.Equal(code, refusal.Code);
        Assert.NotEmpty(refusal.Cure);
    }

    [Fact]
    public void Absurdly_long_or_deep_xml_is_refused_before_it_fills_the_memory()
    {
        var longTag = new MemoryStream(Encoding.UTF8.GetBytes($"<osm><node id='1' lat='{new string('1', 3_000_000)}'/></osm>"));
        Assert.Equal(ProblemCodes.TooLarge, Assert.Throws<UnreadableFileException>(() => OsmFile.Read(longTag)).Code);
        var deep = new MemoryStream(Encoding.UTF8.GetBytes("<osm>" + string.Concat(Enumerable.Repeat("<a>", 100_000))));
        Assert.Equal(ProblemCodes.NotThisFormat, Assert.Throws<UnreadableFileException>(() => OsmFile.Read(deep)).Code);
    }

    private static void AssertSame(OsmExtract expected, OsmExtract actual)
    {
        Assert.Equal(expected.NodeCount, actual.NodeCount);
        Assert.Equal(expected.BoundsWgs84, actual.BoundsWgs84);
        Assert.Equal(expected.TaggedNodes.Select(n => (n.Id, Text(n.Tags))), actual.TaggedNodes.Select(n => (n.Id, Text(n.Tags))));
        Assert.Equal(expected.Ways.Select(w => (w.Id, string.Join(' ', w.NodeIds), Text(w.Tags))), actual.Ways.Select(w => (w.Id, string.Join(' ', w.NodeIds), Text(w.Tags))));
        Assert.Equal(expected.Relations.Select(r => (r.Id, string.Join(' ', r.Members), Text(r.Tags))), actual.Relations.Select(r => (r.Id, string.Join(' ', r.Members), Text(r.Tags))));
        foreach (var nodeId in expected.Ways.SelectMany(w => w.NodeIds))
        {
            Assert.Equal(expected.TryFindNode(nodeId, out var a), actual.TryFindNode(nodeId, out var b));
            Assert.Equal(a, b);
        }
    }

    private static string Text(OsmTags tags) => string.Join(';', tags.OrderBy(t => t.Key, StringComparer.Ordinal));
}
