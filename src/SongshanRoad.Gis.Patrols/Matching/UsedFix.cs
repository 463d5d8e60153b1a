namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>A fix that is used, and how long somebody stayed there.</summary>
/// <param name="Fix">The fix; its time is when the stay began.</param>
/// <param name="UntilS">When the stay ended; the time of the fix when it was none.</param>
internal readonly record struct UsedFix(TrackFix Fix, double UntilS);
