namespace SongshanRoad.Gis.Hotspots.Trends;

/// <summary>The exact distribution of Kendall's S over all orders of few different values.</summary>
internal static class KendallDistribution
{
    /// <summary>Most values for which it is used; with more the normal curve is near enough.</summary>
    public const int MostValues = 9;

    // By number of values, then by number of falling pairs: how many orders have so many.
    private static readonly long[][] Orders = Build();

    /// <summary>Chance that |S| is at least so large, or NaN for more values than are held.</summary>
    public static double TwoSided(int count, long score)
    {
        if (count > MostValues)
        {
            return double.NaN;
        }

        var orders = Orders[count];
        var (far, all) = (0L, 0L);
        for (var falling = 0; falling < orders.Length; falling++)
        {
            all += orders[falling];
            far += Math.Abs(orders.Length - 1 - (2 * falling)) >= Math.Abs(score) ? orders[falling] : 0;
        }

        return (double)far / all;
    }

    /// <summary>A further value falls below 0 to k of the k values before it.</summary>
    private static long[][] Build()
    {
        var orders = new long[MostValues + 1][];
        orders[0] = orders[1] = [1];
        for (var count = 2; count <= MostValues; count++)
        {
            orders[count] = new long[(count * (count - 1) / 2) + 1];
            for (var falling = 0; falling < orders[count - 1].Length; falling++)
            {
                for (var more = 0; more < count; more++)
                {
                    orders[count][falling + more] += orders[count - 1][falling];
                }
            }
        }

        return orders;
    }
}
