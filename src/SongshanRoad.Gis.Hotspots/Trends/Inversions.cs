namespace SongshanRoad.Gis.Hotspots.Trends;

/// <summary>Counts the pairs of a series that fall, by sorting it.</summary>
internal static class Inversions
{
    /// <summary>Pairs i &lt; j with x_j &lt; x_i; the series is sorted afterwards.</summary>
    public static long Count(double[] values) => Sort(values, new double[values.Length]);

    private static long Sort(Span<double> values, Span<double> spare)
    {
        if (values.Length < 2)
        {
            return 0;
        }

        var middle = values.Length / 2;
        var count = Sort(values[..middle], spare[..middle]) + Sort(values[middle..], spare[middle..]);
        values.CopyTo(spare);
        var (left, right) = (0, middle);
        for (var at = 0; at < values.Length; at++)
        {
            if (left < middle && (right == values.Length || spare[left] <= spare[right]))
            {
                values[at] = spare[left++];
            }
            else
            {
                values[at] = spare[right++];
                count += middle - left;
            }
        }

        return count;
    }
}
