using CsCheck;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Measures;

namespace SongshanRoad.Gis.Spatial.Tests.Coordinates;

public class DatumConversionTests
{
    private const double OneCentimetre = 0.01;

    private static readonly Gen<LonLat> InChina =
        Gen.Select(Gen.Double[75, 134], Gen.Double[18, 53]).Select((lon, lat) => LonLat.FromDegrees(lon, lat));

    [Fact]
    public void Agrees_with_published_implementations_to_a_centimetre_both_ways()
    {
        var rows = 0;
        foreach (var (id, v) in ReferenceCsv.Rows("crs/gcj02_bd09_vectors_part1.csv"))
        {
            var wgs84 = LonLat.FromDegrees(v[0], v[1]);
            var gcj02 = LonLat.FromDegrees(v[2], v[3]);
            Assert.True(Geodesic.DistanceM(Gcj02.FromWgs84(wgs84), gcj02) < OneCentimetre, $"{id} to GCJ-02");
            Assert.True(Geodesic.DistanceM(Gcj02.ToWgs84(gcj02), wgs84) < OneCentimetre, $"{id} from GCJ-02");
            if (Gcj02.Covers(wgs84))
            {
                var bd09 = LonLat.FromDegrees(v[4], v[5]);
                Assert.True(Geodesic.DistanceM(Bd09.FromWgs84(wgs84), bd09) < OneCentimetre, $"{id} to BD-09");
                Assert.True(Geodesic.DistanceM(Bd09.ToWgs84(bd09), wgs84) < OneCentimetre, $"{id} from BD-09");
            }

            rows++;
        }

        Assert.Equal(24, rows);
    }

    [Theory]
    [InlineData(Datum.Gcj02)]
    [InlineData(Datum.Bd09)]
    public void The_inverse_meets_the_forward_formula_within_a_millimetre(Datum datum) =>
        InChina.Sample(position =>
            Geodesic.DistanceM(DatumConversion.ToWgs84(DatumConversion.FromWgs84(position, datum), datum), position) < 0.001);

    [Fact]
    public void Outside_China_nothing_moves()
    {
        var london = LonLat.FromDegrees(-0.1276, 51.5072);
        Assert.Equal(london, Gcj02.FromWgs84(london));
        Assert.Equal(london, Gcj02.ToWgs84(london));
    }

    [Fact]
    public void Swapped_degrees_are_named_as_such()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => LonLat.FromDegrees(34.7, 113.6));
        Assert.Contains("swapped", error.Message, StringComparison.Ordinal);
    }
}
