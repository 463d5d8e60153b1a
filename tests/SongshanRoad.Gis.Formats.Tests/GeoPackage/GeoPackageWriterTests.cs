using System.Text;
using CsCheck;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.GeoPackage;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Formats.Tests.GeoPackage;

public sealed class GeoPackageWriterTests
{
    private static readonly DateTimeOffset Changed = new(2026, 11, 24, 23, 0, 0, 250, TimeSpan.FromHours(8));
    private static readonly GeometryFactory Wgs84 = new(new PrecisionModel(), 4326);

    private static readonly GeoPackageTable Alleys = new("alleys", "背街小巷",
    [
        new("name", GeoPackageType.Text), new("number", GeoPackageType.WholeNumber), new("lengthM", GeoPackageType.Number),
        new("lit", GeoPackageType.Boolean), new("column", GeoPackageType.WholeNumber),
    ]);

    private static readonly GeoPackageTable Facts = new("facts", "Names and values", [new("name", GeoPackageType.Text), new("value", GeoPackageType.Text)]);

    // No degree is as near to 0 as 1e-45, where the 32-bit boxes of the index end.
    private static readonly Gen<Coordinate> Corner = Gen.Select(Gen.Double.Unit, Gen.Double.Unit, (east, north) => new Coordinate((360 * east) - 180, (180 * north) - 90));

    private static readonly Gen<Geometry> Line = Corner.Array[2, 30].Select(corners => (Geometry)Wgs84.CreateLineString(corners));

    // A ring may cross itself: the file keeps what it is given.
    private static readonly Gen<Geometry> Area = Corner.Array[3, 30].Select(corners => (Geometry)Wgs84.CreatePolygon([.. corners, corners[0]]));

    [Fact]
    public void The_file_says_that_it_is_a_GeoPackage_and_passes_SQLite_s_own_check()
    {
        var content = TwoAlleys();
        Assert.Equal("SQLite format 3\0"u8.ToArray(), content[..16]);
        Assert.Equal("GPKG", Encoding.ASCII.GetString(content, 68, 4));
        using var file = new OpenedGeoPackage(content);
        Assert.Equal(10300L, file.Value("pragma user_version"));
        Assert.Equal("ok", file.Value("pragma integrity_check"));
        Assert.Empty(file.Rows("pragma foreign_key_check"));
    }

    [Fact]
    public void Every_table_is_registered_with_kind_bounds_time_and_reference_system()
    {
        using var file = new OpenedGeoPackage(TwoAlleys());
        Assert.Equal([-1L, 0L, 4326L], file.Rows("select srs_id from gpkg_spatial_ref_sys order by srs_id").Select(row => row[0]));
        Assert.Equal("EPSG", file.Value("select organization from gpkg_spatial_ref_sys where srs_id = 4326"));
        var contents = file.Rows("select table_name, data_type, identifier, description, last_change, min_x, min_y, max_x, max_y, srs_id from gpkg_contents order by 1");
        Assert.Equal(["alleys", "features", "alleys", "背街小巷", "2026-11-24T15:00:00.250Z", 113.6, 34.7, 113.63, 34.72, 4326L], contents[0]);
        Assert.Equal(["facts", "attributes", "facts", "Names and values", "2026-11-24T15:00:00.250Z", null, null, null, null, null], contents[1]);
        Assert.Equal(["alleys", "geom", "LINESTRING", 4326L, 0L, 0L], Assert.Single(file.Rows("select * from gpkg_geometry_columns")));
        Assert.Equal(["alleys", "geom", "gpkg_rtree_index", "http://www.geopackage.org/spec120/#extension_rtree", "write-only"],
            Assert.Single(file.Rows("select * from gpkg_extensions")));
        Assert.Equal(["fid:INTEGER:1", "geom:LINESTRING:0", "name:TEXT:0", "number:INTEGER:0", "lengthM:REAL:0", "lit:BOOLEAN:0", "column:INTEGER:0"],
            file.Rows("select name || ':' || type || ':' || pk from pragma_table_info('alleys')").Select(row => row[0]));
    }

    [Fact]
    public void Rows_come_back_with_their_values_nothing_among_them_and_Chinese_names()
    {
        using var file = new OpenedGeoPackage(TwoAlleys());
        var rows = file.Rows("select fid, geom, name, number, lengthM, lit, \"column\" from alleys order by fid");
        Assert.Equal([1L, "嵩山南路“东”巷, 𠮷", 7L, 0.1 + 0.2, 1L, 3L], rows[0].Where((_, column) => column != 1));
        Assert.Equal([2L, null, null, null, 0L, null], rows[1].Where((_, column) => column != 1));
        Assert.Equal("LINESTRING (113.6 34.7, 113.61 34.71)", OpenedGeoPackage.Decode((byte[])rows[0][1]!).AsText());
        Assert.Equal([[1L, "名称", "值"], [2L, "split", null]], file.Rows("select * from facts order by fid"));
    }

    [Fact]
    public void The_index_finds_shapes_by_box()
    {
        using var file = new OpenedGeoPackage(TwoAlleys());
        List<object?> Within(string box) => [.. file.Rows($"select id from rtree_alleys_geom where {box} order by id").Select(row => row[0])];
        Assert.Equal([1L], Within("minx < 113.605 and maxx > 113.601 and miny < 34.71 and maxy > 34.70"));
        Assert.Equal([2L], Within("minx < 113.64 and maxx > 113.625"));
        Assert.Equal([1L, 2L], Within("maxy > 34.7"));
        Assert.Empty(Within("minx > 114"));
    }

    [Fact]
    public void Who_edits_the_file_keeps_the_index_right_by_its_triggers()
    {
        using var file = new OpenedGeoPackage(TwoAlleys());
        file.LearnShapes();
        List<object?> Indexed() => [.. file.Rows("select id || ' ' || round(maxx, 2) from rtree_alleys_geom order by id").Select(row => row[0])];
        Assert.Equal(["1 113.61", "2 113.63"], Indexed());
        file.Run("insert into alleys (geom) select geom from alleys where fid = 1");
        Assert.Equal(["1 113.61", "2 113.63", "3 113.61"], Indexed());
        file.Run("update alleys set geom = (select geom from alleys where fid = 2) where fid = 1");
        Assert.Equal(["1 113.63", "2 113.63", "3 113.61"], Indexed());
        file.Run("update alleys set fid = 9 where fid = 3");
        Assert.Equal(["1 113.63", "2 113.63", "9 113.61"], Indexed());
        file.Run("delete from alleys where fid = 2");
        Assert.Equal(["1 113.63", "9 113.61"], Indexed());
    }

    [Fact]
    public void Any_lines_and_polygons_come_back_to_the_last_bit_and_are_found_where_they_lie() =>
        Gen.Select(Line.Array[0, 20], Area.Array[0, 20], Corner, Corner).Sample(
            (lines, areas, one, other) =>
            {
                using var writer = new GeoPackageWriter(Changed);
                var table = new GeoPackageTable("lines", "", []);
                writer.AddFeatures(table, OgcGeometryType.LineString, lines.Select(line => new GeoPackageFeature(line, [])));
                writer.AddFeatures(table with { Name = "areas" }, OgcGeometryType.Polygon, areas.Select(area => new GeoPackageFeature(area, [])));
                using var file = new OpenedGeoPackage(writer.ToBytes());
                var box = new Envelope(one, other);
                foreach (var (name, shapes) in (IEnumerable<(string, Geometry[])>)[("lines", lines), ("areas", areas)])
                {
                    var read = file.Rows($"select geom from {name} order by fid").ConvertAll(row => OpenedGeoPackage.Decode((byte[])row[0]!));
                    Assert.Equal(shapes.Select(shape => shape.Coordinates), read.Select(shape => shape.Coordinates));
                    // The index keeps 32-bit boxes, rounded outwards: it may name one that only nearly lies there, and never misses one.
                    var found = file.Rows(FormattableString.Invariant(
                        $"select id from rtree_{name}_geom where minx <= {box.MaxX:R} and maxx >= {box.MinX:R} and miny <= {box.MaxY:R} and maxy >= {box.MinY:R}"))
                        .ConvertAll(row => (int)(long)row[0]! - 1);
                    Assert.Subset(found.ToHashSet(), shapes.Index().Where(entry => entry.Item.EnvelopeInternal.Intersects(box)).Select(entry => entry.Index).ToHashSet());
                    var nearly = box.Copy();
                    nearly.ExpandBy(1e-4);
                    Assert.All(found, number => Assert.True(shapes[number].EnvelopeInternal.Intersects(nearly)));
                }
            },
            iter: 200);

    [Fact]
    public void The_same_tables_give_the_same_bytes() => Assert.Equal(TwoAlleys(), TwoAlleys());

    [Fact]
    public void What_does_not_belong_into_a_table_is_refused()
    {
        using var writer = new GeoPackageWriter(Changed);
        var line = Wgs84.CreateLineString([new(113.6, 34.7), new(113.61, 34.71)]);
        string Refusal(Action add) => Assert.Throws<ArgumentException>(add).Message;
        Assert.Contains("no row of a table of Polygon", Refusal(() => writer.AddFeatures(Facts, OgcGeometryType.Polygon, [new(line, ["a", "b"])])), StringComparison.Ordinal);
        Assert.Contains("SRID 4547", Refusal(() => writer.AddFeatures(Facts, OgcGeometryType.LineString, [new(new GeometryFactory(new PrecisionModel(), 4547).CreateLineString([new(1, 2), new(3, 4)]), ["a", "b"])])), StringComparison.Ordinal);
        Assert.Contains("has 1 values; it must have 2", Refusal(() => writer.AddFeatures(Facts, OgcGeometryType.LineString, [new(line, ["a"])])), StringComparison.Ordinal);
        Assert.Contains("is no name", Refusal(() => writer.AddAttributes(Facts with { Name = "x\"; drop table y" }, [])), StringComparison.Ordinal);
        // A refused table leaves nothing behind.
        writer.AddAttributes(Facts, [["a", "b"]]);
        using var file = new OpenedGeoPackage(writer.ToBytes());
        Assert.Equal("facts", file.Value("select table_name from gpkg_contents"));
        Assert.Empty(file.Rows("select * from gpkg_geometry_columns"));
    }

    private static byte[] TwoAlleys()
    {
        using var writer = new GeoPackageWriter(Changed);
        writer.AddFeatures(Alleys, OgcGeometryType.LineString,
        [
            new(Wgs84.CreateLineString([new(113.6, 34.7), new(113.61, 34.71)]), ["嵩山南路“东”巷, 𠮷", 7, 0.1 + 0.2, true, 3]),
            new(Wgs84.CreateLineString([new(113.62, 34.71), new(113.63, 34.72), new(113.625, 34.715)]), [null, null, null, false, null]),
        ]);
        writer.AddAttributes(Facts, [["名称", "值"], ["split", null]]);
        return writer.ToBytes();
    }
}
