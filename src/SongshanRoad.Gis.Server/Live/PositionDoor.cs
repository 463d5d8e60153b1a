using System.Globalization;
using NetTopologySuite.Geometries;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Contracts.Problems;
using SongshanRoad.Gis.Patrols.Live;
using SongshanRoad.Gis.Spatial.Coordinates;
using SongshanRoad.Gis.Storage.Deployment;

namespace SongshanRoad.Gis.Server.Live;

/// <summary>What a sender is told: a receipt, or why the batch as a whole was not taken.</summary>
/// <param name="Receipt">What became of the fixes, after the commit.</param>
/// <param name="Code">A problem code, or null with a receipt.</param>
/// <param name="Sentence">The problem in words.</param>
/// <param name="RetryAfter">When to try again, if that helps.</param>
internal sealed record ReportAnswer(PositionReceipt? Receipt, string? Code = null, string? Sentence = null, TimeSpan? RetryAfter = null);

/// <summary>The one door through which positions enter, over HTTP and the hub alike. A batch is refused for its form or its size,
/// never for a bad fix: a phone would send that fix for ever and nothing behind it.</summary>
internal sealed class PositionDoor(LiveLane lane, SenderBudget budget, Database database, TimeProvider clock)
{
    public const int MaxFixes = 1000;

    // No duty reaches further into the future; a device whose clock is off by more must not make partitions of far days.
    private static readonly TimeSpan FarAhead = TimeSpan.FromDays(1);

    /// <summary>Takes a batch; answered after the commit.</summary>
    /// <exception cref="Npgsql.NpgsqlException">The database is gone and nothing was stored.</exception>
    public async Task<ReportAnswer> TakeAsync(Sender sender, PositionBatch? batch, CancellationToken cancellation)
    {
        if (Check(batch, out var datum) is { } sentence)
        {
            return new ReportAnswer(null, ProblemCodes.InvalidValue, sentence);
        }

        if (budget.Spend(sender.UnitCode, batch!.Fixes.Count) is { } wait)
        {
            return new ReportAnswer(null, ProblemCodes.TooManyRequests, string.Create(CultureInfo.InvariantCulture,
                $"{sender.UnitCode} sends more than 200 fixes or 10 batches a second; keep them and try again in {Math.Ceiling(wait.TotalSeconds)} s."), wait);
        }

        var latest = clock.GetUtcNow() + FarAhead;
        var fixes = new List<SentFix>(batch.Fixes.Count);
        foreach (var reported in batch.Fixes)
        {
            if (UnixMilliseconds.ToInstant(reported.TimeMs) is { } time && time <= latest)
            {
                fixes.Add(Read(reported, time, datum));
            }
        }

        var sent = new SentBatch(sender, fixes, batch.Fixes.Count - fixes.Count);
        if (fixes.Count == 0)
        {
            return new ReportAnswer(new PositionReceipt(0, 0, sent.OutsideAnyTime, []));
        }

        await lane.SendAsync(sent, cancellation);
        return new ReportAnswer(await sent.Receipt.WaitAsync(cancellation));
    }

    private static string? Check(PositionBatch? batch, out Datum datum)
    {
        datum = default;
        if (batch?.Fixes is null || batch.Fixes.Any(fix => fix is null))
        {
            return "The body must be {\"datum\": …, \"fixes\": [{\"sequence\": …, \"timeMs\": …, \"lonDeg\": …, \"latDeg\": …}]}.";
        }

        if (batch.Fixes.Count > MaxFixes)
        {
            return $"The batch has {batch.Fixes.Count} fixes; at most {MaxFixes} are taken at once, send the rest in further batches.";
        }

        if (DatumWords.Find(batch.Datum) is not { } declared)
        {
            return DatumWords.Refusal(batch.Datum);
        }

        datum = declared;
        return null;
    }

    private SentFix Read(ReportedFix reported, DateTimeOffset time, Datum datum)
    {
        var accuracyM = SentFix.Known(reported.AccuracyM, 0, 100_000);
        var flaw = FixCheck.Degrees(reported.LonDeg, reported.LatDeg, out var lonLat);
        flaw = reported.IsMock && flaw != FixFlaw.OutOfRange ? FixFlaw.MockPosition : flaw;
        if (flaw == FixFlaw.OutOfRange)
        {
            return new SentFix(time, reported, null, accuracyM, flaw);
        }

        var wgs84 = DatumConversion.ToWgs84(lonLat, datum);
        var impossible = accuracyM is null && reported.AccuracyM is not null;
        var elsewhere = !database.AreaWgs84.Contains(new Coordinate(wgs84.LonDeg, wgs84.LatDeg));
        return new SentFix(time, reported, wgs84, accuracyM, flaw == FixFlaw.None && (impossible || elsewhere) ? FixFlaw.OutOfRange : flaw);
    }
}
