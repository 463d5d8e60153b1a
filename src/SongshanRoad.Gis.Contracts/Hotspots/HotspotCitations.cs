namespace SongshanRoad.Gis.Contracts.Hotspots;

/// <summary>Cites a run, so that it is kept.</summary>
/// <param name="Note">What for, e.g. the report it stands in; at most 200 characters.</param>
public sealed record CiteHotspotRun(string? Note = null);

/// <summary>A run that is kept for good, with all it was computed from.</summary>
/// <param name="Run">The run; its id is what is cited.</param>
/// <param name="CitedBy">Account that cited it first.</param>
/// <param name="CitedAt">When, UTC.</param>
/// <param name="Note">What for; empty when nothing was said.</param>
/// <param name="CodeVersion">Version of the program that computed it.</param>
public sealed record HotspotCitationView(HotspotRunView Run, string CitedBy, DateTimeOffset CitedAt, string Note, string CodeVersion);

/// <summary>A cited run computed again from the input kept with it.</summary>
/// <param name="RunId">The run.</param>
/// <param name="IsIdentical">Whether every figure of every unit came out the same to the last bit.</param>
/// <param name="Units">Cells or street segments compared: those of either.</param>
/// <param name="UnitsDiffering">Those of them with a figure that differs, or that only one of them has.</param>
/// <param name="CodeVersionThen">Version of the program that computed it first.</param>
/// <param name="CodeVersionNow">Version that computed it now.</param>
public sealed record HotspotRecomputationView(
    string RunId, bool IsIdentical, int Units, int UnitsDiffering, string CodeVersionThen, string CodeVersionNow);
