using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Spatial.Measures;

/// <summary>How far two lines run side by side: whether a street is the one that a drawn line means.</summary>
public static class SideBySide
{
    // Half a right angle: what turns off more is another street, however near its first metres are.
    private static readonly double LeastCosine = Math.Sqrt(0.5);

    /// <summary>Metres of a line that lie beside another: abreast of one of its straight pieces, within a distance of it, and in its
    /// direction or the opposite one to within 45 degrees. A street that crosses or turns off has none, and what lies beyond the other
    /// line's ends has none either.</summary>
    /// <param name="line">Corners of the measured line, metres.</param>
    /// <param name="other">Corners of the other line.</param>
    /// <param name="withinM">The distance in metres, not negative.</param>
    public static double LengthM(IReadOnlyList<MetricPoint> line, IReadOnlyList<MetricPoint> other, double withinM)
    {
        var sharedM = 0.0;
        var parts = new List<(double FromM, double ToM)>();
        for (var i = 1; i < line.Count; i++)
        {
            parts.Clear();
            for (var j = 1; j < other.Count; j++)
            {
                if (Part(line[i - 1], line[i], other[j - 1], other[j], withinM) is { } part)
                {
                    parts.Add(part);
                }
            }

            sharedM += UnionM(parts);
        }

        return sharedM;
    }

    /// <summary>Which metres of a straight piece lie beside another, or null when none do.</summary>
    private static (double FromM, double ToM)? Part(MetricPoint from, MetricPoint to, MetricPoint first, MetricPoint second, double withinM)
    {
        var (lengthM, otherM) = (from.DistanceM(to), first.DistanceM(second));
        if (lengthM == 0 || otherM == 0)
        {
            return null;
        }

        // The other piece as axis: how far along and across it the measured piece begins, and what each of its metres adds.
        var (east, north) = ((second.EastingM - first.EastingM) / otherM, (second.NorthingM - first.NorthingM) / otherM);
        var (stepEast, stepNorth) = ((to.EastingM - from.EastingM) / lengthM, (to.NorthingM - from.NorthingM) / lengthM);
        var (offEast, offNorth) = (from.EastingM - first.EastingM, from.NorthingM - first.NorthingM);
        var (alongStep, acrossStep) = ((stepEast * east) + (stepNorth * north), (stepNorth * east) - (stepEast * north));
        if (Math.Abs(alongStep) < LeastCosine)
        {
            return null;
        }

        var along = Between((offEast * east) + (offNorth * north), alongStep, 0, otherM);
        var across = Between((offNorth * east) - (offEast * north), acrossStep, -withinM, withinM);
        var (fromM, toM) = (Math.Max(0, Math.Max(along.Low, across.Low)), Math.Min(lengthM, Math.Min(along.High, across.High)));
        return toM > fromM ? (fromM, toM) : null;
    }

    /// <summary>All t with low &lt;= start + t * step &lt;= high.</summary>
    private static (double Low, double High) Between(double start, double step, double low, double high)
    {
        if (step == 0)
        {
            return start >= low && start <= high
                ? (double.NegativeInfinity, double.PositiveInfinity)
                : (double.PositiveInfinity, double.NegativeInfinity);
        }

        var (a, b) = ((low - start) / step, (high - start) / step);
        return a < b ? (a, b) : (b, a);
    }

    private static double UnionM(List<(double FromM, double ToM)> parts)
    {
        parts.Sort();
        var (sumM, reachedM) = (0.0, 0.0);
        foreach (var (fromM, toM) in parts)
        {
            sumM += Math.Max(0, toM - Math.Max(fromM, reachedM));
            reachedM = Math.Max(reachedM, toM);
        }

        return sumM;
    }
}
