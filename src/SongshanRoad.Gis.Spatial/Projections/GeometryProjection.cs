using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Spatial.Projections;

/// <summary>Projects whole geometries between WGS-84 degrees and a deployment's metric CRS.</summary>
public static class GeometryProjection
{
    /// <summary>A copy of a WGS-84 geometry in metres of the projection; its SRID is the projection's.</summary>
    /// <param name="projection">The metric CRS.</param>
    /// <param name="wgs84">A geometry in WGS-84 degrees, x = longitude.</param>
    public static TGeometry ToMetric<TGeometry>(this IProjection projection, TGeometry wgs84)
        where TGeometry : Geometry => Edit(wgs84, projection.Srid, coordinate =>
        {
            var metric = projection.ToMetric(LonLat.FromDegrees(coordinate.X, coordinate.Y));
            return (metric.EastingM, metric.NorthingM);
        });

    /// <summary>A copy of a metric geometry in WGS-84 degrees; its SRID is 4326.</summary>
    /// <param name="projection">The metric CRS the geometry is in.</param>
    /// <param name="metric">A geometry in metres, x = easting.</param>
    public static TGeometry ToWgs84<TGeometry>(this IProjection projection, TGeometry metric)
        where TGeometry : Geometry => Edit(metric, 4326, coordinate =>
        {
            var position = projection.ToLonLat(new MetricPoint(coordinate.X, coordinate.Y));
            return (position.LonDeg, position.LatDeg);
        });

    private static TGeometry Edit<TGeometry>(TGeometry geometry, int srid, Func<Coordinate, (double X, double Y)> convert)
        where TGeometry : Geometry
    {
        var editor = new GeometryEditor(new GeometryFactory(geometry.PrecisionModel, srid));
        var edited = (TGeometry)editor.Edit(geometry, new EachCoordinate(convert));
        edited.SRID = srid;
        return edited;
    }

    private sealed class EachCoordinate(Func<Coordinate, (double X, double Y)> convert) : GeometryEditor.CoordinateOperation
    {
        public override Coordinate[] Edit(Coordinate[] coordinates, Geometry geometry) =>
            Array.ConvertAll(coordinates, coordinate =>
            {
                var (x, y) = convert(coordinate);
                return new Coordinate(x, y);
            });
    }
}
