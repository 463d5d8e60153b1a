using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SongshanRoad.Gis.Contracts.Coverage;
using SongshanRoad.Gis.Patrols.Coverage;
using SongshanRoad.Gis.Patrols.DutyNights;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Storage.Coverage;
using SongshanRoad.Gis.Storage.Deployment;
using SongshanRoad.Gis.Storage.Live;

namespace SongshanRoad.Gis.Server.Coverage;

/// <summary>Tonight's coverage in memory: fed by committed fixes, read anew from the database at the start, when groups were
/// missed, when alleys changed and when a new night begins. One loop writes; readers take immutable views.</summary>
internal sealed class TonightCoverage(
    AlleyNetworkCache network, NightFixStore stored, DutyStore duties, CommittedFixes committed, LiveNotices notices, NightCalendar nights,
    Database database, TimeProvider clock, ILogger<TonightCoverage> log) : BackgroundService
{
    private static readonly TimeSpan NoticeEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstReadingWithin = TimeSpan.FromSeconds(10);

    // Paces the notices, not the domain: real time even when a test's clock stands still.
    private static readonly TimeProvider Pace = TimeProvider.System;

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, DutyNight> _nightOfDuty = [];
    private CoverageBoard? _board;

    /// <summary>Tonight's coverage; waits for the first reading of the stored fixes.</summary>
    /// <exception cref="TimeoutException">The database gave none so far.</exception>
    public async Task<CoverageView> ReadAsync(CancellationToken cancellation)
    {
        await _ready.Task.WaitAsync(FirstReadingWithin, Pace, cancellation);
        return Volatile.Read(ref _board)!.View;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Reads from here on, before the stored fixes are read: what comes twice changes nothing, and nothing is missed.
        var groups = committed.ReadAllAsync(stoppingToken).GetAsyncEnumerator(stoppingToken);
        using var timer = new PeriodicTimer(NoticeEvery, Pace);
        var (isDue, isRetry) = (true, false);
        Task<bool>? tick = null, group = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                isDue = isDue || await IsOutdatedAsync(tick is { IsCompleted: true }, stoppingToken);
                if (isDue)
                {
                    await RebuildAsync(stoppingToken);
                    (isDue, isRetry) = (false, false);
                }

                if (tick is null or { IsCompleted: true })
                {
                    SendChanges();
                    tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
                }

                group ??= groups.MoveNextAsync().AsTask();
                await Task.WhenAny(group, tick);
                if (group.IsCompleted)
                {
                    await group;
                    group = null;
                    // Until they are added, the fixes of this group count as missed too.
                    isDue = true;
                    isDue = groups.Current.SomeMissed || !await AddAsync(groups.Current.Fixes, stoppingToken);
                }
            }
            catch (NpgsqlException) when (!isRetry)
            {
                // A connection that died while nobody used it; the next one is new.
                (isDue, isRetry) = (true, true);
            }
            catch (NpgsqlException failure)
            {
                isDue = true;
                log.WorkerWaits(nameof(TonightCoverage), failure.Message);
                await Task.Delay(NoticeEvery, Pace, stoppingToken);
            }
        }
    }

    private async Task<bool> IsOutdatedAsync(bool ticked, CancellationToken cancellation) =>
        Tonight != _board!.Night || (ticked && (await network.ReadAsync(cancellation)).Version != _board.Version);

    private DutyNight Tonight => nights.NightAt(clock.GetUtcNow());

    private async Task RebuildAsync(CancellationToken cancellation)
    {
        var board = new CoverageBoard(Tonight, await network.ReadAsync(cancellation));
        var fixes = await stored.ReadAsync(board.Night.Date, null, cancellation);
        board.Add(fixes);
        board.Replaces(_board);
        if (_board?.Night != board.Night)
        {
            _nightOfDuty.Clear();
        }

        Volatile.Write(ref _board, board);
        _ready.TrySetResult();
    }

    /// <returns>False when the fixes are of a night that began since the board was made.</returns>
    private async Task<bool> AddAsync(IReadOnlyList<Fix> fixes, CancellationToken cancellation)
    {
        var board = _board!;
        if (Tonight != board.Night)
        {
            return false;
        }

        // To the reading of this clock, which comes just after the commit's.
        var arrivedAt = clock.GetUtcNow();
        var ofTonight = new List<ArrivedFix>();
        foreach (var duty in fixes.GroupBy(fix => fix.DutyId))
        {
            if (await NightOfAsync(duty.Key, cancellation) == board.Night)
            {
                ofTonight.AddRange(duty.Select(fix => new ArrivedFix(duty.Key, MetricFix.Of(fix, database.Projection), arrivedAt)));
            }
        }

        board.Add(ofTonight);
        return true;
    }

    private async Task<DutyNight?> NightOfAsync(string dutyId, CancellationToken cancellation)
    {
        if (_nightOfDuty.TryGetValue(dutyId, out var night))
        {
            return night;
        }

        if (await duties.FindAsync(dutyId, cancellation) is not { } booked)
        {
            return null;
        }

        return _nightOfDuty[dutyId] = booked.Night;
    }

    private void SendChanges()
    {
        if (_board?.TakeChanges() is { } changes)
        {
            notices.Send(changes);
        }
    }
}
