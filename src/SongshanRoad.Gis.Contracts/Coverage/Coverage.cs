using System.Runtime.Serialization;

namespace SongshanRoad.Gis.Contracts.Coverage;

/// <summary>Which metres of which alley were walked in one duty night.</summary>
/// <param name="Night">The duty night, <c>yyyy-MM-dd</c>.</param>
/// <param name="WithinM">An alley metre counts when the walked line passes within this many metres.</param>
/// <param name="MaxGapSeconds">The walked line is cut where two fixes are further apart in time.</param>
/// <param name="MaxGapM">The walked line is cut where two fixes are further apart in space, metres.</param>
/// <param name="AlleysM">Length of all alleys, metres.</param>
/// <param name="CoveredM">Covered metres of all alleys.</param>
/// <param name="Alleys">Every alley.</param>
public sealed record CoverageView(
    string Night,
    double WithinM,
    double MaxGapSeconds,
    double MaxGapM,
    double AlleysM,
    double CoveredM,
    IReadOnlyList<AlleyCoverageView> Alleys);

/// <summary>Coverage of one alley in one night.</summary>
/// <param name="PlaceId">The alley.</param>
/// <param name="LengthM">Its length, metres.</param>
/// <param name="CoveredM">Covered metres.</param>
/// <param name="Intervals">Covered pieces as [fromM, toM] along the centre line, in order, disjoint.</param>
/// <param name="LastPassMs">Time of the latest pass, Unix milliseconds, or null when never.</param>
/// <param name="BackfilledMs">When positions that came late last changed this alley, Unix milliseconds of their commit; null when none did.
/// Whoever looked before that has seen another picture.</param>
[DataContract]
public sealed record AlleyCoverageView(
    [property: DataMember(Name = "placeId")] long PlaceId,
    [property: DataMember(Name = "lengthM")] double LengthM,
    [property: DataMember(Name = "coveredM")] double CoveredM,
    [property: DataMember(Name = "intervals")] IReadOnlyList<double[]> Intervals,
    [property: DataMember(Name = "lastPassMs")] long? LastPassMs,
    [property: DataMember(Name = "backfilledMs")] long? BackfilledMs = null);

/// <summary>Notice that tonight's coverage grew.</summary>
/// <param name="Night">The duty night.</param>
/// <param name="Alleys">The alleys that changed.</param>
[DataContract]
public sealed record CoverageChanged(
    [property: DataMember(Name = "night")] string Night,
    [property: DataMember(Name = "alleys")] IReadOnlyList<AlleyCoverageView> Alleys);
