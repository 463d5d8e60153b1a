using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Patrols.Geofences;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Storage.Alerts;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Storage.Geofences;
using SongshanRoad.Gis.Storage.Live;

namespace SongshanRoad.Gis.Server.Geofences;

/// <summary>Follows the units on duty at the fences and keeps their alerts: fix by fix as they are committed; a fix that comes late has its
/// duty looked at anew, so that the alerts are those of the fixes, not of their order.</summary>
internal sealed class GeofenceWorker(
    GeofenceStore fences, AlertStore alerts, FixStore fixes, DutyStore duties, CommittedFixes committed, LayerChangeWorker layers, NightCalendar nights, Database database,
    TimeProvider clock, ILogger<GeofenceWorker> log) : BackgroundService
{
    private const string Places = "places";

    // Far more than run at once; of the others a late fix reads its duty again.
    private const int MostFollowed = 4096;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly Bell _changed = new();
    private readonly Dictionary<string, DutyFences> _followed = [];
    private readonly HashSet<string> _unfinished = [];
    private IReadOnlyList<AlertingFence> _fences = [];
    private TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The places whose fences are followed.</summary>
    public IEnumerable<long> PlaceIds => Volatile.Read(ref _fences).Select(fence => fence.Fence.PlaceId);

    /// <summary>Done when the fences have been read the next time.</summary>
    public Task NextReading => Volatile.Read(ref _reading).Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        layers.Changed += Note;
        try
        {
            // Reads from here on, before the running duties are read: nothing is missed.
            var groups = committed.ReadAllAsync(stoppingToken).GetAsyncEnumerator(stoppingToken);
            Task<bool>? group = null;
            Task? changed = null;
            _changed.Ring();
            while (!stoppingToken.IsCancellationRequested)
            {
                changed ??= _changed.RungAsync(stoppingToken);
                group ??= groups.MoveNextAsync().AsTask();
                await Task.WhenAny(changed, group);
                try
                {
                    if (changed.IsCompleted)
                    {
                        changed = null;
                        _changed.Hear();
                        await ReadFencesAsync(stoppingToken);
                    }
                    else if (group.IsCompleted)
                    {
                        await group;
                        group = null;
                        await TakeAsync(groups.Current, stoppingToken);
                    }
                }
                catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
                {
                    log.WorkerWaits(nameof(GeofenceWorker), failure.Message);
                    await Task.Delay(RetryAfter, TimeProvider.System, stoppingToken);
                    _changed.Ring();
                }
            }
        }
        finally
        {
            layers.Changed -= Note;
        }
    }

    private void Note(string layer)
    {
        if (layer is GeofenceStore.Layer or Places)
        {
            _changed.Ring();
        }
    }

    private async Task ReadFencesAsync(CancellationToken cancellation)
    {
        AlertingFence[] read =
        [
            .. (await fences.ListAsync(cancellation)).Select(stored => new AlertingFence(
                new Fence(stored.PlaceId, stored.AreaMetric, FenceRule.Default with { EnterDwell = stored.Dwell }),
                stored.Since, stored.OnEnter, stored.OnLeave, stored.UnitKinds)),
        ];
        Volatile.Write(ref _fences, read);
        await FollowRunningAsync(cancellation);
        Interlocked.Exchange(ref _reading, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    private async Task FollowRunningAsync(CancellationToken cancellation)
    {
        _followed.Clear();
        if (_fences.Count == 0)
        {
            return;
        }

        // Those that have ended tonight may not have been looked at to their end.
        var tonight = await duties.OfNightAsync(nights.NightAt(clock.GetUtcNow()), cancellation);
        foreach (var duty in tonight.Concat(await duties.RunningAsync(cancellation)).Select(booked => booked.Duty).DistinctBy(duty => duty.DutyId))
        {
            await LookAnewAsync(duty, cancellation);
        }

        foreach (var dutyId in _unfinished.ToList())
        {
            await LookAnewAsync(dutyId, cancellation);
        }
    }

    private async Task TakeAsync(CommittedGroup group, CancellationToken cancellation)
    {
        if (_fences.Count == 0)
        {
            return;
        }

        // What fails is looked at anew with the fences.
        _unfinished.UnionWith(group.Fixes.Select(fix => fix.DutyId));
        if (group.SomeMissed)
        {
            await FollowRunningAsync(cancellation);
            return;
        }

        foreach (var ofDuty in group.Fixes.GroupBy(fix => fix.DutyId))
        {
            var crossed = _followed.TryGetValue(ofDuty.Key, out var followed) ? followed.Add(ofDuty) : null;
            if (crossed is null)
            {
                await LookAnewAsync(ofDuty.Key, cancellation);
                continue;
            }

            if (crossed.Count > 0)
            {
                // Another server may know of fixes that this one has not seen: only who has read them all withdraws.
                await alerts.SyncCrossingsAsync(ofDuty.Key, [], crossed, clock.GetUtcNow(), cancellation);
            }

            _unfinished.Remove(ofDuty.Key);
        }
    }

    private async Task LookAnewAsync(string dutyId, CancellationToken cancellation)
    {
        if (await duties.FindAsync(dutyId, cancellation) is { } booked)
        {
            await LookAnewAsync(booked.Duty, cancellation);
        }
        else
        {
            _unfinished.Remove(dutyId);
        }
    }

    /// <summary>One server at a time: whoever reads fewer fixes than another has read must not have the last word.</summary>
    private async Task LookAnewAsync(Duty duty, CancellationToken cancellation)
    {
        await using var turn = await DatabaseTurn.TakeAsync(database, $"fences of {duty.DutyId}", cancellation);
        var followed = new DutyFences(duty, _fences, database.Projection);
        followed.Add(await fixes.TrackAsync(duty, cancellation));
        if (_followed.Count >= MostFollowed)
        {
            _followed.Clear();
        }

        _followed[duty.DutyId] = followed;
        await alerts.SyncCrossingsAsync(duty.DutyId, followed.PlaceIds, followed.Crossings, clock.GetUtcNow(), cancellation);
        _unfinished.Remove(duty.DutyId);
    }
}
