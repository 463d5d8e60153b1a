using System.Globalization;
using SongshanRoad.Gis.Load.Deployment;
using SongshanRoad.Gis.Load.Measures;
using SongshanRoad.Gis.Load.Trackers;

namespace SongshanRoad.Gis.Load.Faults;

/// <summary>A fault that strikes several times while a run is measured, and how soon all is well again after each.</summary>
internal sealed class FaultTrial(IFault fault, int strikes, FreshDeployment server, LoadDatabase database, Action<string> say, TimeProvider clock) : ITrial
{
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    private readonly List<Finding> _findings = [];

    public IReadOnlyList<Finding> Findings => _findings;

    public async Task RunAsync(IReadOnlyList<ITracker> trackers, IReadOnlyList<UnitLedger> ledgers, LoadOptions options, CancellationToken ending)
    {
        var random = new Random(options.Seed);
        // A message takes its period; a tracker that has nothing to send says nothing about the server.
        var period = TimeSpan.FromSeconds(options.Batch / options.RatePerSecond);
        var begun = clock.GetTimestamp();
        for (var strike = 0; strike < strikes; strike++)
        {
            var due = options.Lasting * ((strike + (0.5 * random.NextDouble())) / strikes);
            var wait = due - clock.GetElapsedTime(begun);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, ending);
            }

            await StrikeAsync(strike + 1, ledgers, period, random, ending);
        }
    }

    private async Task StrikeAsync(int number, IReadOnlyList<UnitLedger> ledgers, TimeSpan period, Random random, CancellationToken ending)
    {
        var struck = clock.GetTimestamp();
        var found = await fault.StrikeAsync(server, database, random, ending);
        if (found is not null)
        {
            _findings.Add(found);
        }

        var over = clock.GetTimestamp();
        var returned = await UntilAsync(() => database.AnswersAsync(ending), ending);
        var since = clock.GetTimestamp();
        var back = returned && await UntilAsync(() => Task.FromResult(ledgers.All(ledger => ledger.LatestSentAt > since)), ending);
        var after = clock.GetElapsedTime(since);
        var text = back
            ? string.Create(CultureInfo.InvariantCulture,
                $"{fault.Says}, strike {number}: harm {clock.GetElapsedTime(struck, over).TotalSeconds:F1} s, database answers {clock.GetElapsedTime(over, since).TotalSeconds:F1} s later, every tracker acknowledged again {after.TotalSeconds:F1} s after that")
            : $"{fault.Says}, strike {number}: {(returned ? "not every tracker was" : "the database was not")} back after {GivenUpAfter.TotalSeconds:F0} s";
        say(text);
        _findings.Add(new Finding(text, !back || after > fault.BackWithin + period));
    }

    private async Task<bool> UntilAsync(Func<Task<bool>> happened, CancellationToken ending)
    {
        var begun = clock.GetTimestamp();
        while (clock.GetElapsedTime(begun) < GivenUpAfter)
        {
            if (await happened())
            {
                return true;
            }

            await Task.Delay(LookEvery, clock, ending);
        }

        return false;
    }
}
