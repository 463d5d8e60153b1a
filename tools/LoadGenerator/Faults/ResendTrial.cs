using System.Collections.Concurrent;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Load.Measures;
using SongshanRoad.Gis.Load.Trackers;

namespace SongshanRoad.Gis.Load.Faults;

/// <summary>Every tracker forgets what was acknowledged: in the end all that was sent so far is sent twice more, in any order, while new fixes go on coming.</summary>
internal sealed class ResendTrial(TimeProvider clock) : ITrial
{
    /// <summary>The name on the command line.</summary>
    public const string Name = "resend";

    private const int Times = 2;

    private readonly ConcurrentQueue<Finding> _findings = new();

    public IReadOnlyList<Finding> Findings => [.. _findings];

    public ITracker Wrap(ITracker tracker) => new Remembering(tracker);

    public async Task RunAsync(IReadOnlyList<ITracker> trackers, IReadOnlyList<UnitLedger> ledgers, LoadOptions options, CancellationToken ending)
    {
        await Task.Delay(options.Lasting * 0.6, clock, ending);
        var counts = await Task.WhenAll(trackers.OfType<Remembering>().Select((tracker, number) => tracker.SendAgainAsync(Times, new Random(options.Seed + number), clock, ending)));
        _findings.Enqueue(new Finding($"{counts.Sum()} fixes sent again, {Times} times each, shuffled", false));
    }

    private sealed class Remembering(ITracker tracker) : ITracker
    {
        private readonly ConcurrentQueue<IReadOnlyList<ReportedFix>> _sent = new();

        public async Task SendAsync(IReadOnlyList<ReportedFix> fixes, CancellationToken cancellation)
        {
            await tracker.SendAsync(fixes, cancellation);
            _sent.Enqueue(fixes);
        }

        /// <summary>Sends all again.</summary>
        /// <returns>How many fixes were sent so.</returns>
        public async Task<int> SendAgainAsync(int times, Random random, TimeProvider clock, CancellationToken ending)
        {
            var fixes = Enumerable.Repeat(_sent.SelectMany(batch => batch), times).SelectMany(all => all).ToArray();
            random.Shuffle(fixes);
            foreach (var batch in fixes.Chunk(TrackerRun.MostAtOnce))
            {
                await UntilTakenAsync(batch, random, clock, ending);
            }

            return fixes.Length;
        }

        public ValueTask DisposeAsync() => tracker.DisposeAsync();

        private async Task UntilTakenAsync(ReportedFix[] batch, Random random, TimeProvider clock, CancellationToken ending)
        {
            while (true)
            {
                try
                {
                    await tracker.SendAsync(batch, ending);
                    return;
                }
                catch (Exception refused) when (refused is not (OutOfMemoryException or OperationCanceledException))
                {
                    await Task.Delay(TimeSpan.FromSeconds(random.NextDouble()), clock, ending);
                }
            }
        }
    }
}
