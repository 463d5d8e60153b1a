using System.Globalization;
using System.Text;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.GeoJson;
using SongshanRoad.Gis.Formats.Osm;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Formats.Shapefile;
using SongshanRoad.Gis.Formats.Tracks;

namespace SongshanRoad.Gis.Formats.Tests.Reading;

/// <summary>What would have to be held in memory has a limit, and the limit is told. docs/import.md says what was measured on files of 2 GB.</summary>
public sealed class MemoryLimitTests
{
    private const string Node = "<node id='1' lon='113.6' lat='34.7'/>";

    public static TheoryData<string, string> Extracts => new()
    {
        { "nodes", string.Concat(Enumerable.Range(1, 500).Select(i => $"<node id='{i}' lon='113.6' lat='34.7'/>")) },
        { "references of one way", $"{Node}<way id='1'>{string.Concat(Enumerable.Repeat("<nd ref='1'/>", 1_000))}</way>" },
        { "members of one relation", $"<relation id='1'>{string.Concat(Enumerable.Repeat("<member type='node' ref='1'/>", 1_000))}</relation>" },
        { "ways", string.Concat(Enumerable.Range(1, 100).Select(i => $"<way id='{i}'><nd ref='1'/></way>")) },
        { "tags", string.Concat(Enumerable.Range(1, 100).Select(i => $"<node id='{i}' lon='113.6' lat='34.7'><tag k='name' v='a name of its own, number {i}'/></node>")) },
    };

    [Theory]
    [MemberData(nameof(Extracts))]
    public void An_extract_that_holds_too_much_is_refused(string what, string objects)
    {
        var xml = Encoding.UTF8.GetBytes($"<osm>{objects}</osm>");
        Assert.True(OsmFile.Read(new MemoryStream(xml)).NodeCount >= 0, what);
        var refusal = Assert.Throws<UnreadableFileException>(() => OsmFile.Read(new MemoryStream(xml), null, maxHeldBytes: 6_000));
        Assert.Equal(ProblemCodes.TooLarge, refusal.Code);
        Assert.Contains("osmium extract", refusal.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_XML_elements_are_bounded()
    {
        var xml = "<osm>" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"<an-element-with-a-rather-long-name-{i:D9}/>")) + "</osm>";
        var refusal = Assert.Throws<UnreadableFileException>(() => OsmFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(xml))));
        Assert.Equal(ProblemCodes.TooLarge, refusal.Code);
    }

    [Fact]
    public void Objects_left_out_are_listed_up_to_ten_thousand_and_counted_beyond()
    {
        var extract = OsmFile.Read(new MemoryStream(Encoding.UTF8.GetBytes("<osm>" + string.Concat(Enumerable.Range(0, 10_010).Select(_ => "<node id='1' lon='999' lat='0'/>")) + "</osm>")));
        Assert.Equal((10_000, 10L), (extract.Problems.Count, extract.FurtherProblems));
    }

    [Fact]
    public void Long_words_are_not_kept_for_their_next_use()
    {
        var words = new WordPool();
        Assert.Same(words.Take("short"), words.Take("short"));
        Assert.NotSame(words.Take(new string('x', 65)), words.Take(new string('x', 65)));
    }

    [Fact]
    public void A_table_of_a_thousand_and_one_columns_is_none()
    {
        var csv = string.Join(',', Enumerable.Range(0, 1_001).Select(i => $"c{i}")) + "\n";
        Assert.Equal(ProblemCodes.TooLarge, Assert.Throws<UnreadableFileException>(() => new CsvRecordReader(new MemoryStream(Encoding.UTF8.GetBytes(csv)))).Code);
    }

    [Fact]
    public void A_column_that_names_ten_thousand_vehicles_is_the_wrong_one()
    {
        var csv = "track,lon,lat,time\n" + string.Concat(Enumerable.Range(0, 10_001).Select(i => $"v{i},113.6,34.7,2024-05-01T12:00:00Z\n"));
        using var reader = new TrackCsvReader(new MemoryStream(Encoding.UTF8.GetBytes(csv)));
        Assert.Contains("Column track", Assert.Throws<UnreadableFileException>(() => reader.ReadRows().Count()).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_feature_or_shape_beyond_16_MiB_is_refused()
    {
        using var json = new GeoJsonReader(new MemoryStream(Encoding.UTF8.GetBytes(
            $$$"""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"x":"{{{new string('x', 17 << 20)}}}"}}]}""")));
        Assert.Equal(ProblemCodes.TooLarge, Assert.Throws<UnreadableFileException>(() => json.ReadRows().Count()).Code);

        var shp = new byte[100 + 8 + (17 << 20)];
        new byte[] { 0, 0, 0x27, 0x0A }.CopyTo(shp, 0);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(shp.AsSpan(104), (17 << 20) / 2);
        using var shapes = new ShapefileReader(new ShapefileParts(new MemoryStream(shp), null, null, null));
        Assert.Equal(ProblemCodes.TooLarge, Assert.Throws<UnreadableFileException>(() => shapes.ReadRows().Count()).Code);
    }

    [Fact]
    public void A_reject_list_has_as_many_rows_as_a_spreadsheet_opens()
    {
        using var bytes = new MemoryStream();
        using (var rejects = new RejectFile(bytes))
        {
            for (var i = 1; i <= RejectFile.MaxRows + 2; i++)
            {
                rejects.Write(new ImportProblem(i, "x", "y", "z"), new string('r', i == 1 ? 3_000 : 0));
            }

            Assert.Equal(RejectFile.MaxRows + 2, rejects.Count);
        }

        var lines = Encoding.UTF8.GetString(bytes.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(RejectFile.MaxRows + 2, lines.Length);
        Assert.Equal(2_000, lines[1].Count(letter => letter == 'r'));
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"0,more-rejects,More than {RejectFile.MaxRows} rows"), lines[^1], StringComparison.Ordinal);
    }
}
