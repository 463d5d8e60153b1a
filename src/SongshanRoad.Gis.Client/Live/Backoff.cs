namespace SongshanRoad.Gis.Client.Live;

/// <summary>
/// The waits between attempts: exponential with full jitter, that is, each drawn evenly from zero to a ceiling that doubles up to a
/// longest wait (M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015), so that all clients of a restarted
/// server do not come back in the same instant. Not thread-safe.
/// </summary>
/// <param name="first">Ceiling of the first wait.</param>
/// <param name="longest">Ceiling of every later wait.</param>
/// <param name="random">Source of the draws.</param>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, Random random)
{
    // Beyond it the ceiling is the longest wait anyway, and the double stays exact.
    private const int MostDoublings = 30;

    private int _failures;

    /// <summary>Failures in a row so far.</summary>
    public int Failures => _failures;

    /// <summary>Upper bound of the next wait.</summary>
    public TimeSpan Ceiling => Min(longest, first * Math.Pow(2, Math.Min(_failures, MostDoublings)));

    /// <summary>Counts a failure.</summary>
    /// <returns>How long to wait now.</returns>
    public TimeSpan Next()
    {
        var wait = Ceiling * random.NextDouble();
        _failures++;
        return wait;
    }

    /// <summary>It worked: the next failure begins anew.</summary>
    public void Reset() => _failures = 0;

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
