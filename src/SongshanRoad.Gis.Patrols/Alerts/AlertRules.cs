namespace SongshanRoad.Gis.Patrols.Alerts;

/// <summary>When an unanswered alert rings again, and who hears it.</summary>
public static class AlertRules
{
    /// <summary>An unanswered alert rings again after this: 10 s.</summary>
    public static readonly TimeSpan RingEvery = TimeSpan.FromSeconds(10);

    /// <summary>After this, 60 s, an unanswered alert is passed on to the leaders.</summary>
    public static readonly TimeSpan EscalateAfter = TimeSpan.FromSeconds(60);

    /// <summary>A report that comes later than this after it happened, 60 s, is called late.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(60);

    /// <summary>The oldest call that is believed in its time: 7 days. A terminal without a clock sends the year 2000.</summary>
    public static readonly TimeSpan OldestBelieved = TimeSpan.FromDays(7);

    /// <summary>How often an alert has rung: once when it came and every <see cref="RingEvery"/> since, until it was accepted; only
    /// an SOS rings.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="now">UTC.</param>
    public static int Rings(Alert alert, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(alert);
        if (alert.Kind != AlertKind.Sos)
        {
            return 0;
        }

        var rangFor = (alert.AcceptedAt ?? alert.OfficeClosedAt ?? now) - alert.ReceivedAt;
        return 1 + (int)Math.Max(0, Math.Min(int.MaxValue - 1, Math.Floor(rangFor / RingEvery)));
    }

    /// <summary>Whether it is time to pass an alert on to the leaders.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="now">UTC.</param>
    public static bool MustEscalate(Alert alert, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return alert.IsUnanswered && alert.EscalatedAt is null && now - alert.ReceivedAt >= EscalateAfter;
    }

    /// <summary>How late the first report came, or null up to <see cref="LateAfter"/>.</summary>
    /// <param name="alert">The alert.</param>
    public static TimeSpan? Lateness(Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        var late = alert.ReceivedAt - alert.OccurredAt;
        return late > LateAfter ? late : null;
    }
}
