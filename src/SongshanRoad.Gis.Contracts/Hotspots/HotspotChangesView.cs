namespace SongshanRoad.Gis.Contracts.Hotspots;

/// <summary>What changed between the windows of two runs on the same units, cell by cell or segment by segment. Rates, not counts, are
/// compared: a window that is not over yet counts as long as it has lasted.</summary>
/// <param name="BeforeRunId">Run of the earlier window.</param>
/// <param name="AfterRunId">Run of the later window.</param>
/// <param name="Overall">All units together.</param>
/// <param name="UnitsTested">Units with an incident in either window; the others say nothing about a change.</param>
/// <param name="Risen">How many of them rose, at 90 % or more after Benjamini-Hochberg.</param>
/// <param name="Fallen">How many fell.</param>
/// <param name="Places">The units of most certain change first, at most 20.</param>
public sealed record HotspotChangesView(
    string BeforeRunId, string AfterRunId, RateChangeView Overall, int UnitsTested, int Risen, int Fallen, IReadOnlyList<PlaceChangeView> Places);

/// <summary>Change of a rate of incidents between two windows.</summary>
/// <param name="BeforeCount">Incidents of the earlier window.</param>
/// <param name="AfterCount">Incidents of the later window.</param>
/// <param name="Ratio">Rate after over rate before; null when there was none before.</param>
/// <param name="LowerRatio">Lower end of its exact 95 % interval.</param>
/// <param name="UpperRatio">Upper end; null when it is infinite.</param>
/// <param name="P">Exact two-sided p of equal rates (conditional binomial test); null when there was none at all.</param>
public sealed record RateChangeView(long BeforeCount, long AfterCount, double? Ratio, double LowerRatio, double? UpperRatio, double? P);

/// <summary>A cell or street segment whose rate of incidents changed.</summary>
/// <param name="Label">Nearest street or alley; empty when none is near.</param>
/// <param name="LonDeg">WGS-84 longitude of its middle.</param>
/// <param name="LatDeg">WGS-84 latitude of its middle.</param>
/// <param name="Change">The change.</param>
/// <param name="Q">p after Benjamini-Hochberg over the units tested.</param>
public sealed record PlaceChangeView(string Label, double LonDeg, double LatDeg, RateChangeView Change, double Q);
