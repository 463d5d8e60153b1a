using System.Globalization;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Formats.Reading;
using WireCodes = SongshanRoad.Gis.Contracts.Problems.ProblemCodes;

namespace SongshanRoad.Gis.Server.Live.Tracks;

/// <summary>The way of a recorded track through the one door for positions. A file is read whole before anything of it is stored, so
/// that a bad one leaves nothing behind.</summary>
internal sealed class TrackDoor(PositionDoor door, SenderBudget budget)
{
    /// <summary>Takes one file; answered after the last commit.</summary>
    /// <param name="sender">Whose track it is.</param>
    /// <param name="datum">What its degrees refer to, a word of <see cref="Places.DatumWords"/>.</param>
    /// <param name="fileName">Its name, for the answer.</param>
    /// <param name="file">All of it; closed at the end.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="Npgsql.NpgsqlException">The database is gone; what was stored of the file before folds when it is sent again.</exception>
    public async Task<UploadedTrackView> TakeAsync(Sender sender, string datum, string fileName, Stream file, CancellationToken cancellation)
    {
        RecordedTrack track;
        try
        {
            track = RecordedTrack.Read(file);
        }
        catch (UnreadableFileException refusal)
        {
            return View(fileName, new RecordedTrack([], 0, 0, []), [], new TrackFileProblem(refusal.Code, refusal.Message, refusal.Line));
        }

        if (budget.WaitFor(sender.UnitCode, track.Fixes.Count) is { } wait)
        {
            return View(fileName, track, [], Later(track.Fixes.Count, 0, wait));
        }

        var receipts = new List<PositionReceipt>();
        foreach (var batch in track.Fixes.Chunk(PositionDoor.MaxFixes))
        {
            var answer = await door.TakeAsync(sender, new PositionBatch(datum, batch), cancellation);
            if (answer.RetryAfter is { } full)
            {
                // Another sender of the unit was quicker.
                return View(fileName, track, receipts, Later(track.Fixes.Count, receipts.Count * PositionDoor.MaxFixes, full));
            }

            receipts.Add(answer.Receipt ?? throw new InvalidOperationException(answer.Sentence));
        }

        return View(fileName, track, receipts, null);
    }

    private static TrackFileProblem Later(int fixes, int taken, TimeSpan wait) => new(WireCodes.TooManyRequests, string.Create(CultureInfo.InvariantCulture,
        $"The unit has sent so much that only {taken:N0} of {fixes:N0} points were taken; send the file again in {Math.Ceiling(wait.TotalSeconds)} s."), 0);

    private static UploadedTrackView View(string fileName, RecordedTrack track, List<PositionReceipt> receipts, TrackFileProblem? problem) => new(
        fileName,
        track.Fixes.Count + track.WithoutTime + track.Unreadable,
        receipts.Sum(receipt => receipt.Stored),
        receipts.Sum(receipt => receipt.Duplicates),
        receipts.Sum(receipt => receipt.OffDuty),
        track.WithoutTime,
        track.Unreadable,
        [.. receipts.SelectMany(receipt => receipt.Marked).CountBy(fix => fix.Code).OrderBy(code => code.Key, StringComparer.Ordinal).Select(code => new MarkedCount(code.Key, code.Value))],
        track.FirstUnreadable,
        track.Fixes is [var first, ..] ? TimeOf(first) : null,
        track.Fixes is [.., var last] ? TimeOf(last) : null,
        problem);

    private static DateTimeOffset TimeOf(ReportedFix fix) => DateTimeOffset.FromUnixTimeMilliseconds(fix.TimeMs);
}
