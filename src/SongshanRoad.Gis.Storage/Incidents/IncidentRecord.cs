namespace SongshanRoad.Gis.Storage.Incidents;

/// <summary>A stored incident.</summary>
/// <param name="Id">Its number.</param>
/// <param name="ExternalId">Id in the source's own system, or null.</param>
/// <param name="CategoryCode">Category.</param>
/// <param name="OccurredFrom">When, or from when, UTC.</param>
/// <param name="OccurredTo">Until when, UTC, or null.</param>
/// <param name="ReportedBy"><c>call</c> or <c>patrol</c>.</param>
/// <param name="Progress"><c>open</c>, <c>inHand</c> or <c>closed</c>.</param>
/// <param name="LonDeg">WGS-84 longitude.</param>
/// <param name="LatDeg">WGS-84 latitude.</param>
/// <param name="CommunityCode">The community it lies in, or null.</param>
/// <param name="Synthetic">Made for the demo.</param>
public sealed record IncidentRecord(
    long Id,
    string? ExternalId,
    string CategoryCode,
    DateTimeOffset OccurredFrom,
    DateTimeOffset? OccurredTo,
    string ReportedBy,
    string Progress,
    double LonDeg,
    double LatDeg,
    string? CommunityCode,
    bool Synthetic);
