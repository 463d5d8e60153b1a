namespace SongshanRoad.Gis.Hotspots.Density;

/// <summary>Runs independent pieces of one loop on all cores. What a piece computes must not depend on the others, so that the
/// result does not depend on the number of cores.</summary>
internal static class ParallelChunks
{
    /// <summary>For loops whose threads each hold a copy of something large: more of them than cores would only take memory.</summary>
    public static readonly ParallelOptions OnePerCore = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    /// <summary>Calls <paramref name="work"/> with consecutive intervals that cover 0 to <paramref name="count"/>.</summary>
    /// <param name="count">Length of the whole loop.</param>
    /// <param name="chunk">Length of one interval; a loop no longer than that runs at once.</param>
    /// <param name="work">Takes an interval, from and to.</param>
    public static void Run(int count, int chunk, Action<int, int> work)
    {
        if (count <= chunk)
        {
            work(0, count);
            return;
        }

        Parallel.For(0, (count + chunk - 1) / chunk, number => work(number * chunk, Math.Min(count, (number + 1) * chunk)));
    }
}
