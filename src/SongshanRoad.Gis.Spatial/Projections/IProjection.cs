using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Spatial.Projections;

/// <summary>A metric CRS of a deployment: the only way from degrees to metres and back. Thread-safe.</summary>
public interface IProjection
{
    /// <summary>EPSG code of the metric CRS, e.g. 4547.</summary>
    int Srid { get; }

    /// <summary>Name of the CRS for people, e.g. <c>CGCS2000 / 3-degree Gauss-Kruger CM 114E</c>.</summary>
    string Name { get; }

    /// <summary>Box in WGS-84 degrees (x = longitude) in which the projection may be used: China for the CGCS2000 family, a zone
    /// with three degrees to each side for UTM.</summary>
    Envelope AreaWgs84 { get; }

    /// <summary>Projects a WGS-84 position to metres.</summary>
    MetricPoint ToMetric(LonLat wgs84);

    /// <summary>Brings metres back to WGS-84 degrees.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The point lies outside the projection's range, so that no degrees come out.</exception>
    LonLat ToLonLat(MetricPoint metric);
}
