using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Spatial.Projections;

namespace SongshanRoad.Gis.Spatial.Tests.Projections;

public class ProjectedCrsTests
{
    /// <summary>Expected by PostGIS 3.3.2 with PROJ 9.1.1, <c>ST_Transform</c> from the CRS's own degrees.</summary>
    [Theory]
    [InlineData(2913, -122.6765, 45.5231, 7644336.589319598, 684322.8092791716)]
    [InlineData(2269, -122.6765, 45.5231, 7644336.589319598, 684322.8092791716)]
    [InlineData(6559, -122.6765, 45.5231, 7644336.589319598, 684322.8092791716)]
    [InlineData(2263, -73.9857, 40.7484, 988212.237182985, 211939.27856830935)]
    [InlineData(2230, -117.1611, 32.7157, 6281427.138603593, 1841409.641822036)]
    [InlineData(3435, -87.6298, 41.8781, 1175844.396566953, 1898954.876265821)]
    [InlineData(26971, -87.6298, 41.8781, 358398.08886978496, 578802.60389103)]
    [InlineData(26916, -90.049, 35.1495, 222236.14218512858, 3893879.4844494797)]
    [InlineData(25832, 11.5755, 48.1374, 691603.0319930979, 5334780.03078066)]
    [InlineData(2154, 2.3522, 48.8566, 652469.0227091359, 6862035.259420079)]
    [InlineData(28355, 144.9631, -37.8136, 320704.4463188885, 5812911.699632987)]
    [InlineData(2193, 174.7633, -36.8485, 1757209.2534778407, 5920482.808890771)]
    public void Foreign_systems_agree_with_PostGIS_to_a_millimetre_there_and_back(int srid, double lonDeg, double latDeg, double x, double y)
    {
        var crs = ProjectedCrs.FindBySrid(srid)!;
        var (foundX, foundY) = crs.FromMetric(crs.Projection.ToMetric(LonLat.FromDegrees(lonDeg, latDeg)));
        Assert.Equal(x, foundX, 0.001 / crs.UnitM);
        Assert.Equal(y, foundY, 0.001 / crs.UnitM);
        var back = crs.Projection.ToLonLat(crs.ToMetric(x, y));
        Assert.Equal(lonDeg, back.LonDeg, 1e-8);
        Assert.Equal(latDeg, back.LatDeg, 1e-8);
    }

    [Fact]
    public void The_systems_of_a_deployment_are_among_them_and_degrees_and_nonsense_are_not()
    {
        Assert.Same(MetricProjection.FromSrid(4547), ProjectedCrs.FindBySrid(4547)!.Projection);
        Assert.Equal(1, ProjectedCrs.FindBySrid(32610)!.UnitM);
        Assert.Equal(0.3048, ProjectedCrs.FindBySrid(2913)!.UnitM);
        Assert.Null(ProjectedCrs.FindBySrid(4326));
        Assert.Null(ProjectedCrs.FindBySrid(0));
        Assert.Null(ProjectedCrs.FindBySrid(-2913));
    }
}
