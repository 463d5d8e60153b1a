using System.Text;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Formats.Tests.Csv;

public sealed class IncidentCsvReaderTests
{
    private const string Chinese = "警情编号,经度,纬度,报警时间,警情类别,来源,状态\n" +
        "A-1,113.6221,34.7111,2024-05-01 22:30,盗窃,110,已处置\n" +
        "A-2,113.6222,34.7112,2024/5/2 9:05,\"打架\n斗殴\",巡逻,\n" +
        "A-3,,34.7112,2024/5/2 9:05,盗窃,,\n" +
        "A-4,113.6222,34.7112,昨天,盗窃,,\n";

    public static TheoryData<string> Encodings => ["utf-8", "gbk", "utf-16"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Chinese_headers_and_texts_are_read_in_every_usual_encoding(string name)
    {
        var encoding = TextEncodings.Find(name)!;
        using var reader = new IncidentCsvReader(new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes(Chinese)]));
        var reads = reader.ReadRows().ToList();

        Assert.Equal(
            new IncidentRow(2, "A-1", 113.6221, 34.7111, Utc("2024-05-01T14:30:00Z"), null, "盗窃", "110", "已处置"), reads[0].Row);
        Assert.Equal((3L, "打架\n斗殴", "巡逻", null), (reads[1].Row!.Line, reads[1].Row!.CategoryText, reads[1].Row!.ReportedByText, reads[1].Row!.ProgressText));
        Assert.Equal((5L, ProblemCodes.MissingValue), (reads[2].Problem!.Line, reads[2].Problem!.Code));
        Assert.Equal((6L, ProblemCodes.BadTime), (reads[3].Problem!.Line, reads[3].Problem!.Code));
        Assert.Contains("昨天", reads[3].Problem!.Sentence, StringComparison.Ordinal);
        Assert.Contains(reader.Notes, note => note.Contains("2 times name no zone", StringComparison.Ordinal));
    }

    [Fact]
    public void Gbk_is_noticed_even_when_the_first_megabyte_is_plain_ascii()
    {
        var ascii = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i},113.62,34.71,2024-05-01 22:30,theft\n"));
        var bytes = TextEncodings.Gbk.GetBytes($"id,lon,lat,time,category\n{ascii}x,113.62,34.71,2024-05-01 22:30,盗窃\n");
        using var reader = new IncidentCsvReader(new MemoryStream(bytes));
        Assert.Equal("盗窃", reader.ReadRows().Last().Row!.CategoryText);
    }

    [Theory]
    [InlineData("id;lon;lat;time\n1;113.6;34.7;2024-05-01 10:00")]
    [InlineData("id\tlon\tlat\ttime\n1\t113.6\t34.7\t2024-05-01 10:00")]
    [InlineData("lon,lat,date,time,id\n113.6,34.7,2024/5/1,10:00,1")]
    [InlineData("lon,lat,日期,时间,编号\n113.6,34.7,45413,0.41666666,1")]
    public void Delimiters_and_split_times_are_found(string text)
    {
        var row = Assert.Single(Rows(text));
        Assert.Equal(("1", 113.6, 34.7, Utc("2024-05-01T02:00:00Z")), (row.ExternalId, row.X, row.Y, row.OccurredFromUtc));
    }

    [Fact]
    public void A_date_alone_counts_for_the_whole_day()
    {
        var row = Assert.Single(Rows("lon,lat,time\n113.6,34.7,2024-05-01"));
        Assert.Equal((Utc("2024-04-30T16:00:00Z"), Utc("2024-05-01T16:00:00Z")), (row.OccurredFromUtc, row.OccurredToUtc!.Value));
    }

    [Fact]
    public void Columns_named_by_hand_win_over_recognised_ones()
    {
        var map = ColumnMap.Parse("lon=东,lat=北,time=3,id=案号", out var refusal);
        Assert.Null(refusal);
        var row = Assert.Single(Rows("东,北,when,案号,lon,lat\n465381.3,3842607.9,2024-05-01T10:00Z,Z9,0,0", new CsvOptions { Map = map! }));
        Assert.Equal(("Z9", 465381.3, 3842607.9), (row.ExternalId, row.X, row.Y));
    }

    [Theory]
    [InlineData("lon", "not word=header")]
    [InlineData("länge=x", "unknown")]
    public void A_wrong_map_is_refused_with_what_is_allowed(string map, string word)
    {
        Assert.Null(ColumnMap.Parse(map, out var refusal));
        Assert.Contains(word, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,113.6,34.7", ProblemCodes.BadRow)]
    [InlineData("1,113.6,34.7,2024-05-01 10:00,盗窃,too many", ProblemCodes.BadRow)]
    [InlineData("1,113.6 E,34.7,2024-05-01 10:00,盗窃", ProblemCodes.BadCoordinate)]
    [InlineData("1,NaN,34.7,2024-05-01 10:00,盗窃", ProblemCodes.BadCoordinate)]
    [InlineData("1,0,0,2024-05-01 10:00,盗窃", ProblemCodes.MissingValue)]
    [InlineData("1,113.6,34.7,,盗窃", ProblemCodes.BadTime)]
    [InlineData("4.10103E+11,113.6,34.7,2024-05-01 10:00,盗窃", ProblemCodes.BadRow)]
    public void A_bad_row_is_refused_and_the_next_one_kept(string row, string code)
    {
        using var reader = Reader($"id,lon,lat,time,category\n{row}\n2,113.6,34.7,2024-05-01 10:00,盗窃\n");
        var reads = reader.ReadRows().ToList();
        Assert.Equal((code, 2L), (reads[0].Problem!.Code, reads[0].Problem!.Line));
        Assert.Equal("2", reads[1].Row!.ExternalId);
    }

    [Theory]
    [InlineData("a,b,c\n1,2,3", ProblemCodes.MissingColumn)]
    [InlineData("lon,lat\n1,2", ProblemCodes.MissingColumn)]
    [InlineData("\n\n", ProblemCodes.EmptyFile)]
    [InlineData("PK\u0003\u0004\0\0\0", ProblemCodes.NotThisFormat)]
    public void A_file_that_cannot_be_used_is_refused_with_a_cure(string text, string code) =>
        Assert.Equal(code, Assert.Throws<UnreadableFileException>(() => Reader(text)).Code);

    [Theory]
    [InlineData("zhengzhou/poi_addresses_part1_gcj02.csv", 316)]
    [InlineData("zhengzhou/songshanlu_gazetteer_approx.csv", 48)]
    public void Real_point_tables_are_read_as_features(string file, int rows)
    {
        using var reader = new FeatureCsvReader(ReferenceFiles.InSharedOrSkip($"geodata/{file}"));
        var reads = reader.ReadRows().ToList();
        Assert.True(reads.Count(read => read.Row is not null) >= rows);
        Assert.All(reads.Where(read => read.Row is not null), read => Assert.InRange(read.Row!.GeometryInSourceCrs!.Coordinate.X, 113, 114));
    }

    private static IncidentCsvReader Reader(string text, CsvOptions? options = null) => new(new MemoryStream(Encoding.UTF8.GetBytes(text)), options);

    private static List<IncidentRow> Rows(string text, CsvOptions? options = null)
    {
        using var reader = Reader(text, options);
        return [.. reader.ReadRows().Select(read => read.Row!)];
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
