using SongshanRoad.Gis.Patrols.Alerts;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Server.Live;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Storage.Alerts;

namespace SongshanRoad.Gis.Server.Alerts;

/// <summary>A call for help as a door read it.</summary>
/// <param name="Door">How it came, one word.</param>
/// <param name="CalledAt">When it was made on the sender's clock; null when the sender does not say.</param>
/// <param name="LonDeg">Longitude, degrees of the datum, any value; or null.</param>
/// <param name="LatDeg">Latitude, degrees.</param>
/// <param name="AccuracyM">Accuracy in metres, any value; or null.</param>
/// <param name="Datum">What the degrees refer to.</param>
internal sealed record SosSignal(string Door, DateTimeOffset? CalledAt, double? LonDeg, double? LatDeg, double? AccuracyM, Datum Datum);

/// <summary>What became of a call.</summary>
/// <param name="Alert">The alert that holds it; null off duty.</param>
/// <param name="RetryAfter">When to call again, as it was not taken; or null.</param>
internal readonly record struct SosAnswer(Alert? Alert, TimeSpan? RetryAfter = null);

/// <summary>Takes calls for help, from every door. A call is taken whatever is wrong with its position or its clock.</summary>
internal sealed class SosDesk(AlertStore alerts, TimeProvider clock)
{
    // Its own, so that a phone's backlog of positions never keeps a call out.
    private readonly SenderBudget _budget = new(clock);

    /// <summary>Takes a call; answered after the commit.</summary>
    /// <exception cref="Npgsql.NpgsqlException">The database is gone and the call was not taken.</exception>
    public async Task<SosAnswer> CallAsync(Sender sender, SosSignal signal, CancellationToken cancellation)
    {
        if (_budget.Spend(sender.UnitCode, 1) is { } wait)
        {
            return new SosAnswer(null, wait);
        }

        var now = clock.GetUtcNow();
        var believed = signal.CalledAt <= now + FixCheck.MaxAhead && signal.CalledAt >= now - AlertRules.OldestBelieved;
        // A clock that is ahead by seconds must not put the call behind its own closing.
        var calledAt = !believed || signal.CalledAt > now ? now : signal.CalledAt!.Value;
        return new SosAnswer(await alerts.RaiseSosAsync(
            new SosReport(sender.UnitCode, sender.OnlyNight, signal.Door, calledAt, signal.CalledAt is not null && !believed,
                PositionOf(signal), SentFix.Known(signal.AccuracyM, 0, 100_000)),
            now, cancellation));
    }

    private static LonLat? PositionOf(SosSignal signal) =>
        signal is { LonDeg: { } lonDeg, LatDeg: { } latDeg } && FixCheck.Degrees(lonDeg, latDeg, out var lonLat) == FixFlaw.None
            ? DatumConversion.ToWgs84(lonLat, signal.Datum)
            : null;
}
