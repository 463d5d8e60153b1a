namespace SongshanRoad.Gis.Hotspots.Synthetic;

/// <summary>One category of incidents with the habits the generator gives it. The demo's figures are invented for plausibility;
/// they measure nothing.</summary>
/// <param name="Code">Code, lower case letters, digits and hyphens.</param>
/// <param name="ParentCode">Code of the group it belongs to, or null.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Sort">Place in lists.</param>
/// <param name="Weight">Share of incidents relative to the other categories; 0 for a group that has none of its own.</param>
/// <param name="HourWeights">24 relative rates by local hour.</param>
/// <param name="WeekdayWeights">Seven relative rates, Monday first.</param>
/// <param name="StreetWeight">Relative share at streets.</param>
/// <param name="AlleyWeight">Relative share in alleys.</param>
/// <param name="VenueWeight">Relative share at venues.</param>
/// <param name="SchoolWeight">Relative share at schools.</param>
/// <param name="RepeatsPerIncident">Mean number of near repeats that one incident sets off, 0 to below 1.</param>
/// <param name="IntervalHours">Mean length of the interval in which it must have happened, hours; 0 when the time is known.</param>
/// <param name="PatrolShare">Share found by patrols instead of called in, 0 to 1.</param>
public sealed record IncidentCategory(
    string Code,
    string? ParentCode,
    string NameZh,
    string NameEn,
    int Sort,
    double Weight,
    IReadOnlyList<double> HourWeights,
    IReadOnlyList<double> WeekdayWeights,
    double StreetWeight,
    double AlleyWeight,
    double VenueWeight,
    double SchoolWeight,
    double RepeatsPerIncident,
    double IntervalHours,
    double PatrolShare);
