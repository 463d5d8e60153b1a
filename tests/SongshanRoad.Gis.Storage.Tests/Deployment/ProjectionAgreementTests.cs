using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Testing;

namespace SongshanRoad.Gis.Storage.Tests.Deployment;

public class ProjectionAgreementTests(PostGisCluster cluster)
{
    [Theory]
    [InlineData(4547)]
    [InlineData(4526)]
    [InlineData(32649)]
    public async Task ProjNet_and_PostGIS_agree_to_a_millimetre_over_the_district(int srid)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var database = await cluster.CreateDatabaseAsync(srid);
        await using var command = database.DataSource.CreateCommand(
            """
            select lon, lat, ST_X(m), ST_Y(m) from (
              select lon, lat, ST_Transform(ST_SetSRID(ST_MakePoint(lon, lat), 4326), $1) as m
              from generate_series(113.50, 113.70, 0.01) lon, generate_series(34.60, 34.78, 0.01) lat) grid
            """);
        command.Parameters.AddWithValue(srid);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = 0;
        while (await reader.ReadAsync(cancellation))
        {
            var ours = database.Projection.ToMetric(LonLat.FromDegrees((double)reader.GetDecimal(0), (double)reader.GetDecimal(1)));
            Assert.True(ours.DistanceM(new MetricPoint(reader.GetDouble(2), reader.GetDouble(3))) < 0.001);
            rows++;
        }

        Assert.Equal(21 * 19, rows);
    }
}
