using CsCheck;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Projections;

namespace SongshanRoad.Gis.Spatial.Tests.Projections;

public class MetricProjectionTests
{
    private const double OneMillimetre = 0.001;

    [Theory]
    [InlineData(4547, 2)]
    [InlineData(4526, 4)]
    [InlineData(3857, 6)]
    [InlineData(32649, 8)]
    public void Agrees_with_PROJ_to_a_millimetre_both_ways(int srid, int firstColumn)
    {
        var projection = MetricProjection.FromSrid(srid);
        var rows = 0;
        foreach (var (id, values) in ReferenceCsv.Rows("crs/epsg_vectors_part1.csv"))
        {
            var position = LonLat.FromDegrees(values[0], values[1]);
            var expected = new MetricPoint(values[firstColumn], values[firstColumn + 1]);
            Assert.True(projection.ToMetric(position).DistanceM(expected) < OneMillimetre, $"{id} forward");
            var back = projection.ToMetric(projection.ToLonLat(expected));
            Assert.True(back.DistanceM(expected) < OneMillimetre, $"{id} inverse");
            rows++;
        }

        Assert.Equal(17, rows);
    }

    [Fact]
    public void There_and_back_returns_the_same_position() =>
        Gen.Select(Gen.Double[112.5, 115.5], Gen.Double[30, 40]).Sample((lon, lat) =>
        {
            var projection = MetricProjection.FromSrid(4547);
            var position = LonLat.FromDegrees(lon, lat);
            var back = projection.ToLonLat(projection.ToMetric(position));
            return Math.Abs(back.LonDeg - lon) < 1e-8 && Math.Abs(back.LatDeg - lat) < 1e-8;
        });

    [Fact]
    public void A_geographic_code_is_not_a_metric_one()
    {
        Assert.Null(MetricProjection.FindBySrid(4326));
        Assert.Throws<ArgumentOutOfRangeException>(() => MetricProjection.FromSrid(4490));
    }
}
