using SongshanRoad.Gis.Spatial.Coordinates;

namespace SongshanRoad.Gis.Storage.Incidents.Import;

/// <summary>A checked incident on its way into the database.</summary>
/// <param name="Line">Where it stood in the file.</param>
/// <param name="Source">Where it comes from, e.g. the name of the office's system.</param>
/// <param name="ExternalId">Id within the source that stays the same from file to file.</param>
/// <param name="CategoryCode">Code of its category.</param>
/// <param name="OccurredFrom">When it happened, or the earliest it can have.</param>
/// <param name="OccurredTo">The latest it can have happened, or null.</param>
/// <param name="ReportedBy"><c>call</c> or <c>patrol</c>.</param>
/// <param name="Progress"><c>open</c>, <c>inHand</c> or <c>closed</c>; null when the file does not say: a new incident is closed, a stored one stays as it is.</param>
/// <param name="PositionWgs84">Where.</param>
/// <param name="AccuracyM">Accuracy of the position in metres, or null.</param>
/// <param name="Synthetic">Whether it is made up.</param>
public readonly record struct StagedIncident(
    long Line,
    string Source,
    string ExternalId,
    string CategoryCode,
    DateTimeOffset OccurredFrom,
    DateTimeOffset? OccurredTo,
    string ReportedBy,
    string? Progress,
    LonLat PositionWgs84,
    double? AccuracyM,
    bool Synthetic);
