using System.Globalization;

namespace SongshanRoad.Gis.Spatial.Coordinates;

/// <summary>A position in metres in a deployment's metric CRS. Which CRS is known by the <see cref="Projections.IProjection"/>
/// that made it; two points of different projections must not meet.</summary>
/// <param name="EastingM">Metres east of the projection's false origin.</param>
/// <param name="NorthingM">Metres north of the equator (plus false northing).</param>
public readonly record struct MetricPoint(double EastingM, double NorthingM)
{
    /// <summary>Straight distance to another point, in metres.</summary>
    public double DistanceM(MetricPoint other)
    {
        var east = other.EastingM - EastingM;
        var north = other.NorthingM - NorthingM;
        return Math.Sqrt((east * east) + (north * north));
    }

    /// <summary>The point as <c>E …, N …</c> with millimetres.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"E {EastingM:F3}, N {NorthingM:F3}");
}
