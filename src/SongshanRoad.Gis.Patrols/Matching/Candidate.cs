namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>A place where a fix may have been taken.</summary>
/// <param name="Way">The way.</param>
/// <param name="AlongM">Metres from its start.</param>
/// <param name="OffM">Metres from the fix.</param>
internal readonly record struct Candidate(int Way, double AlongM, double OffM);
