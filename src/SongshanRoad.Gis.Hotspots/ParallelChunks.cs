namespace SongshanRoad.Gis.Hotspots;

/// <summary>Runs independent pieces of one loop on all cores. What a piece computes must not depend on the others, so that the
/// result does not depend on the number of cores.</summary>
internal static class ParallelChunks
{
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

    /// <summary>Runs numbered pieces with one worker per core, each with something of its own, which is made once per worker: a plain parallel
    /// loop makes it again ten times a second, which for something large is mostly garbage.</summary>
    /// <typeparam name="TOwn">What each worker has of its own.</typeparam>
    /// <param name="count">Number of pieces.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="work">Takes the number of a piece and what its worker has.</param>
    /// <returns>What the workers had, which pieces went to which is not known.</returns>
    public static IReadOnlyList<TOwn> RunWithOwn<TOwn>(int count, Func<TOwn> make, Action<int, TOwn> work)
    {
        var owns = new TOwn[Math.Min(count, Environment.ProcessorCount)];
        var next = -1;
        Parallel.For(0, owns.Length, worker =>
        {
            owns[worker] = make();
            for (int number; (number = Interlocked.Increment(ref next)) < count;)
            {
                work(number, owns[worker]);
            }
        });
        return owns;
    }
}
