namespace SongshanRoad.Gis.Formats.Csv;

/// <summary>One incident of a delimited file, before its category is looked up and its place converted.</summary>
/// <param name="Line">Line on which the row begins, from 1.</param>
/// <param name="ExternalId">The sender's id; null when the file has none.</param>
/// <param name="X">Longitude or easting as in the file (<see cref="Reading.SourceCrs"/> converts).</param>
/// <param name="Y">Latitude or northing as in the file.</param>
/// <param name="OccurredFromUtc">When it happened, or the beginning of the interval in which it did.</param>
/// <param name="OccurredToUtc">End of that interval; null when the time is exact. A bare date makes an interval of that day.</param>
/// <param name="CategoryText">Category as written; null when empty or the file has no such column.</param>
/// <param name="ReportedByText">Who reported, as written; null likewise.</param>
/// <param name="ProgressText">How far it has been dealt with, as written; null likewise.</param>
public sealed record IncidentRow(
    long Line,
    string? ExternalId,
    double X,
    double Y,
    DateTimeOffset OccurredFromUtc,
    DateTimeOffset? OccurredToUtc,
    string? CategoryText,
    string? ReportedByText,
    string? ProgressText);
