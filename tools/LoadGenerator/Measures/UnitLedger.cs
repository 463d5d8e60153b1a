using System.Collections.Concurrent;
using SongshanRoad.Gis.Contracts.Live;

namespace SongshanRoad.Gis.Load.Measures;

/// <summary>A sender's own account of one unit, by the times of its fixes. Thread-safe.</summary>
/// <param name="unitId">The unit.</param>
/// <param name="acceptance">Time from the sending to the acknowledgement.</param>
/// <param name="failures">How often each failure came, of all units.</param>
internal sealed class UnitLedger(string unitId, LatencyHistogram acceptance, ConcurrentDictionary<string, int> failures)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, long> _acceptedAt = [];
    private long _made;
    private long _latestSentAt;

    public string UnitId => unitId;

    /// <summary>The newest acknowledged fix; null before there is one.</summary>
    public ReportedFix? Latest { get; private set; }

    /// <summary>When the latest acknowledged message was sent, a timestamp of the clock; 0 before there is one.</summary>
    public long LatestSentAt => Volatile.Read(ref _latestSentAt);

    public long MadeCount => Interlocked.Read(ref _made);

    public void Made(long timeMs) => Interlocked.Increment(ref _made);

    public void Acknowledged(IReadOnlyList<ReportedFix> fixes, long sentAt, long acceptedAt)
    {
        acceptance.Add(acceptedAt - sentAt, sentAt);
        Volatile.Write(ref _latestSentAt, sentAt);
        lock (_gate)
        {
            foreach (var fix in fixes)
            {
                _acceptedAt[fix.TimeMs] = acceptedAt;
                Latest = fix.TimeMs > (Latest?.TimeMs ?? 0) ? fix : Latest;
            }
        }
    }

    public void Failed(Exception failure) => failures.AddOrUpdate($"{failure.GetType().Name}: {failure.Message}", 1, (_, count) => count + 1);

    /// <summary>When a fix was acknowledged, or null while it was not.</summary>
    public long? AcceptedAt(long timeMs)
    {
        lock (_gate)
        {
            return _acceptedAt.TryGetValue(timeMs, out var at) ? at : null;
        }
    }

    /// <summary>The times of every acknowledged fix.</summary>
    public IReadOnlyCollection<long> AcknowledgedTimes()
    {
        lock (_gate)
        {
            return [.. _acceptedAt.Keys];
        }
    }
}
