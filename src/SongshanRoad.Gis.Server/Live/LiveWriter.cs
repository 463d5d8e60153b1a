using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Server.Nodes;
using SongshanRoad.Gis.Storage.Live;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>The one writer of the live path: commits what waits in the lane as one group, then shows it on the picture, then
/// answers the senders. A sender that is answered can rely on the commit, and finds its fixes on the map. What other servers commit comes the
/// same way, so that there is one writer for it, too.</summary>
internal sealed class LiveWriter(
    LiveLane lane, FixCommit commit, FixStore fixes, DutyStore duties, LiveFeed feed, CommittedFixes committed, NodeOutbox others, ILogger<LiveWriter> log)
    : BackgroundService
{
    private const int GroupFixes = 5000;
    private const int RestoredFixesPerDuty = 16;
    private static readonly TimeSpan GroupEvery = TimeSpan.FromMilliseconds(50);

    // Paces the disk, not the domain: real time even when a test's clock stands still.
    private static readonly TimeProvider Pace = TimeProvider.System;

    private readonly LivePictureWriter _picture = new(feed.Current.Epoch);
    private readonly EndedDuties _ended = new();
    private Reading? _reading;

    /// <summary>Rebuilds the picture from the running duties before the first request is served.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ReadAnewAsync(someMissed: false, cancellationToken);
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

            if (_reading is { } reading)
            {
                _reading = null;
                await ReadAnewAsync(reading, stoppingToken);
            }
        }
    }

    /// <summary>Takes batches up to the size of a group, or up to a reading; changes of duties, and what others have stored, take effect at once.</summary>
    private List<SentBatch> TakeGroup()
    {
        var group = new List<SentBatch>();
        var count = 0;
        while (count < GroupFixes && _reading is null && lane.Entries.TryRead(out var entry))
        {
            switch (entry)
            {
                case SentBatch batch:
                    group.Add(batch);
                    count += batch.Fixes.Count;
                    break;
                case DutyChange change:
                    Show([change.Duty], []);
                    others.Tell([change.Duty], []);
                    change.Applied.TrySetResult();
                    break;
                case RemoteGroup remote:
                    Remember(remote.Duties, remote.Fixes);
                    Show([], remote.Fixes);
                    break;
                case Reading reading:
                    _reading = reading;
                    break;
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
        Show(result.Duties, result.Believed);
        foreach (var (batch, receipt) in result.Receipts)
        {
            batch.Acknowledge(receipt);
        }

        if (result.Believed.Count > 0)
        {
            others.Tell(result.Duties, result.Believed);
        }
    }

    private void Show(IReadOnlyList<Duty> changed, IReadOnlyList<Fix> believed)
    {
        foreach (var duty in changed)
        {
            Apply(duty);
        }

        feed.Publish(_picture.Apply(believed));
        if (believed.Count > 0)
        {
            committed.Publish(believed);
        }
    }

    /// <summary>Takes what this server has not stored itself among the last fixes, against which new ones are checked.</summary>
    private void Remember(IReadOnlyList<Duty> of, IReadOnlyList<Fix> believed)
    {
        foreach (var duty in of)
        {
            Apply(duty);
        }

        foreach (var fix in believed)
        {
            commit.Trails.Remember(fix, FixFlaw.None);
        }
    }

    private async Task ReadAnewAsync(Reading reading, CancellationToken cancellation)
    {
        try
        {
            await ReadAnewAsync(reading.SomeMissed, cancellation);
            reading.Done.TrySetResult();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            reading.Done.TrySetException(failure);
        }
    }

    /// <summary>Makes the picture that of the database. In the writer's own turn: all that was applied before was stored before, and what is
    /// stored from here on comes after.</summary>
    private async Task ReadAnewAsync(bool someMissed, CancellationToken cancellation)
    {
        var running = (await duties.RunningAsync(cancellation)).Select(booked => booked.Duty).ToList();
        var latest = await fixes.LatestAsync(RestoredFixesPerDuty, cancellation);
        foreach (var ended in _picture.Current.Units.Values.Select(unit => unit.Duty).ExceptBy(running.Select(duty => duty.DutyId), duty => duty.DutyId))
        {
            Take(ended);
        }

        // Of a duty of whose latest none is known there may be more than were read.
        var isWhole = latest.GroupBy(fix => fix.DutyId).All(ofDuty => ofDuty.Count() < RestoredFixesPerDuty || commit.Trails.Knows(ofDuty.MinBy(fix => fix, Fix.ByTime)!));
        var unknown = latest.Where(fix => !commit.Trails.Knows(fix)).ToList();
        Remember(running, latest);
        feed.Publish(_picture.Apply(latest));
        if (someMissed || unknown.Count > 0)
        {
            committed.Publish(unknown, someMissed || !isWhole);
        }
    }

    private void Apply(Duty duty)
    {
        if (duty.EndedAt is not null)
        {
            Take(duty);
        }
        else if (!_ended.Holds(duty.DutyId))
        {
            commit.Trails.Start(duty);
            _picture.Start(duty);
        }
    }

    /// <summary>Takes a duty that has ended off the map.</summary>
    private void Take(Duty ended)
    {
        _ended.Add(ended.DutyId);
        commit.Trails.End(ended);
        _picture.End(ended.DutyId);
    }

    // Classes 22 and 23: data exception, integrity violation.
    private static bool IsOfTheRows(PostgresException refusal) => refusal.SqlState is ['2', '2' or '3', ..];
}
