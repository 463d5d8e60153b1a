using System.ComponentModel.DataAnnotations;

namespace SongshanRoad.Gis.Contracts.Live;

/// <summary>What an upload of recorded tracks came to.</summary>
/// <param name="Files">Every file, in the order in which they were sent.</param>
public sealed record TrackUploadView(IReadOnlyList<UploadedTrackView> Files);

/// <summary>What became of one uploaded file. Of a file that was read, <c>Points</c> is the sum of <c>Stored</c>, <c>Duplicates</c>,
/// <c>OffDuty</c>, <c>WithoutTime</c> and <c>Unreadable</c>.</summary>
/// <param name="FileName">Its name as sent, cut to 200 characters.</param>
/// <param name="Points">Track points in it.</param>
/// <param name="Stored">Fixes stored now.</param>
/// <param name="Duplicates">Fixes that were stored before, or stand in it twice: nothing changed.</param>
/// <param name="OffDuty">Points outside a duty of the unit, or outside the night of a volunteer's invite: counted and dropped unread.</param>
/// <param name="WithoutTime">Points that do not say when they were taken, so that they belong to no duty.</param>
/// <param name="Unreadable">Points whose place or time cannot be read.</param>
/// <param name="Marked">Of those stored, how many are not believed, by reason.</param>
/// <param name="FirstUnreadable">The first points that could not be read, at most 5, each with its line.</param>
/// <param name="FirstFixAt">Time of the earliest point that has one, UTC; null when none has.</param>
/// <param name="LastFixAt">Time of the latest point that has one, UTC.</param>
/// <param name="Problem">Why the file, or the rest of it, was not taken; null when it was.</param>
public sealed record UploadedTrackView(
    string FileName,
    int Points,
    int Stored,
    int Duplicates,
    int OffDuty,
    int WithoutTime,
    int Unreadable,
    IReadOnlyList<MarkedCount> Marked,
    IReadOnlyList<UnreadablePoint> FirstUnreadable,
    DateTimeOffset? FirstFixAt,
    DateTimeOffset? LastFixAt,
    TrackFileProblem? Problem);

/// <summary>How many fixes were marked for one reason.</summary>
/// <param name="Code">Why, one of <see cref="Problems.ProblemCodes"/>.</param>
/// <param name="Count">How many.</param>
public sealed record MarkedCount(
    [property: AllowedValues("fix-in-future", "fix-nowhere", "fix-impossible-jump", "fix-mock-position")] string Code,
    int Count);

/// <summary>A track point that could not be read.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Sentence">What was found, and what to do about it.</param>
public sealed record UnreadablePoint(long Line, string Sentence);

/// <summary>Why a file was not taken as a whole.</summary>
/// <param name="Code">The reason, one word for programs. With <c>too-many-requests</c> and <c>storage-unavailable</c> the same file can be sent again later.</param>
/// <param name="Sentence">What is wrong, and what to do about it.</param>
/// <param name="Line">Line where reading stopped, from 1; 0 when it says nothing.</param>
public sealed record TrackFileProblem(
    [property: AllowedValues("not-this-format", "truncated", "empty-file", "too-large", "too-many-requests", "storage-unavailable")] string Code,
    string Sentence,
    long Line);
