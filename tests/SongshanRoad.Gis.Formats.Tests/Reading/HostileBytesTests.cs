using System.IO.Compression;
using System.Text;
using CsCheck;
using NetTopologySuite.Features;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.GeoJson;
using SongshanRoad.Gis.Formats.Osm;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Formats.Shapefile;
using SongshanRoad.Gis.Formats.Tests.Osm;
using SongshanRoad.Gis.Formats.Tests.Shapefile;
using SongshanRoad.Gis.Formats.Tracks;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Formats.Tests.Reading;

/// <summary>Whatever the bytes are, a reader ends: with rows, problems, or the one exception that says why the file is unreadable.</summary>
public sealed class HostileBytesTests
{
    private const int Iterations = 3_000;

    private static readonly byte[] OsmXml = File.ReadAllBytes(ReferenceFiles.InRepository("formats/school_multipolygon.osm"));
    private static readonly (byte[] Shp, byte[] Dbf) Shape = WriteShape();

    // One to five edits: a byte changed, a run removed, doubled or overwritten with a telling value, the end cut off.
    private static readonly Gen<(int Kind, double Where, int Length, byte Value)[]> Edits =
        Gen.Select(Gen.Int[0, 5], Gen.Double[0, 1], Gen.Int[1, 24], Gen.OneOf(Gen.Byte, Gen.OneOfConst<byte>(0, 0xFF, 0x7F, 0x80, (byte)'"', (byte)'<', (byte)'{', (byte)',')))
            .Array[1, 5];

    [Fact]
    public void Broken_GeoJSON() => Mutate(Encoding.UTF8.GetBytes(
        """
        {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4547"}},"features":[
        {"type":"Feature","id":1,"properties":{"名称":"留园里\u00e9","n":1.5e3,"t":[true,null]},"geometry":{"type":"Point","coordinates":[1,2]}},
        {"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[0,1],[1,1],[0,0]],[[0.1,0.2],[0.1,0.3],[0.2,0.3],[0.1,0.2]]]]}}]}
        """), bytes => Drain(new GeoJsonReader(new MemoryStream(bytes))));

    [Fact]
    public void Broken_OSM_XML() => Mutate(OsmXml, DrainOsm);

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public void Broken_OSM_PBF(bool dense, bool zlib) =>
        Mutate(TinyPbf.Write(OsmFile.Read(new MemoryStream(OsmXml)), [.. Enumerable.Range(1, 12).Select(i => (long)i)], dense, zlib), DrainOsm);

    [Fact]
    public void Broken_gzip() => Mutate(Gzip(OsmXml), DrainOsm);

    [Fact]
    public void Broken_CSV() => Mutate(
        TextEncodings.Gbk.GetBytes("编号,经度,纬度,时间,类别\nA1,113.6,34.7,2024-05-01 22:30,\"盗\n窃\"\nA2,113.6,34.7,45413.5,抢劫\n"), bytes =>
        {
            Drain(() => new IncidentCsvReader(new MemoryStream(bytes)));
            Drain(() => new FeatureCsvReader(new MemoryStream(bytes)));
            Drain(() => new TrackCsvReader(new MemoryStream(bytes)));
        });

    /// <summary>The parser looks at the encoding before the first node is asked for.</summary>
    [Theory]
    [InlineData("FF FF 3C 67 70 78")]
    [InlineData("C0 3C 6F 73 6D 2F 3E")]
    [InlineData("00 00 FE FF D8 00 00 00")]
    [InlineData("FE 92 08 3C")]
    public void First_bytes_of_no_encoding_are_refused_with_a_cure(string hex)
    {
        var bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        Assert.NotEmpty(Assert.Throws<UnreadableFileException>(() => OsmFile.Read(new MemoryStream(bytes))).Cure);
        Assert.NotEmpty(Assert.Throws<UnreadableFileException>(() => Drain(new GpxReader(new MemoryStream(bytes)))).Cure);
    }

    [Fact]
    public void Broken_GPX() => Mutate(
        """<?xml version="1.0"?><gpx><trk><name>一队</name><trkseg><trkpt lat="34.71" lon="113.62"><ele>1</ele><time>2024-05-01T14:30:00Z</time></trkpt></trkseg></trk></gpx>"""u8.ToArray(),
        bytes => Drain(() => new GpxReader(new MemoryStream(bytes))));

    [Fact]
    public void Broken_GeoLife() => Mutate(
        "Geolife trajectory\nWGS 84\nAltitude is in Feet\nReserved 3\n0,2\n0\n39.9,116.3,0,492,39745.09,2008-10-24,02:09:59\r\n"u8.ToArray(),
        bytes => Drain(() => new GeoLifeReader(new MemoryStream(bytes))));

    [Fact]
    public void Broken_shapes() => Mutate(Shape.Shp, bytes =>
        Drain(() => new ShapefileReader(new ShapefileParts(new MemoryStream(bytes), new MemoryStream(Shape.Dbf), Wkt.Cgcs2000Cm114, "GBK"))));

    [Fact]
    public void Broken_attribute_tables() => Mutate(Shape.Dbf, bytes =>
        Drain(() => new ShapefileReader(new ShapefileParts(new MemoryStream(Shape.Shp), new MemoryStream(bytes), null, null))));

    [Fact]
    public void Broken_projection_texts() => Mutate(Encoding.UTF8.GetBytes(Wkt.Cgcs2000Cm114), bytes => PrjText.Read(Encoding.UTF8.GetString(bytes)));

    [Fact]
    public void Broken_zips() => Mutate(Zip(), bytes => Drain(() => new ShapefileReader(ShapefileParts.FromZip(new MemoryStream(bytes)))));

    private static void Mutate(byte[] valid, Action<byte[]> read)
    {
        read(valid);
        Edits.Sample(
            edits =>
            {
                try
                {
                    read(edits.Aggregate(valid, Apply));
                }
                catch (UnreadableFileException refusal)
                {
                    Assert.NotEmpty(refusal.Cure);
                }
            }, iter: Iterations);
    }

    private static byte[] Apply(byte[] bytes, (int Kind, double Where, int Length, byte Value) edit)
    {
        var at = (int)(edit.Where * bytes.Length);
        var end = Math.Min(bytes.Length, at + edit.Length);
        return edit.Kind switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], .. bytes[end..]],
            2 => [.. bytes[..end], .. bytes[at..]],
            3 => [.. bytes[..at], .. Enumerable.Repeat(edit.Value, end - at), .. bytes[end..]],
            4 => [.. bytes[..at], edit.Value, .. bytes[at..]],
            _ => [.. bytes[..at], .. at < bytes.Length ? [edit.Value] : Array.Empty<byte>(), .. bytes[Math.Min(at + 1, bytes.Length)..]],
        };
    }

    private static void DrainOsm(byte[] bytes)
    {
        var extract = OsmFile.Read(new MemoryStream(bytes));
        Assert.All(OsmStreets.Build(extract), read => Assert.True(read.Row is not null || read.Problem is not null));
        Assert.All(OsmOutlines.Buildings(extract).Concat(OsmOutlines.Schools(extract)), read => Assert.True(read.Row is not null || read.Problem is not null));
        Assert.True(OsmSummary.Of(extract).HighwayKm >= 0);
    }

    private static void Drain<T>(Func<IRowReader<T>> open)
        where T : class
    {
        try
        {
            Drain(open());
        }
        catch (UnreadableFileException refusal)
        {
            Assert.NotEmpty(refusal.Cure);
        }
    }

    private static void Drain<T>(IRowReader<T> reader)
        where T : class
    {
        using (reader)
        {
            foreach (var read in reader.ReadRows())
            {
                Assert.True(read.Row is not null || read.Problem is { Sentence.Length: > 0, Cure.Length: > 0 });
            }

            Assert.NotNull(reader.Notes);
        }
    }

    private static (byte[] Shp, byte[] Dbf) WriteShape()
    {
        var polygon = new NetTopologySuite.IO.WKTReader().Read("MULTIPOLYGON (((0 0, 0 10, 10 10, 10 0, 0 0), (2 2, 4 2, 4 4, 2 4, 2 2)), ((20 20, 20 30, 30 30, 20 20)))");
        var feature = new Feature(polygon, new AttributesTable { { "名称", "齐礼阎" }, { "n", 7 }, { "x", 2.5 }, { "d", new DateTime(2024, 5, 1, 0, 0, 0, DateTimeKind.Unspecified) } });
        using MemoryStream shp = new(), shx = new(), dbf = new(), prj = new();
        NetTopologySuite.IO.Esri.Shapefile.WriteAllFeatures(new IFeature[] { feature, feature }, shp, shx, dbf, prj, Wkt.Wgs84, TextEncodings.Gbk);
        return (shp.ToArray(), dbf.ToArray());
    }

    private static byte[] Zip()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in (ReadOnlySpan<(string, byte[])>)[("层.shp", Shape.Shp), ("层.dbf", Shape.Dbf)])
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return packed.ToArray();
    }

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
