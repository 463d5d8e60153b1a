using SongshanRoad.Gis.Client.Accounts;
using SongshanRoad.Gis.Client.Live;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Load.Measures;

namespace SongshanRoad.Gis.Load.Viewers;

/// <summary>One map client: notes when it is shown which fix, and how long it was shown nothing new.</summary>
internal sealed class MapViewer : IObserver<LiveState>, IAsyncDisposable
{
    // Protocols round degrees, the coarsest to a millionth: so near to its edge, a view may hold a unit or not. 1 m.
    private const double EdgeDeg = 1e-5;

    private readonly LiveSubscription _view;
    private readonly IReadOnlyDictionary<string, UnitLedger> _ledgers;
    private readonly LatencyHistogram _shown;
    private readonly TimeProvider _clock;
    private readonly LiveClient _client;
    private readonly IDisposable _watching;
    private IReadOnlyDictionary<string, LiveUnit> _before = new Dictionary<string, LiveUnit>();
    private long _frames;
    private long _lastFrameAt;
    private long _largestGap;
    private bool _measures;

    public MapViewer(
        ServerSession session, LiveSubscription view, int seed, IReadOnlyDictionary<string, UnitLedger> ledgers, LatencyHistogram shown, TimeProvider clock)
    {
        (_view, _ledgers, _shown, _clock) = (view, ledgers, shown, clock);
        _client = new LiveClient(session, view, new LiveClientOptions { Seed = seed });
        _watching = _client.States.Subscribe(this);
    }

    public LiveState Current => _client.Current;

    /// <summary>Longest time without a frame while it was measured.</summary>
    public TimeSpan LargestGap => TimeSpan.FromSeconds((double)Interlocked.Read(ref _largestGap) / _clock.TimestampFrequency);

    public Task UntilConnectedAsync(CancellationToken cancellation) => _client.UntilAsync(state => state.IsWhole, cancellation);

    /// <summary>Begins, or ends, the measuring of gaps.</summary>
    public void Measure(bool on)
    {
        Volatile.Write(ref _lastFrameAt, _clock.GetTimestamp());
        Volatile.Write(ref _measures, on);
    }

    /// <summary>Done when the map shows every unit that stands in its view as its sender last knew it.</summary>
    public Task UntilUpToDateAsync(CancellationToken cancellation) => _client.UntilAsync(IsUpToDate, cancellation);

    /// <summary>Units that the map shows older than their sender last knew them, or not at all although they stand in its view; every unit of the run
    /// when nothing proves the map whole.</summary>
    public int BehindCount()
    {
        var state = _client.Current;
        return state.IsWhole ? _ledgers.Values.Count(ledger => IsBehind(state, ledger)) : _ledgers.Count;
    }

    public void OnNext(LiveState value)
    {
        var now = _clock.GetTimestamp();
        if (value.FrameCount != _frames)
        {
            _frames = value.FrameCount;
            var gap = now - Interlocked.Exchange(ref _lastFrameAt, now);
            if (Volatile.Read(ref _measures))
            {
                Interlocked.Exchange(ref _largestGap, Math.Max(_largestGap, gap));
            }
        }

        if (ReferenceEquals(value.Units, _before))
        {
            return;
        }

        foreach (var (unitId, unit) in value.Units)
        {
            // What stayed as it was is the same object.
            if (!(_before.TryGetValue(unitId, out var known) && ReferenceEquals(known, unit)) && _ledgers.TryGetValue(unitId, out var ledger))
            {
                // A frame may overtake the sender's receipt: then it was shown at once.
                var acceptedAt = ledger.AcceptedAt(unit.FixTimeMs) ?? now;
                _shown.Add(now - acceptedAt, acceptedAt);
            }
        }

        _before = value.Units;
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public async ValueTask DisposeAsync()
    {
        _watching.Dispose();
        await _client.DisposeAsync();
    }

    private bool IsUpToDate(LiveState state) => state.IsWhole && !_ledgers.Values.Any(ledger => IsBehind(state, ledger));

    private bool IsBehind(LiveState state, UnitLedger ledger) => ledger.Latest is { } latest
        && (state.Units.TryGetValue(ledger.UnitId, out var unit) ? unit.FixTimeMs < latest.TimeMs : IsInView(latest));

    private bool IsInView(ReportedFix fix) => fix.LonDeg > _view.WestDeg + EdgeDeg && fix.LonDeg < _view.EastDeg - EdgeDeg
        && fix.LatDeg > _view.SouthDeg + EdgeDeg && fix.LatDeg < _view.NorthDeg - EdgeDeg;
}
