using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Spatial.Measures;

/// <summary>Which part of a straight piece lies within a distance of another straight piece; exact, without buffer polygons.</summary>
public static class SegmentReach
{
    /// <summary>Finds the part of <paramref name="from"/>-<paramref name="to"/> within a distance of
    /// <paramref name="first"/>-<paramref name="second"/>.</summary>
    /// <param name="from">Start of the measured piece, metres.</param>
    /// <param name="to">End of the measured piece.</param>
    /// <param name="first">Start of the other piece.</param>
    /// <param name="second">End of the other piece; equal to its start for a single point, whose reach is a disc.</param>
    /// <param name="withinM">The distance in metres, not negative.</param>
    /// <param name="fromM">Metres from <paramref name="from"/> where the part begins.</param>
    /// <param name="toM">Metres from <paramref name="from"/> where it ends.</param>
    /// <returns>Whether there is a part longer than nothing.</returns>
    /// <remarks>All points within a distance of a segment form a capsule: two discs and the rectangle between. It is convex, so a
    /// line meets it in one interval: from the least to the greatest of the meetings with its three parts.</remarks>
    public static bool TryFind(
        MetricPoint from, MetricPoint to, MetricPoint first, MetricPoint second, double withinM, out double fromM, out double toM)
    {
        var lengthM = from.DistanceM(to);
        if (lengthM == 0)
        {
            (fromM, toM) = (0, 0);
            return false;
        }

        var (east, north) = ((to.EastingM - from.EastingM) / lengthM, (to.NorthingM - from.NorthingM) / lengthM);
        var reach = Span.Empty.Cover(Disc(from, east, north, first, withinM));
        if (first != second)
        {
            reach = reach.Cover(Disc(from, east, north, second, withinM)).Cover(Rectangle(from, east, north, first, second, withinM));
        }

        fromM = Math.Max(reach.Low, 0);
        toM = Math.Min(reach.High, lengthM);
        return toM > fromM;
    }

    private static Span Disc(MetricPoint from, double east, double north, MetricPoint centre, double withinM)
    {
        var (dEast, dNorth) = (centre.EastingM - from.EastingM, centre.NorthingM - from.NorthingM);
        var acrossM = (east * dNorth) - (north * dEast);
        var halfSquared = (withinM * withinM) - (acrossM * acrossM);
        if (halfSquared < 0)
        {
            return Span.Empty;
        }

        var half = Math.Sqrt(halfSquared);
        var along = (east * dEast) + (north * dNorth);
        return new Span(along - half, along + half);
    }

    private static Span Rectangle(MetricPoint from, double east, double north, MetricPoint first, MetricPoint second, double withinM)
    {
        var lengthM = first.DistanceM(second);
        var (axisEast, axisNorth) = ((second.EastingM - first.EastingM) / lengthM, (second.NorthingM - first.NorthingM) / lengthM);
        var (dEast, dNorth) = (from.EastingM - first.EastingM, from.NorthingM - first.NorthingM);
        var along = Between((dEast * axisEast) + (dNorth * axisNorth), (east * axisEast) + (north * axisNorth), 0, lengthM);
        var across = Between((axisEast * dNorth) - (axisNorth * dEast), (axisEast * north) - (axisNorth * east), -withinM, withinM);
        return along.Meet(across);
    }

    /// <summary>All t with low &lt;= start + t * slope &lt;= high.</summary>
    private static Span Between(double start, double slope, double low, double high)
    {
        if (slope == 0)
        {
            return start >= low && start <= high ? new Span(double.NegativeInfinity, double.PositiveInfinity) : Span.Empty;
        }

        var (a, b) = ((low - start) / slope, (high - start) / slope);
        return a < b ? new Span(a, b) : new Span(b, a);
    }

    private readonly record struct Span(double Low, double High)
    {
        public static readonly Span Empty = new(double.PositiveInfinity, double.NegativeInfinity);

        public Span Cover(Span other) => other.Low > other.High ? this : new Span(Math.Min(Low, other.Low), Math.Max(High, other.High));

        public Span Meet(Span other) => new(Math.Max(Low, other.Low), Math.Min(High, other.High));
    }
}
