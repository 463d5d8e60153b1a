using System.Text;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Server.Accounts;
using SongshanRoad.Gis.Server.Alerts;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Storage.Accounts;
using SongshanRoad.Gis.Storage.Live.Quarantine;
using SongshanRoad.Gis.Trackers;

namespace SongshanRoad.Gis.Server.Live.Phones;

/// <summary>What a phone is told.</summary>
/// <param name="IsKnown">Whether the token is that of a device.</param>
/// <param name="RetryAfter">When to send it again, as not all of it was stored; null when the phone may forget it.</param>
internal readonly record struct PhoneAnswer(bool IsKnown, TimeSpan? RetryAfter = null);

/// <summary>The way of a phone app's report through the one door for positions. Once the token is known a report is taken whatever is in
/// it: such an app sends its oldest report until that is taken, and all others wait behind it.</summary>
internal sealed class PhoneDoor(DeviceStore devices, PositionDoor door, QuarantineStore quarantine, SosDesk sos, TimeProvider clock)
{
    /// <summary>Takes a report; answered after the commit.</summary>
    /// <param name="protocol">The protocol, one word.</param>
    /// <param name="report">What was read of it; its device is the token.</param>
    /// <param name="content">The report as it was sent.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="Npgsql.NpgsqlException">The database is gone and nothing was stored.</exception>
    public async Task<PhoneAnswer> TakeAsync(string protocol, TrackerReport report, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        if (report.Device is null || await devices.FindAsync(SecretToken.Hash(report.Device), cancellation) is not { } device)
        {
            return new PhoneAnswer(false);
        }

        var sender = new Sender(device.UnitCode, device.Night);
        foreach (var call in report.Points.Where(IsSos))
        {
            if (await CallAsync(sender, protocol, call, DatumWords.Find(device.Datum)!.Value, cancellation) is { } wait)
            {
                return new PhoneAnswer(true, wait);
            }
        }

        var now = clock.GetUtcNow();
        var fixes = report.Points.Where(point => point is { LonDeg: not null, LatDeg: not null }).Select(point => FixOf(point, now)).ToList();
        foreach (var batch in fixes.Chunk(PositionDoor.MaxFixes))
        {
            // A resend of what was stored of an earlier part folds.
            var answer = await door.TakeAsync(sender, new PositionBatch(device.Datum, batch), cancellation);
            if (answer.RetryAfter is { } wait)
            {
                return new PhoneAnswer(true, wait);
            }
        }

        if (ReasonOf(report) is { } reason)
        {
            await quarantine.AddAsync(
                new QuarantinedReport(device.UnitCode, now, protocol, reason, WithoutToken(content, report.Device)), device.Night, cancellation);
        }

        return new PhoneAnswer(true);
    }

    private static bool IsSos(TrackerPoint point) => string.Equals(point.Alarm, "sos", StringComparison.OrdinalIgnoreCase);

    /// <returns>When to call again, as it was not taken; or null.</returns>
    private async Task<TimeSpan?> CallAsync(Sender sender, string protocol, TrackerPoint call, Datum datum, CancellationToken cancellation)
    {
        // Made up by another program, the position would send help elsewhere; the call itself counts.
        var signal = call.IsMock
            ? new SosSignal(protocol, call.Time, null, null, null, datum)
            : new SosSignal(protocol, call.Time, call.LonDeg, call.LatDeg, call.AccuracyM, datum);
        return (await sos.CallAsync(sender, signal, cancellation)).RetryAfter;
    }

    /// <summary>What is kept of a report: tokens are nowhere stored as they are.</summary>
    private static byte[] WithoutToken(ReadOnlyMemory<byte> content, string token)
    {
        // Byte by byte, as nobody knows whether it is text.
        var kept = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(content.Span).Replace(token, "TOKEN", StringComparison.Ordinal));
        return kept[..Math.Min(kept.Length, QuarantineStore.MaxContentBytes)];
    }

    private static ReportedFix FixOf(TrackerPoint point, DateTimeOffset now) => new(
        PositionSequence.Of(point.LonDeg!.Value, point.LatDeg!.Value), (point.Time ?? now).ToUnixTimeMilliseconds(), point.LonDeg.Value, point.LatDeg.Value,
        point.AccuracyM, point.SpeedMps, point.HeadingDeg, point.BatteryShare, point.IsMock);

    /// <summary>Why a report must be looked at, or null.</summary>
    private static string? ReasonOf(TrackerReport report) => report switch
    {
        { Flaw: TrackerFlaw.Malformed } => "malformed",
        { Flaw: TrackerFlaw.Encrypted } => "encrypted",
        { Flaw: TrackerFlaw.UnreadableValue } => "unreadable-value",
        // Nobody is called by it, so that it must at least be seen.
        _ when report.Points.Any(point => point.Alarm is not null && !IsSos(point)) => "alarm",
        _ => null,
    };
}
