using System.Globalization;
using SongshanRoad.Gis.Contracts.Live;
using SongshanRoad.Gis.Formats.Reading;
using SongshanRoad.Gis.Server.Problems;
using WireCodes = SongshanRoad.Gis.Contracts.Problems.ProblemCodes;

namespace SongshanRoad.Gis.Server.Live.Tracks;

/// <summary>The way of a recorded track through the one door for positions. A file is read whole before anything of it is stored, so
/// that a bad one leaves nothing behind.</summary>
internal sealed class TrackDoor(PositionDoor door, SenderBudget budget)
{
    /// <summary>Takes files one after the other; answered after the last commit. Not stopped when the sender is gone: what was taken is to be told
    /// and noted as a whole.</summary>
    /// <param name="sender">Whose tracks they are.</param>
    /// <param name="datum">What their degrees refer to, a word of <see cref="Spatial.Coordinates.DatumWords"/>.</param>
    /// <param name="files">The files; closed at the end.</param>
    /// <returns>What became of each. When the database goes in the middle, the rest has that problem; what was stored folds when it is sent again.</returns>
    /// <exception cref="Npgsql.NpgsqlException">The database is gone and nothing was stored.</exception>
    public async Task<IReadOnlyList<UploadedTrackView>> TakeAsync(Sender sender, string datum, IReadOnlyList<UploadedTrack> files)
    {
        var views = new List<UploadedTrackView>();
        foreach (var (name, content) in files)
        {
            views.Add(views is [.., { Problem.Code: WireCodes.StorageUnavailable }]
                ? View(name, Nothing, [], Lost)
                : await TakeAsync(sender, datum, name, content, views.Exists(view => view.Stored + view.Duplicates + view.OffDuty > 0)));
        }

        return views;
    }

    private async Task<UploadedTrackView> TakeAsync(Sender sender, string datum, string fileName, Stream file, bool isSomethingTaken)
    {
        RecordedTrack track;
        try
        {
            track = RecordedTrack.Read(file);
        }
        catch (UnreadableFileException refusal)
        {
            return View(fileName, Nothing, [], new TrackFileProblem(refusal.Code, refusal.Message, refusal.Line));
        }

        if (budget.WaitFor(sender.UnitCode, track.Fixes.Count) is { } wait)
        {
            return View(fileName, track, [], Later(track.Fixes.Count, 0, wait));
        }

        var receipts = new List<PositionReceipt>();
        foreach (var batch in track.Fixes.Chunk(PositionDoor.MaxFixes))
        {
            ReportAnswer answer;
            try
            {
                answer = await door.TakeAsync(sender, new PositionBatch(datum, batch), CancellationToken.None);
            }
            catch (Exception failure) when (StorageFailureHandler.IsOutage(failure) && (isSomethingTaken || receipts.Count > 0))
            {
                return View(fileName, track, receipts, Lost);
            }

            if (answer.RetryAfter is { } full)
            {
                // Another sender of the unit was quicker.
                return View(fileName, track, receipts, Later(track.Fixes.Count, receipts.Count * PositionDoor.MaxFixes, full));
            }

            receipts.Add(answer.Receipt ?? throw new InvalidOperationException(answer.Sentence));
        }

        return View(fileName, track, receipts, null);
    }

    private static RecordedTrack Nothing => new([], 0, 0, []);

    private static TrackFileProblem Lost => new(
        WireCodes.StorageUnavailable, "The database went away before all of the file was stored; send it again, what is stored already folds.", 0);

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
