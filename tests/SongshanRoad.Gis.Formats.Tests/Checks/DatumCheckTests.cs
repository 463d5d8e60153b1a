using CsCheck;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Formats.Checks;
using SongshanRoad.Gis.Formats.Csv;
using SongshanRoad.Gis.Formats.GeoJson;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Projections;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Formats.Tests.Checks;

public sealed class DatumCheckTests
{
    // About 3 x 5 km, like the district; streets every 400 to 700 m, of uneven spacing as in a grown town.
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 4326);
    private static readonly Geometry District = Factory.ToGeometry(new Envelope(113.605, 113.638, 34.680, 34.725));
    private static readonly double[] StreetLons = [113.6065, 113.6120, 113.6148, 113.6221, 113.6268, 113.6352];
    private static readonly double[] StreetLats = [34.6835, 34.6870, 34.6938, 34.7013, 34.7074, 34.7111, 34.7166, 34.7217];
    private static readonly Geometry Streets = Factory.BuildGeometry([
        .. StreetLons.Select(lon => Factory.CreateLineString([new Coordinate(lon, 34.680), new Coordinate(lon, 34.725)])),
        .. StreetLats.Select(lat => Factory.CreateLineString([new Coordinate(113.605, lat), new Coordinate(113.638, lat)]))]);

    public static TheoryData<Datum, Datum> Mixups => new()
    {
        { Datum.Gcj02, Datum.Wgs84 }, { Datum.Bd09, Datum.Wgs84 }, { Datum.Wgs84, Datum.Gcj02 },
        { Datum.Bd09, Datum.Gcj02 }, { Datum.Wgs84, Datum.Bd09 }, { Datum.Gcj02, Datum.Bd09 },
    };

    [Theory]
    [MemberData(nameof(Mixups))]
    public void A_datum_mixup_near_streets_is_noticed_and_named(Datum truth, Datum declared) =>
        Gen.Int.Sample(
            seed =>
            {
                var verdict = DatumCheck.Examine(As(NearStreets(seed, 300), truth), Crs(declared), District, Streets);
                Assert.Equal((DatumFinding.AnotherFits, Crs(truth).Name), (verdict.Finding, verdict.Declaration));
                Assert.InRange(verdict.Confidence, 0.99, 1);
                Assert.Contains($"--crs {Crs(truth).Name}", verdict.Sentence, StringComparison.Ordinal);
            }, iter: 6);

    [Theory]
    [MemberData(nameof(Mixups))]
    public void Without_streets_a_district_file_gives_itself_away_by_the_strip_that_sticks_out(Datum truth, Datum declared) =>
        Gen.Int.Sample(
            seed =>
            {
                var verdict = DatumCheck.Examine(As(Anywhere(seed, 600, District.EnvelopeInternal), truth), Crs(declared), District, null);
                Assert.Equal((DatumFinding.AnotherFits, Crs(truth).Name), (verdict.Finding, verdict.Declaration));
            }, iter: 6);

    [Theory]
    [InlineData(Datum.Wgs84)]
    [InlineData(Datum.Gcj02)]
    [InlineData(Datum.Bd09)]
    public void Correct_data_raises_no_alarm_wherever_it_lies(Datum datum) =>
        (from seed in Gen.Int
         from grow in Gen.Double[-0.005, 0.03]
         from east in Gen.Double[-0.02, 0.02]
         from count in Gen.Int[1, 800]
         select (seed, grow, east, count)).Sample(
            input =>
            {
                var box = District.EnvelopeInternal.Copy();
                box.ExpandBy(input.grow);
                box.Translate(input.grow > 0.01 ? input.east : 0, 0);
                foreach (var streets in (Geometry?[])[null, Streets])
                {
                    var scattered = DatumCheck.Examine(As(Anywhere(input.seed, input.count, box), datum), Crs(datum), District, streets);
                    Assert.NotEqual(DatumFinding.AnotherFits, scattered.Finding);
                    var onStreets = DatumCheck.Examine(As(NearStreets(input.seed, input.count), datum), Crs(datum), District, streets);
                    Assert.True(onStreets.Finding is DatumFinding.Fits or DatumFinding.CannotTell, onStreets.Sentence);
                }
            }, iter: 30);

    [Fact]
    public void A_few_points_are_not_enough_to_accuse_anyone() =>
        Assert.Equal(DatumFinding.CannotTell, DatumCheck.Examine(As(NearStreets(1, 10), Datum.Gcj02), SourceCrs.Wgs84, District, Streets).Finding);

    [Theory]
    [InlineData("EPSG:4547", "EPSG:4547", true)]
    [InlineData("EPSG:4526", "EPSG:4547", false)]
    [InlineData("EPSG:4547", "EPSG:4526", false)]
    [InlineData("EPSG:4547", "WGS84", false)]
    [InlineData("EPSG:32649", "EPSG:4547", false)]
    [InlineData("WGS84", "EPSG:4547", false)]
    [InlineData("WGS84", "WGS84", true)]
    public void Swapped_columns_and_wrong_zones_are_named(string truth, string declared, bool swapped)
    {
        var crs = SourceCrs.Find(truth)!;
        var sample = NearStreets(3, 100).ConvertAll(c => crs.Metric is null ? c : Metric(crs.Metric, c));
        if (swapped)
        {
            sample = sample.ConvertAll(c => new Coordinate(c.Y, c.X));
        }

        var verdict = DatumCheck.Examine(sample, SourceCrs.Find(declared)!, District, null);
        Assert.Equal((DatumFinding.AnotherFits, truth, swapped), (verdict.Finding, verdict.Declaration, verdict.AxesSwapped));
    }

    [Fact]
    public void A_file_of_another_city_is_said_to_be_elsewhere()
    {
        var beijing = Anywhere(1, 50, new Envelope(116.30, 116.33, 39.99, 40.01));
        Assert.Equal(DatumFinding.Elsewhere, DatumCheck.Examine(beijing, SourceCrs.Wgs84, District, Streets).Finding);
    }

    [Theory]
    [InlineData("WGS84", DatumFinding.AnotherFits)]
    [InlineData("BD09", DatumFinding.AnotherFits)]
    [InlineData("GCJ02", DatumFinding.Fits)]
    public void The_real_points_of_a_phone_map_are_known_for_GCJ02(string declared, DatumFinding finding)
    {
        using var reader = new FeatureCsvReader(ReferenceFiles.InSharedOrSkip("geodata/zhengzhou/poi_addresses_part1_gcj02.csv"));
        var sample = reader.ReadRows().Select(read => read.Row!.GeometryInSourceCrs!.Coordinate).ToList();
        var frame = Features("songshanlu_frame_approx.geojson");
        var outline = NetTopologySuite.Operation.Union.UnaryUnionOp.Union(frame.Where(g => g is Polygon or MultiPolygon).ToList());
        var streets = Factory.BuildGeometry(frame.Where(g => g is LineString or MultiLineString).ToList());
        var verdict = DatumCheck.Examine(sample, SourceCrs.Find(declared)!, outline, streets);
        Assert.True(verdict.Finding == finding && verdict.Declaration == "GCJ02", verdict.Sentence);
    }

    [Theory]
    [InlineData("erqi_410103_gcj02_asis.geojson", "WGS84", DatumFinding.AnotherFits, "GCJ02")]
    [InlineData("erqi_410103_gcj02_asis.geojson", "GCJ02", DatumFinding.Fits, "GCJ02")]
    [InlineData("erqi_410103_wgs84_derived.geojson", "GCJ02", DatumFinding.AnotherFits, "WGS84")]
    [InlineData("erqi_410103_wgs84_derived.geojson", "BD09", DatumFinding.AnotherFits, "WGS84")]
    [InlineData("erqi_410103_wgs84_derived.geojson", "WGS84", DatumFinding.Fits, "WGS84")]
    public void A_real_boundary_is_recognised_by_lying_on_the_known_one(string file, string declared, DatumFinding finding, string declaration)
    {
        var district = Assert.Single(Features("erqi_410103_wgs84_derived.geojson"));
        var sample = Assert.Single(Features(file)).Coordinates;
        var verdict = DatumCheck.Examine(sample, SourceCrs.Find(declared)!, district, null);
        Assert.True(verdict.Finding == finding && verdict.Declaration == declaration, verdict.Sentence);
    }

    private static List<Geometry> Features(string file)
    {
        using var reader = new GeoJsonReader(ReferenceFiles.InSharedOrSkip($"geodata/zhengzhou/{file}"));
        return [.. reader.ReadRows().Select(read => read.Row!.GeometryInSourceCrs).OfType<Geometry>()];
    }

    // Incidents as geocoded: along a street, within about 25 m of it.
    private static List<Coordinate> NearStreets(int seed, int count)
    {
        var random = new Random(seed);
        double Noise() => (random.NextDouble() + random.NextDouble() - 1) * 0.0004;
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(2) == 0
            ? new Coordinate(StreetLons[random.Next(StreetLons.Length)] + Noise(), 34.680 + (0.045 * random.NextDouble()))
            : new Coordinate(113.605 + (0.033 * random.NextDouble()), StreetLats[random.Next(StreetLats.Length)] + Noise()))];
    }

    private static List<Coordinate> Anywhere(int seed, int count, Envelope box)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => new Coordinate(box.MinX + (box.Width * random.NextDouble()), box.MinY + (box.Height * random.NextDouble())))];
    }

    private static List<Coordinate> As(List<Coordinate> wgs84, Datum datum) => wgs84.ConvertAll(c =>
    {
        var converted = DatumConversion.FromWgs84(LonLat.FromDegrees(c.X, c.Y), datum);
        return new Coordinate(converted.LonDeg, converted.LatDeg);
    });

    private static Coordinate Metric(IProjection projection, Coordinate wgs84)
    {
        var metric = projection.ToMetric(LonLat.FromDegrees(wgs84.X, wgs84.Y));
        return new Coordinate(metric.EastingM, metric.NorthingM);
    }

    private static SourceCrs Crs(Datum datum) => datum switch
    {
        Datum.Gcj02 => SourceCrs.Gcj02,
        Datum.Bd09 => SourceCrs.Bd09,
        _ => SourceCrs.Wgs84,
    };
}
