namespace SongshanRoad.Gis.Hotspots.Statistics;

/// <summary>Finds where a probability takes a value: Newton's steps on its logarithm inside a bracket that halves when a step leaves
/// it.</summary>
internal static class MonotoneRoot
{
    private const int MostSteps = 400;

    /// <summary>The x in a bracket at which a tail probability equals p.</summary>
    /// <param name="low">A place before it.</param>
    /// <param name="high">A place after it.</param>
    /// <param name="p">The probability, above 0.</param>
    /// <param name="rises">Whether the tail rises with x; else it falls.</param>
    /// <param name="tail">The tail at x, and its slope there, which may have underflowed to 0.</param>
    public static double Find(double low, double high, double p, bool rises, Func<double, (double Value, double Slope)> tail)
    {
        var x = low + ((high - low) / 2);
        for (var step = 0; step < MostSteps; step++)
        {
            var (value, slope) = tail(x);
            var gap = Math.Log(value / p);
            if (gap == 0)
            {
                return x;
            }

            (low, high) = gap > 0 == rises ? (low, x) : (x, high);
            var next = x - (gap * value / slope);
            if (!(next > low && next < high))
            {
                next = low + ((high - low) / 2);
            }

            if (Math.Abs(next - x) <= 2e-16 * Math.Abs(next))
            {
                return next;
            }

            x = next;
        }

        return x;
    }
}
