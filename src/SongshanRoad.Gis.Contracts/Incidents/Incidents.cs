using System.ComponentModel.DataAnnotations;
using System.Runtime.Serialization;

namespace SongshanRoad.Gis.Contracts.Incidents;

/// <summary>One incident: a place and a time, no persons.</summary>
/// <param name="Id">Number of the incident; the feature id in the vector tiles.</param>
/// <param name="ExternalId">Id in the source's own system, or null.</param>
/// <param name="CategoryCode">Category.</param>
/// <param name="OccurredFrom">When, or from when, UTC.</param>
/// <param name="OccurredTo">Until when, for intervals, UTC.</param>
/// <param name="ReportedBy">Called in, or found by a patrol.</param>
/// <param name="Progress">How far it has been dealt with.</param>
/// <param name="LonDeg">WGS-84 longitude.</param>
/// <param name="LatDeg">WGS-84 latitude.</param>
/// <param name="CommunityCode">The community it lies in, or null.</param>
/// <param name="Synthetic">True when made for the demo.</param>
public sealed record IncidentView(
    long Id,
    string? ExternalId,
    string CategoryCode,
    DateTimeOffset OccurredFrom,
    DateTimeOffset? OccurredTo,
    [property: AllowedValues("call", "patrol")] string ReportedBy,
    [property: AllowedValues("open", "inHand", "closed")] string Progress,
    double LonDeg,
    double LatDeg,
    string? CommunityCode,
    bool Synthetic);

/// <summary>A page of incidents, newest first.</summary>
/// <param name="Total">How many match the filter in all.</param>
/// <param name="Incidents">The newest of them, up to the limit.</param>
public sealed record IncidentList(int Total, IReadOnlyList<IncidentView> Incidents);

/// <summary>A new incident entered by a dispatcher.</summary>
public sealed record NewIncident(
    string CategoryCode,
    DateTimeOffset OccurredFrom,
    [property: AllowedValues("call", "patrol")] string ReportedBy,
    double LonDeg,
    double LatDeg,
    [property: AllowedValues("wgs84", "gcj02", "bd09")] string Datum,
    DateTimeOffset? OccurredTo = null);

/// <summary>Notice that incidents changed.</summary>
/// <param name="Version">The new data version; put it into tile addresses.</param>
[DataContract]
public sealed record IncidentsChanged([property: DataMember(Name = "version")] string Version);
