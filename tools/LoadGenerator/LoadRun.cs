using System.Collections.Concurrent;
using SongshanRoad.Gis.Client.Accounts;
using SongshanRoad.Gis.Contracts.Deployment;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Contracts.Places;
using SongshanRoad.Gis.Load.Deployment;
using SongshanRoad.Gis.Load.Measures;
using SongshanRoad.Gis.Load.Trackers;
using SongshanRoad.Gis.Load.Viewers;
using SongshanRoad.Gis.Load.Walks;

namespace SongshanRoad.Gis.Load;

/// <summary>One run against a server: connect all, send, measure, let it drain, compare ledgers with the table.</summary>
/// <param name="desk">A dispatcher's session.</param>
/// <param name="vehiclePort">Port for patrol-car terminals, or null.</param>
/// <param name="database">The server's database.</param>
/// <param name="serverProcessId">The server's process, or null.</param>
/// <param name="options">What is asked for.</param>
/// <param name="say">Takes lines of progress.</param>
/// <param name="clock">Source of times.</param>
/// <param name="trial">What happens while it is measured; null for nothing.</param>
internal sealed class LoadRun(
    ServerSession desk, int? vehiclePort, LoadDatabase database, int? serverProcessId, LoadOptions options, Action<string> say, TimeProvider clock, ITrial? trial = null)
{
    // A server answers so many at once without keeping others waiting.
    private const int OpenedAtOnce = 32;

    // Another for each run, so that a second against the same database counts its own only.
    private readonly string _prefix = $"load-{clock.GetUtcNow().ToUnixTimeMilliseconds():x}";
    private readonly LatencyHistogram _acceptance = new(clock);
    private readonly LatencyHistogram _shown = new(clock);
    private readonly ConcurrentDictionary<string, int> _failures = new();
    private readonly List<MapViewer> _maps = [];
    private readonly List<StalledViewer> _stalled = [];
    private Sender[] _senders = [];
    private Dictionary<string, UnitLedger> _ledgers = [];

    /// <summary>Runs.</summary>
    /// <exception cref="LoadException">It cannot be set up.</exception>
    public async Task<LoadReport> RunAsync(CancellationToken cancellation)
    {
        try
        {
            await OpenMapsAndTrackersAsync(cancellation);
            return await MeasureAsync(cancellation);
        }
        finally
        {
            await CloseAsync();
        }
    }

    private async Task OpenMapsAndTrackersAsync(CancellationToken cancellation)
    {
        var network = new StreetNetwork(await desk.GetAsync<List<AlleyView>>("api/alleys?v=load", cancellation));
        var district = await desk.GetAsync<DistrictView>("api/district", cancellation);
        var devices = await database.AddDevicesAsync(_prefix, options.Trackers, cancellation);
        _ledgers = devices.ToDictionary(device => device.UnitId, device => new UnitLedger(device.UnitId, _acceptance, _failures));
        say($"opening {options.Maps} maps ...");
        var random = new Random(options.Seed);
        for (var number = 0; number < options.Maps; number++)
        {
            _maps.Add(new MapViewer(desk, View(district.BoundsWgs84, random), random.Next(), _ledgers, _shown, clock));
        }

        await Task.WhenAll(_maps.Select(map => map.UntilConnectedAsync(cancellation)));
        for (var number = 0; number < options.StalledMaps; number++)
        {
            _stalled.Add(new StalledViewer());
            await _stalled[^1].StartAsync(desk, View(district.BoundsWgs84, random), clock, cancellation);
        }

        say($"starting {options.Trackers} duties and trackers ...");
        var protocols = options.Protocols.Select(name => TrackerProtocols.Find(name)!).ToList();
        var target = new LoadTarget(desk.Server, vehiclePort);
        var opened = new Sender?[devices.Count];
        try
        {
            await Parallel.ForEachAsync(devices.Index(), AtOnce(cancellation), async (entry, opening) =>
            {
                var (number, known) = entry;
                var device = ServerSession.OfDevice(desk.Server, known.Token);
                await device.PostAsync<DutyView>("api/duties", cancellation: opening);
                var protocol = protocols[number % protocols.Count];
                var tracker = await protocol.OpenAsync(target, known, opening);
                tracker = trial?.Wrap(tracker) ?? tracker;
                // Every fifth is a car, as the kinds go.
                var walk = new StreetWalk(network, options.Seed + number, number % 5 == 0 ? 7 : 1.3);
                opened[number] = new Sender(
                    device, tracker, new TrackerRun(tracker, _ledgers[known.UnitId], walk, options, protocol.TimeResolution, options.Seed + number, clock));
            });
        }
        finally
        {
            _senders = [.. opened.OfType<Sender>()];
        }
    }

    private async Task<LoadReport> MeasureAsync(CancellationToken cancellation)
    {
        using var making = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var draining = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        say($"sending; {options.WarmUp.TotalSeconds:F0} s to warm up, {options.Lasting.TotalSeconds:F0} s measured ...");
        // A fix is of its duty only after the duty's start, also when its time is told in whole seconds.
        var begin = clock.GetUtcNow() + TimeSpan.FromSeconds(1.5) + (options.Batch / options.RatePerSecond * TimeSpan.FromSeconds(1));
        var period = TimeSpan.FromSeconds(options.Batch / options.RatePerSecond);
        var sending = _senders.Select((sender, number) =>
            Task.Run(() => sender.Run.RunAsync(begin, period * ((double)number / _senders.Length), making.Token, draining.Token), CancellationToken.None)).ToList();
        await Task.Delay(begin - clock.GetUtcNow() + options.WarmUp, clock, cancellation);

        var from = clock.GetTimestamp();
        var to = from + (long)(options.Lasting.TotalSeconds * clock.TimestampFrequency);
        _acceptance.Measure(from, to);
        _shown.Measure(from, to);
        _maps.ForEach(map => map.Measure(true));
        var before = UsageOfServer();
        var memory = serverProcessId is { } watched ? new MemoryTrend(watched, clock) : null;
        var watching = memory?.RunAsync(making.Token) ?? Task.CompletedTask;
        var trying = trial?.RunAsync([.. _senders.Select(sender => sender.Tracker)], [.. _ledgers.Values], options, making.Token) ?? Task.CompletedTask;
        await Task.Delay(options.Lasting, clock, cancellation);
        await trying;
        var measured = clock.GetElapsedTime(from);
        var after = UsageOfServer();
        _maps.ForEach(map => map.Measure(false));

        await making.CancelAsync();
        await watching;
        draining.CancelAfter(options.Drain);
        await Task.WhenAll(sending);
        await Task.WhenAll(_maps.Select(map => map.UntilUpToDateAsync(draining.Token))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        return await ReportAsync(measured, before, after, memory?.SlopeMbPerMinute(), cancellation);
    }

    private async Task<LoadReport> ReportAsync(TimeSpan measured, ProcessUsage? before, ProcessUsage? after, double? slopeMbPerMinute, CancellationToken cancellation)
    {
        var (stored, marked) = await database.ReadFixesAsync(_prefix, cancellation);
        var acknowledged = _ledgers.ToDictionary(entry => entry.Key, entry => entry.Value.AcknowledgedTimes());
        var different = stored.ToDictionary(entry => entry.Key, entry => entry.Value.ToHashSet());
        var states = _maps.Select(map => map.Current).ToList();
        return new LoadReport(
            options.Trackers,
            options.Maps,
            measured.TotalSeconds,
            _ledgers.Values.Sum(ledger => ledger.MadeCount),
            acknowledged.Values.Sum(times => (long)times.Count),
            different.Values.Sum(times => (long)times.Count),
            acknowledged.Sum(entry => (long)entry.Value.Count(time => !(different.TryGetValue(entry.Key, out var times) && times.Contains(time)))),
            stored.Sum(entry => (long)entry.Value.Count - different[entry.Key].Count),
            marked,
            _shown.Read().Count,
            _acceptance.Read(),
            _shown.Read(),
            states.Sum(state => state.HoleCount),
            states.Sum(state => Math.Max(0, state.SnapshotCount - 1)),
            _maps.Sum(map => map.BehindCount()),
            _maps.Count == 0 ? 0 : _maps.Max(map => map.LargestGap.TotalMilliseconds),
            before is null || after is null ? null : (after.CpuSeconds - before.CpuSeconds) / measured.TotalSeconds,
            after?.ResidentMb,
            after?.PeakMb,
            slopeMbPerMinute,
            trial?.Findings ?? [],
            new Dictionary<string, int>(_failures));
    }

    private ProcessUsage? UsageOfServer() => serverProcessId is { } id ? ProcessUsage.Of(id) : null;

    /// <summary>A seeded part of the district.</summary>
    private LiveSubscription View(double[] bounds, Random random)
    {
        var (widthDeg, heightDeg) = ((bounds[2] - bounds[0]) * options.ViewShare, (bounds[3] - bounds[1]) * options.ViewShare);
        var westDeg = bounds[0] + (random.NextDouble() * (bounds[2] - bounds[0] - widthDeg));
        var southDeg = bounds[1] + (random.NextDouble() * (bounds[3] - bounds[1] - heightDeg));
        return new LiveSubscription(westDeg, southDeg, westDeg + widthDeg, southDeg + heightDeg);
    }

    private async Task CloseAsync()
    {
        foreach (var map in _maps)
        {
            await map.DisposeAsync();
        }

        foreach (var map in _stalled)
        {
            await map.DisposeAsync();
        }

        await Parallel.ForEachAsync(_senders, AtOnce(CancellationToken.None), async (sender, _) =>
        {
            await sender.Tracker.DisposeAsync();
            await sender.Device.DeleteAsync("api/duties/current", CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            sender.Device.Dispose();
        });
    }

    private static ParallelOptions AtOnce(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = OpenedAtOnce, CancellationToken = cancellation };

    private sealed record Sender(ServerSession Device, ITracker Tracker, TrackerRun Run);
}
