using SongshanRoad.Gis.Contracts.Live;

namespace SongshanRoad.Gis.Client.Live;

/// <summary>How far a unit's position may be trusted.</summary>
public enum UnitSignal
{
    /// <summary>The next report is not overdue.</summary>
    Fresh,

    /// <summary>信号陈旧: overdue.</summary>
    Stale,

    /// <summary>失联: overdue for long.</summary>
    Silent,
}

/// <summary>Ages of units, counted from the fix, never from the message. Pass <see cref="LiveClient.ServerNow"/>: a wrong clock on this machine then
/// shows true ages.</summary>
public static class UnitAge
{
    /// <summary>How old the unit's fix is; zero when its device's clock runs ahead.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="serverNow">The server's time.</param>
    public static TimeSpan AgeAt(this LiveUnit unit, DateTimeOffset serverNow)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var age = serverNow - DateTimeOffset.FromUnixTimeMilliseconds(unit.FixTimeMs);
        return age > TimeSpan.Zero ? age : TimeSpan.Zero;
    }

    /// <summary>How far from its fix the unit may be by now, metres; null when the server did not say.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="serverNow">The server's time.</param>
    public static double? UncertaintyAt(this LiveUnit unit, DateTimeOffset serverNow)
    {
        ArgumentNullException.ThrowIfNull(unit);
        // It stops when the unit counts as silent.
        var seconds = Math.Min(unit.AgeAt(serverNow).TotalSeconds, (unit.SilentAtMs - unit.FixTimeMs) / 1000.0);
        return unit.UncertaintyMps is { } growthMps ? (unit.AccuracyM ?? 0) + (growthMps * seconds) : null;
    }

    /// <summary>Whether the unit's position is stale or silent by the instants the server set for it.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="serverNow">The server's time.</param>
    public static UnitSignal SignalAt(this LiveUnit unit, DateTimeOffset serverNow)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var nowMs = serverNow.ToUnixTimeMilliseconds();
        return nowMs >= unit.SilentAtMs ? UnitSignal.Silent : nowMs >= unit.StaleAtMs ? UnitSignal.Stale : UnitSignal.Fresh;
    }
}
