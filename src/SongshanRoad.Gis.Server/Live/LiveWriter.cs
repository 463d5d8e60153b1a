using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Storage.Live;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>The one writer of the live path: commits what waits in the lane as one group, then shows it on the picture, then
/// answers the senders. A sender that is answered can rely on the commit, and finds its fixes on the map.</summary>
internal sealed class LiveWriter(
    LiveLane lane, FixCommit commit, FixStore fixes, DutyStore duties, LiveFeed feed, CommittedFixes committed, ILogger<LiveWriter> log)
    : BackgroundService
{
    private const int GroupFixes = 5000;
    private const int RestoredFixesPerDuty = 16;
    private static readonly TimeSpan GroupEvery = TimeSpan.FromMilliseconds(50);

    // Paces the disk, not the domain: real time even when a test's clock stands still.
    private static readonly TimeProvider Pace = TimeProvider.System;

    private readonly LivePictureWriter _picture = new(feed.Current.Epoch);

    /// <summary>Rebuilds the picture from the running duties before the first request is served.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var running in await duties.RunningAsync(cancellationToken))
        {
            _picture.Start(running.Duty);
            commit.Trails.Start(running.Duty);
        }

        var latest = await fixes.LatestAsync(RestoredFixesPerDuty, cancellationToken);
        foreach (var fix in latest)
        {
            commit.Trails.Remember(fix, FixFlaw.None);
        }

        feed.Publish(_picture.Apply(latest));
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        lane.Close();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var previous = Pace.GetTimestamp() - Pace.TimestampFrequency;
        while (await lane.Entries.WaitToReadAsync(stoppingToken))
        {
            var pause = GroupEvery - Pace.GetElapsedTime(previous);
            if (pause > TimeSpan.Zero && lane.Entries.Count < GroupFixes)
            {
                await Task.Delay(pause, Pace, stoppingToken);
            }

            previous = Pace.GetTimestamp();
            var group = TakeGroup();
            if (group.Count > 0)
            {
                await StoreAsync(group, stoppingToken);
            }
        }
    }

    /// <summary>Takes batches up to the size of a group; changes of duties take effect at once.</summary>
    private List<SentBatch> TakeGroup()
    {
        var group = new List<SentBatch>();
        var count = 0;
        while (count < GroupFixes && lane.Entries.TryRead(out var entry))
        {
            if (entry is SentBatch batch)
            {
                group.Add(batch);
                count += batch.Fixes.Count;
            }
            else if (entry is DutyChange change)
            {
                Apply(change.Duty);
                feed.Publish(_picture.Current);
                change.Applied.TrySetResult();
            }
        }

        return group;
    }

    private async Task StoreAsync(List<SentBatch> group, CancellationToken cancellation)
    {
        try
        {
            Show(await commit.StoreAsync(group, cancellation));
        }
        catch (PostgresException refusal) when (group.Count > 1 && IsOfTheRows(refusal))
        {
            // One sender's rows must not keep the others from being stored.
            foreach (var batch in group)
            {
                await StoreAsync([batch], cancellation);
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            log.FixesNotStored(group.Count, failure.Message);
            group.ForEach(batch => batch.Fail(failure));
        }
    }

    private void Show(CommitResult result)
    {
        foreach (var duty in result.Duties)
        {
            Apply(duty);
        }

        feed.Publish(_picture.Apply(result.Believed));
        if (result.Believed.Count > 0)
        {
            committed.Publish(result.Believed);
        }

        foreach (var (batch, receipt) in result.Receipts)
        {
            batch.Acknowledge(receipt);
        }
    }

    private void Apply(Duty duty)
    {
        if (duty.EndedAt is null)
        {
            commit.Trails.Start(duty);
            _picture.Start(duty);
        }
        else
        {
            commit.Trails.End(duty);
            _picture.End(duty.DutyId);
        }
    }

    // Classes 22 and 23: data exception, integrity violation.
    private static bool IsOfTheRows(PostgresException refusal) => refusal.SqlState is ['2', '2' or '3', ..];
}
