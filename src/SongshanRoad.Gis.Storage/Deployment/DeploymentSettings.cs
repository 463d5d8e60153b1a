using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Spatial.Projections;

namespace SongshanRoad.Gis.Storage.Deployment;

/// <summary>What is fixed when a database is made and cannot change afterwards.</summary>
/// <param name="MetricSrid">EPSG code of the metric CRS; see <see cref="MetricProjection"/>.</param>
/// <param name="AreaWgs84">Box in WGS-84 degrees outside of which nothing is stored.</param>
public sealed record DeploymentSettings(int MetricSrid, Envelope AreaWgs84)
{
    /// <summary>The settings of a metric CRS: its own area of use bounds what may be stored.</summary>
    /// <param name="metricSrid">EPSG code; <see cref="MetricProjection.DefaultSrid"/> is the default of a deployment in Zhengzhou.</param>
    /// <exception cref="ArgumentOutOfRangeException">The code is not a supported metric CRS.</exception>
    public static DeploymentSettings For(int metricSrid) => new(metricSrid, MetricProjection.FromSrid(metricSrid).AreaWgs84);
}
