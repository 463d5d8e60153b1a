namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>A time in which nothing is claimed about where somebody was.</summary>
/// <param name="FromS">From the last believed fix before it.</param>
/// <param name="ToS">To the first believed fix after it.</param>
/// <param name="Reason">Why.</param>
/// <param name="NextPiece">Index of the first piece after it.</param>
public readonly record struct TrackBreak(double FromS, double ToS, BreakReason Reason, int NextPiece);
