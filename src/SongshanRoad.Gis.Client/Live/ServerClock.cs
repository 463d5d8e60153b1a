namespace SongshanRoad.Gis.Client.Live;

/// <summary>
/// The server's clock as this machine can know it. Each time the server tells one, the difference to this machine's steady
/// clock is too small by what the message took; the largest of the latest had the shortest way. The steady clock is compared, not the one on the wall, which
/// a user or NTP may set.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ServerClock(TimeProvider clock)
{
    private const int Readings = 30;

    private readonly Lock _gate = new();
    private readonly Queue<TimeSpan> _differences = new();
    private readonly long _begun = clock.GetTimestamp();
    private TimeSpan? _difference;

    /// <summary>The server's time now; this machine's own until the server has told one.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
            {
                return _difference is { } difference ? DateTimeOffset.UnixEpoch + Steady + difference : clock.GetUtcNow();
            }
        }
    }

    private TimeSpan Steady => clock.GetElapsedTime(_begun);

    /// <summary>Takes a time that has just arrived.</summary>
    /// <param name="serverTimeMs">Unix milliseconds.</param>
    public void Note(long serverTimeMs)
    {
        lock (_gate)
        {
            _differences.Enqueue(TimeSpan.FromMilliseconds(serverTimeMs) - Steady);
            if (_differences.Count > Readings)
            {
                _differences.Dequeue();
            }

            _difference = _differences.Max();
        }
    }

    /// <summary>Forgets what it knew: the next server may have another clock.</summary>
    /// <param name="serverTimeMs">The first time of the next server, Unix milliseconds.</param>
    public void Restart(long serverTimeMs)
    {
        lock (_gate)
        {
            _differences.Clear();
        }

        Note(serverTimeMs);
    }
}
