namespace SongshanRoad.Gis.Patrols.Matching;

/// <summary>What holds for every way between two fixes.</summary>
/// <param name="StraightM">Their distance.</param>
/// <param name="BetaM">Scale of the difference between way and distance.</param>
/// <param name="ReachM">How far ways are looked for.</param>
/// <param name="MostM">No way can have been longer in the time.</param>
internal readonly record struct FixPair(double StraightM, double BetaM, double ReachM, double MostM);
