using NetTopologySuite.Geometries;

namespace SongshanRoad.Gis.Spatial.Measures;

/// <summary>Lengths, areas, distances and buffers of geometries that are already in metres. Everything outside this project
/// measures through here, so that no degree is ever taken for a metre.</summary>
public static class MetricMeasure
{
    /// <summary>Length in metres of a line, or of a polygon's boundary.</summary>
    public static double LengthM(Geometry metric) => Checked(metric).Length;

    /// <summary>Area in square metres.</summary>
    public static double AreaM2(Geometry metric) => Checked(metric).Area;

    /// <summary>Shortest distance in metres between two geometries of the same CRS.</summary>
    public static double DistanceM(Geometry metric, Geometry otherMetric) => Checked(metric).Distance(Checked(otherMetric));

    /// <summary>Everything within a distance of the geometry.</summary>
    /// <param name="metric">A geometry in metres.</param>
    /// <param name="withinM">Distance in metres.</param>
    /// <param name="quadrantSegments">Straight pieces per quarter circle; 16 makes the area of a disc 0.16 % too small.</param>
    public static Geometry Buffer(Geometry metric, double withinM, int quadrantSegments = 16) =>
        Checked(metric).Buffer(withinM, quadrantSegments);

    private static Geometry Checked(Geometry geometry) => geometry.SRID == 4326
        ? throw new ArgumentException("The geometry is in degrees (SRID 4326); project it before measuring.", nameof(geometry))
        : geometry;
}
