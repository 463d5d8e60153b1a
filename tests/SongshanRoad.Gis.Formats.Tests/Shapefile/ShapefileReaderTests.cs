using System.IO.Compression;
using System.Text;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Formats.Shapefile;

namespace SongshanRoad.Gis.Formats.Tests.Shapefile;

public sealed class ShapefileReaderTests : IDisposable
{
    private static readonly GeometryFactory Factory = new();

    private readonly string _folder = Directory.CreateTempSubdirectory("shp").FullName;

    public static TheoryData<string> Shapes =>
    [
        "POINT (113.6 34.7)",
        "MULTIPOINT ((113.6 34.7), (113.7 34.8))",
        "LINESTRING (113.6 34.7, 113.7 34.8, 113.8 34.8)",
        "MULTILINESTRING ((113.6 34.7, 113.7 34.8), (1 2, 3 4))",
        "POLYGON ((0 0, 0 10, 10 10, 10 0, 0 0), (2 2, 4 2, 4 4, 2 4, 2 2))",
        "MULTIPOLYGON (((0 0, 0 10, 10 10, 10 0, 0 0), (2 2, 4 2, 4 4, 2 4, 2 2)), ((20 20, 20 30, 30 30, 20 20)))",
    ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_kind_of_shape_that_another_program_wrote_comes_back(string wkt)
    {
        var geometry = new NetTopologySuite.IO.WKTReader().Read(wkt);
        using var reader = new ShapefileReader(Write(Encoding.UTF8, null, [(geometry, "a"), (geometry, "b")]));
        var reads = reader.ReadRows().ToList();
        Assert.Equal([1L, 2L], reads.Select(read => read.Row!.Line));
        Assert.All(reads, read => Assert.True(geometry.EqualsTopologically(read.Row!.GeometryInSourceCrs), read.Row!.GeometryInSourceCrs!.AsText()));
        Assert.Equal(reader.LengthBytes, reader.BytesRead);
    }

    [Theory]
    [InlineData("gbk", true)]
    [InlineData("gbk", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    public void Chinese_attributes_are_read_with_and_without_a_cpg(string encoding, bool cpg)
    {
        var path = Write(TextEncodings.Find(encoding)!, null, [(Factory.CreatePoint(new Coordinate(1, 2)), "齐礼阎社区")]);
        if (!cpg)
        {
            File.Delete(Path.ChangeExtension(path, ".cpg"));
            ClearLanguageDriver(path);
        }

        using var reader = new ShapefileReader(path);
        var attributes = Assert.Single(reader.ReadRows()).Row!.Attributes;
        Assert.Equal(("齐礼阎社区", 7L, 2.5, true, new DateOnly(2024, 5, 1)),
            (attributes["名称"], attributes["rank"], attributes["width"], attributes["lit"], attributes["seen"]));
    }

    [Fact]
    public void The_language_driver_byte_of_a_Chinese_desktop_means_GBK()
    {
        var path = Write(TextEncodings.Gbk, null, [(Factory.CreatePoint(new Coordinate(1, 2)), "啊")]);
        File.Delete(Path.ChangeExtension(path, ".cpg"));
        var dbf = File.ReadAllBytes(Path.ChangeExtension(path, ".dbf"));
        dbf[29] = 0x4D;
        File.WriteAllBytes(Path.ChangeExtension(path, ".dbf"), dbf);
        using var reader = new ShapefileReader(path);
        Assert.Equal("啊", Assert.Single(reader.ReadRows()).Row!.Attributes["名称"]);
    }

    [Fact]
    public void A_zip_is_read_like_the_files_in_it()
    {
        Write(TextEncodings.Gbk, Wkt.Cgcs2000Cm114, [(Factory.CreatePoint(new Coordinate(465381.3, 3842607.9)), "锦和社区")]);
        var zip = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");
        try
        {
            ZipFile.CreateFromDirectory(_folder, zip);
            using var reader = new ShapefileReader(zip);
            Assert.Equal("EPSG:4547", reader.FileCrs!.Crs!.Name);
            Assert.Equal("锦和社区", Assert.Single(reader.ReadRows()).Row!.Attributes["名称"]);
        }
        finally
        {
            File.Delete(zip);
        }
    }

    [Fact]
    public void Neither_index_nor_attribute_table_is_needed()
    {
        var path = Write(Encoding.UTF8, null, [(Factory.CreatePoint(new Coordinate(1, 2)), "a")]);
        File.Delete(Path.ChangeExtension(path, ".shx"));
        File.Delete(Path.ChangeExtension(path, ".dbf"));
        using var reader = new ShapefileReader(path);
        Assert.Empty(Assert.Single(reader.ReadRows()).Row!.Attributes);
        Assert.Contains("no .dbf", Assert.Single(reader.Notes), StringComparison.Ordinal);
        Assert.Null(reader.FileCrs);
    }

    [Fact]
    public void A_shape_that_does_not_fit_its_record_costs_that_record_only()
    {
        var line = Factory.CreateLineString([new Coordinate(1, 2), new Coordinate(3, 4)]);
        var path = Write(Encoding.UTF8, null, [(line, "a"), (line, "b")]);
        var shp = File.ReadAllBytes(path);
        BitConverter.TryWriteBytes(shp.AsSpan(100 + 8 + 4 + 36), 1_000_000_000);
        File.WriteAllBytes(path, shp);
        using var reader = new ShapefileReader(path);
        var reads = reader.ReadRows().ToList();
        Assert.Equal((1L, ProblemCodes.BadGeometry), (reads[0].Problem!.Line, reads[0].Problem!.Code));
        Assert.Equal("b", reads[1].Row!.Attributes["名称"]);
    }

    [Fact]
    public void A_file_cut_off_in_copying_says_at_which_record()
    {
        var path = Write(Encoding.UTF8, null, [(Factory.CreatePoint(new Coordinate(1, 2)), "a"), (Factory.CreatePoint(new Coordinate(1, 2)), "b")]);
        var shp = File.ReadAllBytes(path);
        File.WriteAllBytes(path, shp[..^5]);
        using var reader = new ShapefileReader(path);
        var refusal = Assert.Throws<UnreadableFileException>(() => reader.ReadRows().ToList());
        Assert.Equal((ProblemCodes.Truncated, 2L), (refusal.Code, refusal.Line));
    }

    [Fact]
    public void What_is_no_Shapefile_is_refused()
    {
        var path = Path.Combine(_folder, "x.shp");
        File.WriteAllText(path, "hello");
        Assert.Equal(ProblemCodes.NotThisFormat, Assert.Throws<UnreadableFileException>(() => new ShapefileReader(path)).Code);
        File.WriteAllText(Path.Combine(_folder, "x.zip"), "hello");
        Assert.Equal(ProblemCodes.NotThisFormat, Assert.Throws<UnreadableFileException>(() => new ShapefileReader(Path.Combine(_folder, "x.zip"))).Code);
        Assert.Equal(ProblemCodes.CannotOpen, Assert.Throws<UnreadableFileException>(() => new ShapefileReader(Path.Combine(_folder, "none.shp"))).Code);
    }

    [Theory]
    [InlineData(Wkt.Cgcs2000Cm114, "EPSG:4547")]
    [InlineData(Wkt.Cgcs2000Zone38, "EPSG:4526")]
    [InlineData(Wkt.Cgcs2000, "EPSG:4490")]
    [InlineData(Wkt.Wgs84, "WGS84")]
    [InlineData(Wkt.Utm49, "EPSG:32649")]
    [InlineData(Wkt.WebMercator, "EPSG:3857")]
    [InlineData("""PROJCS["whatever",GEOGCS["x"],AUTHORITY["EPSG","4547"]]""", "EPSG:4547")]
    [InlineData(Wkt.Xian80, null)]
    [InlineData("", null)]
    [InlineData("PROJCS[[[[\"", null)]
    public void A_prj_is_recognised_or_left_to_be_declared(string wkt, string? name) => Assert.Equal(name, PrjText.Read(wkt).Crs?.Name);

    private string Write(Encoding encoding, string? projection, (Geometry Geometry, string Name)[] rows)
    {
        var path = Path.Combine(_folder, "层.shp");
        var features = rows.Select(row => (IFeature)new Feature(row.Geometry, new AttributesTable
        {
            { "名称", row.Name }, { "rank", 7 }, { "width", 2.5 }, { "lit", true }, { "seen", new DateTime(2024, 5, 1, 0, 0, 0, DateTimeKind.Unspecified) },
        }));
        NetTopologySuite.IO.Esri.Shapefile.WriteAllFeatures(features.ToList(), path, projection, encoding);
        return path;
    }

    private static void ClearLanguageDriver(string path)
    {
        var dbf = File.ReadAllBytes(Path.ChangeExtension(path, ".dbf"));
        dbf[29] = 0;
        File.WriteAllBytes(Path.ChangeExtension(path, ".dbf"), dbf);
    }
}
