using System.Text;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.GeoJson;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Formats.Tests.GeoJson;

public sealed class GeoJsonReaderTests
{
    private const string Two = """
        {"type":"FeatureCollection",
         "name":"places",
         "features":[
          {"type":"Feature","id":"a1","properties":{"名称":"留园里","rank":3,"width":2.5,"lit":true,"note":null,"tags":{"k":[1]}},
           "geometry":{"type":"LineString","coordinates":[[113.62,34.71,88.5],[113.63,34.72,90]]}},
          {"type":"Feature","id":7,"properties":null,"geometry":null}
         ]}
        """;

    [Fact]
    public void Features_come_with_line_id_attributes_and_a_flat_geometry()
    {
        var rows = Rows(Two);
        Assert.Equal((4L, "a1"), (rows[0].Line, rows[0].ExternalId));
        Assert.Equal("LINESTRING (113.62 34.71, 113.63 34.72)", rows[0].GeometryInSourceCrs!.AsText());
        Assert.Equal(
            new Dictionary<string, object?> { ["名称"] = "留园里", ["rank"] = 3L, ["width"] = 2.5, ["lit"] = true, ["note"] = null, ["tags"] = """{"k":[1]}""" },
            rows[0].Attributes);
        Assert.Equal((6L, "7", null), (rows[1].Line, rows[1].ExternalId, rows[1].GeometryInSourceCrs));
    }

    [Fact]
    public void A_byte_order_mark_and_a_stream_of_single_bytes_change_nothing()
    {
        using var reader = new GeoJsonReader(new DrippingStream(Encoding.UTF8.GetBytes("\uFEFF" + Two)));
        var rows = reader.ReadRows().Select(read => read.Row!).ToList();
        Assert.Equal([4L, 6L], rows.Select(row => row.Line));
        Assert.Equal(reader.LengthBytes, reader.BytesRead);
    }

    [Fact]
    public void Features_may_stand_one_per_line_or_alone()
    {
        var lines = "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}\n\u001e{\"type\":\"Feature\",\"geometry\":null}\n{\"type\":\"Point\",\"coordinates\":[3,4]}\n";
        Assert.Equal([1L, 2L, 3L], Rows(lines).Select(row => row.Line));
        Assert.Equal("POINT (3 4)", Rows(lines)[2].GeometryInSourceCrs!.AsText());
    }

    [Theory]
    [InlineData("urn:ogc:def:crs:EPSG::4547", "EPSG:4547")]
    [InlineData("EPSG:4526", "EPSG:4526")]
    [InlineData("urn:ogc:def:crs:OGC:1.3:CRS84", "WGS84")]
    [InlineData("urn:ogc:def:crs:EPSG::2379", null)]
    public void The_crs_of_an_old_file_is_told(string words, string? name)
    {
        var text = $$$"""{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"{{{words}}}"}},"features":[]}""";
        using var reader = Reader(text);
        Assert.Empty(reader.ReadRows());
        Assert.Equal((name, words), (reader.FileCrs!.Crs?.Name, reader.FileCrs.Words));
    }

    [Theory]
    [InlineData("""{"type":"Point","coordinates":["113.6","34.7"]}""", ProblemCodes.BadCoordinate, "without quotation marks")]
    [InlineData("""{"type":"Point","coordinates":[113.6]}""", ProblemCodes.BadCoordinate, "nesting")]
    [InlineData("""{"type":"Point","coordinates":[1e999,34.7]}""", ProblemCodes.BadCoordinate, "numbers")]
    [InlineData("""{"type":"LineString","coordinates":[[113.6,34.7]]}""", ProblemCodes.BadGeometry, "Draw it again")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,0]]]}""", ProblemCodes.BadGeometry, "Draw it again")]
    [InlineData("""{"type":"GeometryCollection","geometries":[]}""", ProblemCodes.BadGeometry, "Split")]
    [InlineData("""{"type":"Kreis","coordinates":[[0,0]]}""", ProblemCodes.BadGeometry, "Use Point")]
    [InlineData("7", ProblemCodes.BadGeometry, "RFC 7946")]
    public void A_broken_geometry_costs_its_row_only(string geometry, string code, string cure)
    {
        using var reader = Reader($$$"""
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{},"geometry":{{{geometry}}}},
            {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[113.6,34.7]}}]}
            """);
        var reads = reader.ReadRows().ToList();
        Assert.Equal((null, 2L, code), (reads[0].Row, reads[0].Problem!.Line, reads[0].Problem!.Code));
        Assert.Contains(cure, reads[0].Problem!.Cure, StringComparison.Ordinal);
        Assert.NotNull(reads[1].Row);
    }

    [Fact]
    public void An_open_ring_is_closed_and_reported()
    {
        using var reader = Reader("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]}""");
        var read = Assert.Single(reader.ReadRows());
        Assert.True(Assert.IsType<Polygon>(read.Row!.GeometryInSourceCrs).IsValid);
        Assert.Contains("closed", read.Problem!.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", ProblemCodes.EmptyFile, 0)]
    [InlineData("[1,2]", ProblemCodes.NotThisFormat, 0)]
    [InlineData("{\"type\":\"Topology\"}", ProblemCodes.NotThisFormat, 0)]
    [InlineData("{\"type\":\"FeatureCollection\",\n\"features\":[\n{\"type\":", ProblemCodes.Truncated, 3)]
    [InlineData("{\"type\":\"FeatureCollection\",\n\"features\":[\n{\"type\":}", ProblemCodes.NotThisFormat, 3)]
    [InlineData("id,lon,lat\n1,2,3", ProblemCodes.NotThisFormat, 1)]
    public void A_file_that_is_no_GeoJSON_is_refused_at_its_line(string text, string code, long line)
    {
        using var reader = Reader(text);
        var refusal = Assert.Throws<UnreadableFileException>(() => reader.ReadRows().ToList());
        Assert.Equal((code, line), (refusal.Code, refusal.Line));
    }

    [Fact]
    public void Text_in_GBK_is_called_by_its_name()
    {
        using var reader = new GeoJsonReader(new MemoryStream(
            [.. Encoding.ASCII.GetBytes("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"name\":\""), 0xC1, 0xF4, .. Encoding.ASCII.GetBytes("\"}}]}")]));
        Assert.Equal(ProblemCodes.WrongEncoding, Assert.Single(reader.ReadRows()).Problem!.Code);
    }

    [Fact]
    public void A_top_level_word_in_GBK_makes_the_file_unreadable_and_says_why()
    {
        using var reader = new GeoJsonReader(new MemoryStream([.. "{\"type\":\""u8, 0xC1, 0xF4, .. "\"}"u8]));
        Assert.Equal(ProblemCodes.WrongEncoding, Assert.Throws<UnreadableFileException>(() => reader.ReadRows().ToList()).Code);
    }

    [Theory]
    [InlineData("zhengzhou/erqi_410103_gcj02_asis.geojson", 1, 0)]
    [InlineData("zhengzhou/zhengzhou_410100_districts_gcj02_asis.geojson", 12, 0)]
    [InlineData("zhengzhou/songshanlu_frame_approx.geojson", 85, 5)]
    [InlineData("osm/shenzhen_futian_2023.geojson", 4009, 0)]
    public void Every_real_file_is_read_whole(string file, int features, int withoutGeometry)
    {
        using var reader = new GeoJsonReader(ReferenceFiles.InSharedOrSkip($"geodata/{file}"));
        var reads = reader.ReadRows().ToList();
        Assert.All(reads, read => Assert.Null(read.Problem));
        Assert.Equal((features, withoutGeometry), (reads.Count, reads.Count(read => read.Row!.GeometryInSourceCrs is null)));
    }

    private static GeoJsonReader Reader(string text) => new(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static List<FeatureRow> Rows(string text)
    {
        using var reader = Reader(text);
        return [.. reader.ReadRows().Select(read => read.Row!)];
    }

    private sealed class DrippingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(1, count));
    }
}
