using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace SongshanRoad.Gis.Fuzz;

/// <summary>Many inputs to a target on all cores.</summary>
/// <param name="name">What is read.</param>
/// <param name="make">Makes a target for a thread.</param>
internal sealed class FuzzRun(string name, Func<IFuzzTarget> make)
{
    private const int Block = 100_000;
    private const int Rounds = 10;

    // What a collector may keep one way or the other; a leak of a byte for each input shows.
    private const long FlatWithinBytes = 8 * 1024 * 1024;

    /// <summary>Runs, and tells on standard output.</summary>
    /// <returns>Whether nothing was thrown and memory stayed as it was.</returns>
    public bool Run(long inputs, int seed)
    {
        var outcomes = new ConcurrentDictionary<string, long>();
        var failures = new ConcurrentQueue<string>();
        var heaps = new List<long>();
        var clock = Stopwatch.StartNew();
        var blocks = Math.Max(1, inputs / Block);
        for (var round = 0; round < Rounds; round++)
        {
            var (from, to) = (blocks * round / Rounds, blocks * (round + 1) / Rounds);
            Parallel.For(from, to, block => RunBlock(unchecked(seed + (int)block), outcomes, failures));
            heaps.Add(GC.GetTotalMemory(forceFullCollection: true));
        }

        var grown = heaps[^1] - heaps[0];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {blocks * Block} inputs in {clock.Elapsed.TotalSeconds:F0} s, {failures.Count} escaped exceptions, heap after a tenth {heaps[0] / 1024.0:F0} KiB, in the end {heaps[^1] / 1024.0:F0} KiB, process at most {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576} MiB"));
        Console.WriteLine($"  {string.Join(", ", outcomes.OrderByDescending(outcome => outcome.Value).Select(outcome => $"{outcome.Key} {outcome.Value}"))}");
        foreach (var failure in failures.Take(10))
        {
            Console.WriteLine($"  {failure}");
        }

        return failures.IsEmpty && grown < FlatWithinBytes;
    }

    private void RunBlock(int seed, ConcurrentDictionary<string, long> outcomes, ConcurrentQueue<string> failures)
    {
        var (target, random, counts) = (make(), new Random(seed), new Dictionary<string, long>());
        for (var number = 0; number < Block; number++)
        {
            var input = target.Next(random);
            try
            {
                var outcome = target.Read(input);
                counts[outcome] = counts.GetValueOrDefault(outcome) + 1;
            }
            catch (Exception escaped) when (escaped is not OutOfMemoryException)
            {
                failures.Enqueue($"{escaped.GetType().Name}: {escaped.Message} for {Convert.ToHexString(input.Span)}");
            }
        }

        foreach (var (outcome, count) in counts)
        {
            outcomes.AddOrUpdate(outcome, count, (_, before) => before + count);
        }
    }
}
