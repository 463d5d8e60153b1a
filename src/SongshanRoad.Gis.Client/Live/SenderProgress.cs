namespace SongshanRoad.Gis.Client.Live;

/// <summary>What a <see cref="PositionSender"/> has done since it was started. It never changes; later progress is another object.</summary>
/// <param name="StoredCount">Fixes stored for the first time.</param>
/// <param name="DuplicateCount">Fixes that had been stored before: resends whose receipt was lost.</param>
/// <param name="OffDutyCount">Fixes outside a duty, which the server counted and dropped.</param>
/// <param name="MarkedCount">Fixes stored, but not believed.</param>
/// <param name="FailureCount">Attempts in a row that failed; 0 after a receipt.</param>
/// <param name="Problem">Why the last attempt failed; null after a receipt.</param>
public sealed record SenderProgress(
    long StoredCount = 0, long DuplicateCount = 0, long OffDutyCount = 0, long MarkedCount = 0, int FailureCount = 0, Exception? Problem = null);
